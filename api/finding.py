"""Finding one thing among those that the caller may see, or a 404 that tells nothing more."""

import uuid
from typing import TypeVar

from django.db.models import Model, QuerySet

from api.errors import not_found

Row = TypeVar("Row", bound=Model)


def get_visible(rows: "QuerySet[Row]", key: uuid.UUID) -> Row:
    """The row with this id; raises NotFound."""
    found = rows.filter(pk=key).first()
    if found is None:
        raise not_found()
    return found


def find_visible(rows: "QuerySet[Row]", key: uuid.UUID | None) -> Row | None:
    """As get_visible, where leaving the id out is fine too."""
    return None if key is None else get_visible(rows, key)
