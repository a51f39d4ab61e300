"""A guide of docs/ as HTML: headings to link to, pictures and links at the house's addresses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.templatetags.static import static
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the second level, and what its address ends with."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class GuideText:
    """`html` is made from a file of the house alone, and holds no HTML of that file's own."""

    title: str
    chapters: tuple[Chapter, ...]
    html: str


def read_guide(file: Path) -> GuideText:
    """The whole guide; a heading's anchor is its words, so that it survives a new order."""
    tokens = _MARKDOWN.parse(file.read_text(encoding="utf-8"))
    title, *_ = (words for level, words, _ in _headings(tokens) if level == "h1")
    chapters = []
    for level, words, heading in _headings(tokens):
        heading.attrSet("id", slugify(words))
        if level == "h2":
            chapters.append(Chapter(slugify(words), words))
    for token in _inside(tokens):
        _send_home(token)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return GuideText(title, tuple(chapters), html)


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[str, str, Token]]:
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open":
            yield heading.tag, words.content, heading


def _inside(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _inside(token.children or ())


def _send_home(token: Token) -> None:
    """A picture beside the guides is a static file, another guide is another page."""
    if token.type == "image":
        name = Path(str(token.attrs["src"])).name
        token.attrSet("src", static(f"guides/{name}"))
        token.attrSet("loading", "lazy")
    elif token.type == "link_open":
        path, _, anchor = str(token.attrs["href"]).partition("#")
        if path.endswith(".md"):
            end = f"#{slugify(anchor)}" if anchor else ""
            token.attrSet("href", f"/aide/{Path(path).stem}/{end}")
