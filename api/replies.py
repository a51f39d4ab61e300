"""How an answer is written: JSON text, once, without a renderer in between."""

import json
import uuid
from typing import Any

from django.http import HttpResponse

CONTENT_TYPE = "application/json"


def _plain(value: object) -> str:
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"no JSON for {type(value)}")


def reply(data: Any, status: int = 200) -> HttpResponse:
    """An answer made of plain values; UUIDs become text."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return reply_text(text, status)


def reply_text(text: str | bytes, status: int = 200) -> HttpResponse:
    """An answer that already is JSON, such as one built in PostgreSQL; bytes are UTF-8."""
    return HttpResponse(text, status=status, content_type=CONTENT_TYPE)


def no_content() -> HttpResponse:
    return HttpResponse(status=204)
