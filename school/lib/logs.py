"""What the program says of itself, as text or as JSON, and never a word about people.

A line holds ids and words of ours: not the address but its name, not the message of
an exception but its class and its place, and of a foreign library's sentence only the
part written by its authors, without what they would put into it.
"""

import json
import logging
import sys
import traceback
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# The request that is being answered; empty outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")

_PROJECT = Path(__file__).resolve().parents[2]
# Whose sentences are known to hold nothing of a person: ours and the server's.
_TRUSTED = ("school", "launcher", "_granian")
_FRAMES = 6


class Text(logging.Formatter):
    """``at LEVEL logger name=value …``: for a person who reads."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        facts = told(record)
        head = f"{facts.pop('at')} {facts.pop('level')} {facts.pop('logger')}"
        return " ".join([head, *(f"{name}={value}" for name, value in facts.items())])


class Json(logging.Formatter):
    """One JSON object a line: for a machine that collects."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        return json.dumps(told(record), ensure_ascii=False)


class StrangersDoing(logging.Filter):
    """What anybody can cause with one odd request is a warning, no error of ours."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, at the level that it deserves."""
        if record.name.startswith("django.security."):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


class ToStderr(logging.Handler):
    """Writes to whatever stderr is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line, or let logging say that it could not."""
        try:
            write(f"{self.format(record)}\n")
        except Exception:  # a log that cannot be written must not end a request
            self.handleError(record)


def write(line: str) -> None:
    """Write to whatever stderr is now; a disk without room ends no request."""
    with suppress(OSError):
        sys.stderr.write(line)


def told(record: logging.LogRecord) -> dict[str, Any]:
    """Everything that may be said of a record, by name."""
    facts: dict[str, Any] = {
        "at": moment(record.created),
        "level": record.levelname,
        "logger": record.name,
    }
    if request_id.get():
        facts["request"] = request_id.get()
    if record.name.partition(".")[0] in _TRUSTED:
        facts["message"] = record.getMessage()
    elif record.args:
        facts["message"] = str(record.msg)
    error = record.exc_info[1] if record.exc_info else None
    facts["place"] = f"{record.module}:{record.lineno}"
    if error is not None:
        facts |= _of_error(error)
    return facts


def moment(seconds: float) -> str:
    """Real time as ISO 8601 with milliseconds, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def configuration(form: str) -> dict[str, Any]:
    """Django's LOGGING for the form ``json`` or ``line``.

    What Django says of 404, 403 and foreign hosts is left out: the request's line
    says so.
    """
    formatter = "school.lib.logs.Json" if form == "json" else "school.lib.logs.Text"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ours": {"()": formatter}},
        "filters": {"strangers": {"()": "school.lib.logs.StrangersDoing"}},
        "handlers": {
            "ours": {
                "()": "school.lib.logs.ToStderr",
                "formatter": "ours",
                "filters": ["strangers"],
            }
        },
        "root": {"handlers": ["ours"], "level": "WARNING"},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }


def _of_error(error: BaseException) -> dict[str, Any]:
    """Class, place, and what PostgreSQL calls it: a message would quote the row."""
    facts: dict[str, Any] = {"error": _name(error), "trace": _trace(error)}
    cause = error.__cause__
    if cause is not None:
        facts["cause"] = _name(cause)
    for one in (error, cause):
        state = getattr(one, "sqlstate", None)
        if state:
            constraint = getattr(getattr(one, "diag", None), "constraint_name", None)
            facts |= {"sqlstate": state, "constraint": constraint}
    return facts


def _name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _trace(error: BaseException) -> list[str]:
    """The last frames: those of this project, and the one that raised."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_ours(Path(frame.filename))]
    shown = [*ours[-_FRAMES:], *(frame for frame in frames[-1:] if frame not in ours)]
    return [f"{_short(Path(one.filename))}:{one.lineno} {one.name}" for one in shown]


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(_PROJECT) and "site-packages" not in path.parts


def _short(path: Path) -> str:
    return str(path.relative_to(_PROJECT) if _is_ours(path) else Path(*path.parts[-2:]))
