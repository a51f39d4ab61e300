"""The server's words: French in the code, English in locale/en; no gettext tools are needed.

`python -m mnic.words` adds what is missing to the .po file and writes the .mo file from it.
locale/fr only says in the house's French what its libraries say otherwise; it is written by hand.
"""

import ast
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
FRENCH_OF_LIBRARIES = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
APPS = (
    "core",
    "accounts",
    "notifications",
    "spaces",
    "equipment",
    "memberships",
    "bookings",
    "billing",
    "reports",
    "api",
    "pages",
    "mnic",
)
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL_MARKERS = {"ngettext", "ngettext_lazy"}
HEADER = (
    "Language: en\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
)
# A message is its French singular and plural; its translation has as many forms.
Message = tuple[str, ...]


def messages_in_code() -> dict[Message, str]:
    """Every message of the project's Python and templates, with the file it is first in."""
    found: dict[Message, str] = {}
    for path in _sources():
        text = path.read_text()
        code = text if path.suffix == ".py" else _calls_in_template(text, path)
        for message in _messages(code):
            found.setdefault(message, path.relative_to(ROOT).as_posix())
    return found


def read_catalogue(text: str) -> dict[Message, Message]:
    """The translations of a .po file; those still empty are left out, and the header too."""
    found: dict[Message, Message] = {}
    for entry in re.split(r"\n\s*\n", text):
        parts = _parts(entry)
        message = tuple(words for key, words in parts if key.startswith("msgid"))
        forms = tuple(words for key, words in parts if key.startswith("msgstr"))
        if message and message[0] and all(forms):
            found[message] = forms
    return found


def compiled(translations: dict[Message, Message], *, language: str = "en") -> bytes:
    """The .mo file (GNU gettext manual, section 10.3) of these translations."""
    header = HEADER.replace("Language: en", f"Language: {language}")
    pairs = {"": header} | {"\0".join(one): "\0".join(other) for one, other in translations.items()}
    rows = sorted((one.encode(), other.encode()) for one, other in pairs.items())
    start = 28 + 16 * len(rows)
    key_index, key_bytes = _table((one for one, _ in rows), start)
    value_index, value_bytes = _table((other for _, other in rows), start + len(key_bytes))
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, start)
    return head + key_index + value_index + key_bytes + value_bytes


def written(translations: dict[Message, Message], places: dict[Message, str]) -> str:
    """The .po file of every message of the code, in the order of the files; empty ones to fill."""
    entries = [f'msgid ""\nmsgstr ""\n{_quoted_lines(HEADER)}']
    for message, place in sorted(places.items(), key=lambda pair: (pair[1], pair[0])):
        entries.append(f"#: {place}\n{_entry(message, translations.get(message, ()))}")
    return "\n\n".join(entries) + "\n"


def _sources() -> Iterator[Path]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path


def _calls_in_template(text: str, path: Path) -> str:
    """The gettext calls that the template stands for, as Python that can be parsed."""
    calls = re.findall(
        r"\bn?gettext\((?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|[\s,]|count)*\)",
        templatize(text, origin=str(path)),
    )
    return "\n".join(call.strip() for call in calls)


def _messages(code: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            wanted = 2 if _name(node.func) in PLURAL_MARKERS else 1
            if wanted == 2 or _name(node.func) in MARKERS:
                message = tuple(_text(argument) for argument in node.args[:wanted])
                if all(message):
                    yield message


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _text(argument: ast.expr) -> str:
    value = argument.value if isinstance(argument, ast.Constant) else ""
    return value if isinstance(value, str) else ""


def _parts(entry: str) -> list[tuple[str, str]]:
    """The keywords of a .po entry with their words, continued lines joined."""
    parts: list[tuple[str, str]] = []
    for line in entry.splitlines():
        found = re.fullmatch(r'(?:(msg\S+)\s+)?("(?:.*)")\s*', line)
        if not found:
            continue
        words = str(ast.literal_eval(found[2]))
        if found[1]:
            parts.append((found[1], words))
        else:
            parts[-1] = (parts[-1][0], parts[-1][1] + words)
    return parts


def _entry(message: Message, forms: Message) -> str:
    if len(message) == 1:
        return f"msgid {_quoted(message[0])}\nmsgstr {_quoted(forms[0] if forms else '')}"
    one, many = forms or ("", "")
    return (
        f"msgid {_quoted(message[0])}\nmsgid_plural {_quoted(message[1])}\n"
        f"msgstr[0] {_quoted(one)}\nmsgstr[1] {_quoted(many)}"
    )


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _quoted_lines(words: str) -> str:
    return "\n".join(_quoted(line) for line in words.splitlines(keepends=True))


def _table(items: Iterable[bytes], start: int) -> tuple[bytes, bytes]:
    index, content = b"", b""
    for item in items:
        index += struct.pack("<2I", len(item), start + len(content))
        content += item + b"\0"
    return index, content


def main() -> None:
    """Bring the .po file up to the code, then the .mo file up to the .po file."""
    known = read_catalogue(CATALOGUE.read_text()) if CATALOGUE.exists() else {}
    places = messages_in_code()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(written(known, places))
    kept = {message: known[message] for message in places if message in known}
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(kept))
    french = read_catalogue(FRENCH_OF_LIBRARIES.read_text())
    FRENCH_OF_LIBRARIES.with_suffix(".mo").write_bytes(compiled(french, language="fr"))


if __name__ == "__main__":
    main()
