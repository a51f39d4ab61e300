"""Public holidays computed, school holidays imported: all rows or none."""

import datetime as dt

import pytest

from core.errors import Malformed
from spaces.holidays import import_school_holidays, public_holidays
from spaces.models import SchoolHoliday
from tests.spaces.builders import make_site

pytestmark = pytest.mark.django_db

HEADER = "Description;Population;Date de début;Date de fin;Académies;Zones;annee_scolaire\n"
WINTER = "2027-02-12T23:00:00+00:00;2027-02-28T23:00:00+00:00"
MINISTRY = (
    HEADER
    + f"Vacances d'Hiver;-;{WINTER};Lille;Zone B;2026-2027\n"
    + f"Vacances d'Hiver;-;{WINTER};Amiens;Zone B;2026-2027\n"
    + "Vacances d'Été;Élèves;2027-07-02T22:00:00+00:00;2027-08-31T22:00:00+00:00;Lille;Zone B;x\n"
    + "Vacances d'Été;Enseignants;2027-07-02T22:00:00+00:00;2027-08-30T22:00:00+00:00;;Zone B;x\n"
    + "Vacances de Carnaval;-;2027-02-06;2027-02-15;Guadeloupe;Guadeloupe;2026-2027\n"
    + "Début des Vacances d'Été;-;2028-07-07;2028-07-07;Lille;Zone B;2027-2028\n"
)


def kept():
    rows = SchoolHoliday.objects.order_by("first_day")
    return [(row.zone, row.name, row.first_day, row.last_day) for row in rows]


def test_the_holidays_of_france_have_both_names():
    days = public_holidays(make_site(), since=dt.date(2027, 1, 1), until=dt.date(2028, 1, 1))
    assert len(days) == 11
    assert (days[0].name_fr, days[0].name_en) == ("Jour de l'an", "New Year's Day")
    easter = days[1]
    assert easter.name_fr == "Lundi de Pâques"
    assert easter.period.starts_at == dt.datetime(2027, 3, 28, 22, tzinfo=dt.UTC)
    assert easter.period.minutes == 24 * 60


def test_holidays_of_alsace_alone_are_not_ours():
    days = public_holidays(make_site(), since=dt.date(2027, 3, 26), until=dt.date(2027, 3, 27))
    assert days == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_file_of_the_ministry_is_read(encoding):
    assert import_school_holidays(MINISTRY.encode(encoding)) == 2
    assert kept() == [
        ("B", "Vacances d'Hiver", dt.date(2027, 2, 13), dt.date(2027, 2, 28)),
        ("B", "Vacances d'Été", dt.date(2027, 7, 3), dt.date(2027, 8, 31)),
    ]


def test_importing_again_changes_nothing_and_corrects_what_moved():
    import_school_holidays(MINISTRY.encode())
    import_school_holidays(MINISTRY.replace("02-28T23", "03-01T23").encode())
    assert [row[3] for row in kept()] == [dt.date(2027, 3, 1), dt.date(2027, 8, 31)]


def test_the_simple_layout_is_read():
    content = "nom;premier jour;dernier jour;zone\nHiver;13/02/2027;2027-02-28;Zone B\n"
    assert import_school_holidays(content.encode()) == 1
    assert kept() == [("B", "Hiver", dt.date(2027, 2, 13), dt.date(2027, 2, 28))]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Hiver;hier;28/02/2027;B", "date illisible"),
        ("Hiver;28/02/2027;13/02/2027;B", "avant le début"),
        ("Hiver;13/02/2027;28/02/2027;Z", "zone inconnue"),
        (";13/02/2027;28/02/2027;B", "le nom manque"),
        ("Hiver", "zone inconnue"),
        ("Hiver;13/02/10000;28/02/2027;B", "date illisible"),
    ],
)
def test_one_bad_row_is_named_and_nothing_is_kept(row, words):
    good = "Hiver;13/02/2027;28/02/2027;B\n"
    content = "nom;premier jour;dernier jour;zone\n" + good * 3 + row + "\n" + good
    with pytest.raises(Malformed) as refusal:
        import_school_holidays(content.encode())
    assert list(refusal.value.fields) == ["ligne 5"]
    assert words in refusal.value.fields["ligne 5"][0]
    assert not SchoolHoliday.objects.exists()


@pytest.mark.parametrize(
    "content", ["", "a,b,c\n1,2,3\n", HEADER, HEADER.replace("Zones", "Zone"), "\x00\x00"]
)
def test_a_file_of_something_else_is_refused(content):
    with pytest.raises(Malformed):
        import_school_holidays(content.encode())
    assert not SchoolHoliday.objects.exists()
