"""The door for scripts: marks as JSON in, what became of each as JSON out.

``{"operations": [{"id": uuid, "lesson", "student", "slot", "value", "base"}]}`` →
``{"results": [{"id", "state", "revision", "value", "by", "at", "sentence"}]}``.
Here is only the shape; what is true of lessons and students is the verb's business.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard
from unicodedata import category
from uuid import UUID

from school.journal.marking import SLOTS, Operation, Outcome, State
from school.journal.scale import SAID, VALUES, as_kept
from school.lib.keys import from_text
from school.lib.text import is_unseen, plain

MOST = 30
LARGEST = 64 * 1024
_REASON = 300
_NAME = 45
_REVISION = 2**31 - 2


@dataclass(frozen=True, slots=True)
class Malformed:
    """The request as a whole cannot be read: an HTTP status and a sentence."""

    status: int
    sentence: str


def read(body: bytes) -> list[Operation | Outcome] | Malformed:
    """Each operation, or the refusal of one whose shape is wrong, in their order."""
    if len(body) > LARGEST:
        return Malformed(413, "Запрос слишком велик: не больше 64 КБ.")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return Malformed(400, "Запрос не читается: это не JSON.")
    listed = found.get("operations") if isinstance(found, dict) else None
    if not isinstance(listed, list):
        return Malformed(422, "Нет списка operations: пришлите отметки списком.")
    if len(listed) > MOST:
        return Malformed(
            422, f"Отметок в одном запросе — не больше {MOST}, здесь {len(listed)}."
        )
    return [_operation(each) for each in listed]


def answer(outcome: Outcome) -> dict[str, Any]:
    """An outcome as the door shows it; ``at`` is ISO 8601 with an offset."""
    return {
        "id": outcome.id,
        "state": outcome.state,
        "revision": outcome.revision,
        "value": outcome.value,
        "by": outcome.by,
        "at": outcome.at.isoformat() if outcome.at else None,
        "sentence": outcome.sentence,
    }


def _operation(found: object) -> Operation | Outcome:
    if not isinstance(found, dict):
        return Outcome("", State.REFUSED, "Отметка — это объект с полями, не значение.")
    given = found.get("id")
    name = given if isinstance(given, str) and len(given) <= _NAME else ""
    why = _why_not(found) if _is_uuid(name) else "У отметки нет id: нужен UUID."
    if why:
        return Outcome(name, State.REFUSED, why)
    return Operation(
        id=name,
        lesson=_key(found["lesson"]),
        student=_key(found["student"]),
        slot=found.get("slot", 1),
        value=_text(found["value"]),
        base=found["base"],
        reason=plain(found.get("reason") or ""),
    )


def _why_not(found: Mapping[str, Any]) -> str:
    for wrong in (_wrong_value, _wrong_cell, _wrong_base, _wrong_reason):
        sentence = wrong(found)
        if sentence:
            return sentence
    return ""


def _wrong_value(found: Mapping[str, Any]) -> str:
    if "value" not in found:
        return "Нет значения отметки (value)."
    value = found["value"]
    if value is not None and _text(value) not in VALUES:
        return f"{SAID}; чтобы отозвать, пришлите null."
    return ""


def _wrong_cell(found: Mapping[str, Any]) -> str:
    if not isinstance(found.get("lesson"), str):
        return "Не сказано, на каком уроке отметка (lesson)."
    if not isinstance(found.get("student"), str):
        return "Не сказано, чья отметка (student)."
    slot = found.get("slot", 1)
    if not _is_whole(slot) or slot not in SLOTS:
        return "За урок — одна или две отметки: slot может быть 1 или 2."
    return ""


def _wrong_base(found: Mapping[str, Any]) -> str:
    base = found.get("base")
    if not _is_whole(base):
        return "Не сказано, поверх какой правки отметка (base); 0 — пустая клетка."
    if not 0 <= base <= _REVISION:
        return "Номер правки (base) — от нуля; 0 — пустая клетка."
    if base == 0 and found["value"] is None:
        return "В пустой клетке отзывать нечего."
    return ""


def _wrong_reason(found: Mapping[str, Any]) -> str:
    reason = found.get("reason")
    if reason is None:
        return ""
    if not isinstance(reason, str) or is_unseen(reason) or not _is_plain(reason):
        return "Причина — одна строка обычного текста."
    if len(reason) > _REASON:
        return f"Причина длиннее {_REASON} знаков: скажите короче."
    return ""


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _is_plain(text: str) -> bool:
    """One line without control characters, which no table would take."""
    return all(category(letter) not in {"Cc", "Cs"} for letter in text)


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: object) -> str | None:
    """«5» and 5 are the same mark, «.» and «·» the same debt."""
    if value is None:
        return None
    return as_kept(str(value)) if isinstance(value, str) or _is_whole(value) else ""


def _key(text: str) -> int:
    """An unreadable key is the key of nothing: −1 is in no table."""
    key = from_text(text)
    return -1 if key is None else key
