"""The server speaks French and English: all is translated, and the two files agree."""

import io
import re
from gettext import GNUTranslations

import pytest
from allauth.account.forms import RequestLoginCodeForm
from django.utils.translation import gettext, ngettext, override

from mnic import words

PLACEHOLDER = re.compile(r"%\(\w+\)\d*\w|\{\w*\}")


@pytest.fixture(scope="module")
def english() -> dict[words.Message, words.Message]:
    return words.read_catalogue(words.CATALOGUE.read_text())


def test_every_message_of_the_code_is_translated(
    english: dict[words.Message, words.Message],
) -> None:
    found = words.messages_in_code()
    untranslated = {message: where for message, where in found.items() if message not in english}
    assert untranslated == {}, "run `python -m mnic.words`, then fill locale/en"


def test_the_compiled_catalogue_is_the_written_one(
    english: dict[words.Message, words.Message],
) -> None:
    assert words.CATALOGUE.with_suffix(".mo").read_bytes() == words.compiled(english)


def test_libraries_say_the_houses_french() -> None:
    source = words.FRENCH_OF_LIBRARIES.read_text()
    french = words.read_catalogue(source)
    compiled = words.FRENCH_OF_LIBRARIES.with_suffix(".mo").read_bytes()
    assert compiled == words.compiled(french, language="fr")
    with override("fr"):
        assert str(RequestLoginCodeForm().fields["email"].label) == "Adresse e-mail"
        assert gettext("Please type your current password.") == "Écrivez votre mot de passe actuel."
    with override("en"):
        assert str(RequestLoginCodeForm().fields["email"].label) == "Email"


def test_french_has_its_own_apostrophe_and_one_word_for_the_address() -> None:
    french = words.read_catalogue(words.FRENCH_OF_LIBRARIES.read_text())
    said = [one for message in words.messages_in_code() for one in message]
    said += [one for forms in french.values() for one in forms]
    wrong = re.compile(r"\w'\w|courriel|électronique|\bmail\b(?!/)", re.IGNORECASE)
    assert all(wrong.search(control) for control in ("l'heure", "Courriel"))
    assert [one for one in said if wrong.search(re.sub(r"e-mail", "", one))] == []


def test_translations_keep_the_placeholders(english: dict[words.Message, words.Message]) -> None:
    for message, forms in english.items():
        for french, translated in zip(message, forms, strict=True):
            assert set(PLACEHOLDER.findall(french)) == set(PLACEHOLDER.findall(translated))


def test_compiled_bytes_are_read_by_pythons_own_gettext() -> None:
    translations = {("un",): ("one",), ("%s chat", "%s chats"): ("%s cat", "%s cats")}
    read = GNUTranslations(io.BytesIO(words.compiled(translations)))
    assert read.gettext("un") == "one"
    assert [read.ngettext("%s chat", "%s chats", count) for count in (1, 2)] == [
        "%s cat",
        "%s cats",
    ]


def test_written_catalogue_is_read_back_the_same() -> None:
    translations = {('a "quoted" \\ line\nand more',): ("an « other »",), ("x", "xs"): ("y", "ys")}
    places = dict.fromkeys(translations, "app/file.py")
    assert words.read_catalogue(words.written(translations, places)) == translations


def test_words_are_french_first_and_english_when_asked() -> None:
    with override("en"):
        assert gettext("Se connecter") == "Sign in"
        assert ngettext("%(count)s jour", "%(count)s jours", 2) == "%(count)s days"
    with override("fr"):
        assert gettext("Se connecter") == "Se connecter"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_residents_words_never_say_what_they_must_not(
    language: str, english: dict[words.Message, words.Message]
) -> None:
    banned = {
        "fr": r"\b(slot|booking|pool|quota|ressources?|invalides?|erreurs?)\b",
        "en": r"\b(slots?|pool|quota|resources?|invalid|errors?)\b",
    }[language]
    said = [words_ for pair in english.items() for words_ in pair[language == "en"]]
    assert len(said) > 200
    assert [sentence for sentence in said if re.search(banned, sentence, re.IGNORECASE)] == []


A_STOP = re.compile(r"(?<=[.?!:])\s+")
MOST_WORDS = 15


def _words_of(sentence: str) -> list[str]:
    return [one for one in sentence.split() if re.search(r"\w", one)]


def test_sentences_are_short(english: dict[words.Message, words.Message]) -> None:
    said = {one for message in english for text in message for one in A_STOP.split(text)}
    assert len(said) > 300
    assert [one for one in said if len(_words_of(one)) > MOST_WORDS] == []


def test_a_long_sentence_would_be_noticed() -> None:
    long = "Cette phrase dit beaucoup de choses à la fois et personne ne la lira jusqu’au bout ici."
    assert len(_words_of(long)) > MOST_WORDS
