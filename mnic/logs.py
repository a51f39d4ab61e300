"""How the house logs: JSON in production, readable lines elsewhere, and never a secret."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

SECRET_NAMES = re.compile(
    r"password|secret|token|authorization|cookie|api_key|session", re.IGNORECASE
)
HIDDEN = "[hidden]"
# What is secret inside a text, whoever wrote it: an address, an exception, a library. Each with the
# words without which it need not be looked for: lines are many, and secrets in them few.
SECRET_TEXTS: list[tuple[tuple[str, ...], re.Pattern[str]]] = [
    (
        ("/ical/", "/reset/key/", "token=", "key=", "code="),
        re.compile(r"(/ical/|/reset/key/|[?&](?:token|key|code)=)[^/?&\s\"']+"),
    ),
    # The password of a server's address.
    (("://",), re.compile(r"(\w://[^:/@\s]*:)[^@/\s]+(?=@)")),
    (
        ("token", "bearer", "basic"),
        re.compile(r"(?i)(\b(?:token|bearer|basic)\s+)[\w.~+/=-]{16,}"),
    ),
    (
        ("authorization", "cookie"),
        re.compile(r"(?i)((?:authorization|cookie)[\"']?\s*[:=]\s*[\"']?)[^\"'\r\n]+"),
    ),
    (
        ("password", "secret", "session", "csrf"),
        re.compile(
            r"(?i)((?:password|secret|session|csrf)[\w-]*[\"']?\s*[:=]\s*[\"']?)[^\s\"',;&}]+"
        ),
    ),
]
SIX_DIGITS = re.compile(r"(?<![\w-])\d{6}(?![\w-])")  # the codes of sign-up and sign-in


def hide_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Replace what a log must not keep: values by their name, secrets inside texts."""
    for name, value in event.items():
        event[name] = HIDDEN if SECRET_NAMES.search(name) else _without_secrets(name, value)
    return event


def _without_secrets(name: str, value: Any) -> Any:
    match value:
        case str():
            return _hidden_in(value) if name != "timestamp" else value
        case Mapping():
            return hide_secrets(None, "", {str(key): inner for key, inner in value.items()})
        case list() | tuple():
            return [_without_secrets(name, inner) for inner in value]
    return value


def _hidden_in(text: str) -> str:
    lowered = text.lower()
    for words, pattern in SECRET_TEXTS:
        if any(word in lowered for word in words):
            text = pattern.sub(rf"\g<1>{HIDDEN}", text)
    return SIX_DIGITS.sub(HIDDEN, text)


# The clockwork turns every few seconds: what it starts is no news. What follows from a request is.
TURNS = {"task_enqueued", "task_started", "task_succeeded"}
QUIET = {"level": "WARNING"}


def leave_out_the_clockwork(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    if event.get("event") in TURNS and "request_id" not in event:
        raise structlog.DropEvent
    return event


SHARED_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure_structlog() -> None:
    structlog.configure(
        processors=[
            *SHARED_PROCESSORS,
            leave_out_the_clockwork,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_config(*, as_json: bool, level: str) -> dict[str, Any]:
    """The LOGGING setting: one handler on standard error, whatever library speaks.

    Secrets are hidden last, when exceptions have become text too.
    """
    # Without the local variables: they hold what people typed.
    tracebacks = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    renderer: list[Any] = (
        [
            structlog.processors.ExceptionRenderer(tracebacks),
            hide_secrets,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        if as_json
        else [
            structlog.processors.format_exc_info,
            hide_secrets,
            structlog.dev.ConsoleRenderer(colors=False),
        ]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "house": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED_PROCESSORS,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *renderer,
                ],
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "house"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # django-structlog says the same of tasks, with the request that they follow from.
            "celery.app.trace": QUIET,
            "celery.worker.strategy": QUIET,
            "celery.beat": QUIET,
        },
    }
