"""Public holidays of France, computed; school holidays, imported from the Ministry's open data."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from django.db import transaction

from core.errors import Malformed
from core.period import Period, day_of
from spaces.models import SchoolHoliday, Site

PARIS = ZoneInfo("Europe/Paris")
_PUPILS = ("", "-", "Élèves")
_MINISTRY = ("Description", "Date de début", "Date de fin", "Zones")
_SIMPLE = ("nom", "premier jour", "dernier jour", "zone")
Cells = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHoliday:
    """One whole calendar day of the site's zone, with its names."""

    period: Period
    name_fr: str
    name_en: str


def public_holidays(site: Site, *, since: dt.date, until: dt.date) -> list[PublicHoliday]:
    """The public holidays of France (not of Alsace-Moselle alone) on the days [since, until)."""
    return [
        PublicHoliday(period=day_of(day, site.zone), name_fr=name_fr, name_en=name_en)
        for year in range(since.year, until.year + 1)
        for day, name_fr, name_en in _holidays_of(year)
        if since <= day < until
    ]


@transaction.atomic
def import_school_holidays(content: bytes) -> int:
    """Read a CSV of school holidays and keep all of its rows, or none.

    Two layouts: the Ministry of Education's (data.education.gouv.fr, "calendrier scolaire") and a
    simple one, `nom;premier jour;dernier jour;zone`. The Ministry's rows of other zones, of
    teachers, or without an end are passed over. Returns how many stretches were kept.
    Raises Malformed with one message a row when anything cannot be read.
    """
    found = _found_in(csv.DictReader(io.StringIO(_text(content), newline=""), delimiter=";"))
    SchoolHoliday.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=("zone", "first_day"),
        update_fields=("name", "last_day"),
    )
    return len(found)


def _found_in(reader: "csv.DictReader[str]") -> list[SchoolHoliday]:
    read = _reader_of(reader.fieldnames or ())
    errors: dict[str, list[str]] = {}
    found: dict[tuple[str, dt.date], SchoolHoliday] = {}
    for row in reader:
        try:
            found |= {(one.zone, one.first_day): one for one in read(_cells(row))}
        except ValueError as problem:
            errors[f"ligne {reader.line_num}"] = [str(problem)]
    if errors:
        lines = " ".join(f"{where} : {what[0]}" for where, what in list(errors.items())[:5])
        raise Malformed(f"Rien n’a été importé. {lines}", code="unreadable_rows", fields=errors)
    if not found:
        raise Malformed("Aucune période de vacances dans ce fichier.", code="no_rows")
    return list(found.values())


@cache
def _holidays_of(year: int) -> tuple[tuple[dt.date, str, str], ...]:
    french = holidays.country_holidays("FR", years=year, language="fr")
    english = holidays.country_holidays("FR", years=year, language="en_US")
    return tuple((day, french[day], english[day]) for day in sorted(french))


def _text(content: bytes) -> str:
    """UTF-8 with or without a byte order mark, else the Latin-1 that spreadsheets still write."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _reader_of(columns: Iterable[str]) -> Callable[[Cells], list[SchoolHoliday]]:
    known = {name.strip() for name in columns}
    for layout, read in ((_MINISTRY, _read_ministry), (_SIMPLE, _read_simple)):
        if known.issuperset(layout):
            return read
    wanted = " ou ".join(";".join(layout) for layout in (_MINISTRY, _SIMPLE))
    raise Malformed(f"Il manque des colonnes. Attendues : {wanted}.", code="missing_columns")


def _cells(row: Mapping[str, str | None]) -> Cells:
    return {name.strip(): (value or "").strip() for name, value in row.items() if name}


def _read_ministry(cells: Cells) -> list[SchoolHoliday]:
    """Lessons end on the eve of the first day and resume on the morning of the last one."""
    name, first, last, zone = (cells[column] for column in _MINISTRY)
    zone = zone.removeprefix("Zone ")
    is_told_elsewhere = cells.get("Population", "") not in _PUPILS or not last
    if is_told_elsewhere or zone not in Site.SchoolZone.values:
        return []
    first_day, resumes = _date(first), _date(last)
    if resumes == first_day:
        return []
    return [_holiday(name, first_day, resumes - dt.timedelta(days=1), zone)]


def _read_simple(cells: Cells) -> list[SchoolHoliday]:
    name, first, last, zone = (cells[column] for column in _SIMPLE)
    zone = zone.removeprefix("Zone ").removeprefix("zone ")
    if zone not in Site.SchoolZone.values:
        raise ValueError(f"zone inconnue : « {zone} ».")
    return [_holiday(name, _date(first), _date(last), zone)]


def _holiday(name: str, first_day: dt.date, last_day: dt.date, zone: str) -> SchoolHoliday:
    if not name:
        raise ValueError("le nom manque.")
    if last_day < first_day:
        raise ValueError(f"la fin ({last_day:%d/%m/%Y}) est avant le début.")
    return SchoolHoliday(zone=zone, name=name[:120], first_day=first_day, last_day=last_day)


def _date(text: str) -> dt.date:
    """2027-02-13, 13/02/2027, or an instant such as 2027-02-12T23:00:00+00:00, read in Paris."""
    try:
        if "/" in text:
            return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=PARIS).date()
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"date illisible : « {text[:40]} ».") from None
    return moment.date() if moment.tzinfo is None else moment.astimezone(PARIS).date()
