import uuid

import pytest

from accounts.similar import Traits, reasons, words

CLUB = uuid.UUID(int=7)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean Dupont", "DUPONT  Jean"),
        ("Éloïse Lefèvre", "eloise lefevre"),
        ("J. Dupont", "Jean Dupont"),
        ("Marie-Claude Petit", "Marie Claude Petit"),
        ("Marie Petit", "Marie-Claude Petit"),
        ("Chloé", "chloe"),
    ],
)
def test_reasons_when_names_are_one_however_written_says_name(one: str, other: str) -> None:
    assert reasons(Traits(name=one), Traits(name=other)) == ("name",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean Dupont", "Paul Dupont"),
        ("Jean", "Jean Dupont"),
        ("Jean Dupont", ""),
        ("Li", "Liam"),
        ("Anne Roy Roy", "Anne Roy Petit Bon"),
    ],
)
def test_reasons_when_names_differ_says_nothing(one: str, other: str) -> None:
    assert reasons(Traits(name=one), Traits(name=other)) == ()


@pytest.mark.parametrize("written", ["+33 6 12 34 56 78", "0033612345678", "06.12.34.56.78"])
def test_reasons_when_telephones_are_one_line_says_telephone(written: str) -> None:
    one = Traits(name="A B", telephone="06 12 34 56 78")
    assert reasons(one, Traits(name="Zoé", telephone=written)) == ("telephone",)


def test_reasons_when_the_telephone_is_a_fragment_says_nothing() -> None:
    one = Traits(name="A B", telephone="3978")
    assert reasons(one, Traits(name="Zoé", telephone="3978")) == ()


def test_reasons_for_classmates_with_other_names_says_nothing() -> None:
    one = Traits(name="Lina Roux", birth_year=2012, organisations=frozenset({CLUB}))
    other = Traits(name="Tom Blot", birth_year=2012, organisations=frozenset({CLUB}))
    assert reasons(one, other) == ()


def test_reasons_with_year_organisation_and_one_word_of_the_name_lists_both() -> None:
    one = Traits(name="Lina Roux", birth_year=2012, organisations=frozenset({CLUB}))
    other = Traits(name="Lina Blot", birth_year=2012, organisations=frozenset({CLUB}))
    assert reasons(one, other) == ("birth_year", "organisation")


def test_words_of_signs_alone_are_none() -> None:
    assert words("… – ’") == ()
