"""Tables as files for spreadsheets: CSV with semicolons and a BOM, as French Excel reads it."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from core.translation import is_english

CONTENT_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"
# What makes a spreadsheet take a text for a formula (OWASP, CSV Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Cell = str | int | float | None


def reply_csv(name: str, rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """The rows as a file to keep under this name."""
    response = HttpResponse(csv_text(rows), content_type=CONTENT_TYPE)
    header = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = str(header)
    return response


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Decimals have the comma or the point of the reader's language; None is an empty cell."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return BOM + written.getvalue()


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case float():
            return str(cell) if is_english() else str(cell).replace(".", ",")
        case int():
            return str(cell)
    # An apostrophe makes it a text, and is not shown.
    return f"'{cell}" if cell.startswith(FORMULA) else cell
