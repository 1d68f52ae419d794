"""An explanation as JSON and as lines to read: the two forms of `explain_access`."""

from collections.abc import Iterator
from typing import Any

from school.access.diagnosis import Diagnosis, ForSchool
from school.access.explanation import OfAttempt, OfCard
from school.access.ladder import Rung
from school.access.sentences import CHECKS, FOR_SCHOOL
from school.lib.keys import to_text

_STATES = {"passed": "готово", "failed": "остановка", "unknown": "не известно"}
_RUNGS = {
    "done": "готово",
    "stop": "остановка",
    "later": "пока не проверяли",
    "self": "проверьте сами",
}
_KINDS = {"student": "ученик", "guardian": "родитель", "employee": "сотрудник"}
_OUTCOMES = {
    "started": "начата и не закончена",
    "admitted": "человек вошёл",
    "refused": "отказано",
}


def card_as_json(told: OfCard, key: int) -> dict[str, Any]:
    """What is known of a card: no name, the СНИЛС masked."""
    return {
        "card": to_text(key),
        "school": told.school.short_name,
        "kind": told.kind,
        "on": told.on.isoformat(),
        "policy": told.policy,
        "snils": told.snils or None,
        "ready": told.stop is None,
        "checks": [
            {
                "step": answer.step,
                "state": answer.state,
                "reason": answer.reason,
                "sentence": FOR_SCHOOL[answer.reason] if answer.reason else None,
            }
            for answer in told.answers
        ],
        **_stopped(told.stop, told.diagnosis, told.ladder),
    }


def attempt_as_json(told: OfAttempt) -> dict[str, Any]:
    """What is known of an attempt: when, how it ended, and why."""
    return {
        "attempt": told.reference,
        "outcome": told.outcome,
        "at": told.started_at.isoformat(),
        "on": told.on.isoformat(),
        "policy": told.policy,
        "reason": told.reason or None,
        **_stopped(told.stop, told.diagnosis, told.ladder),
    }


def in_words(found: dict[str, Any]) -> str:
    """The same for a person: whose ladder it is, the school's view, the family's."""
    return "\n".join(
        [*_head(found), "", *_for_school(found), "", *_for_family(found)]
    ).rstrip()


def _stopped(
    stop: ForSchool | None, diagnosis: Diagnosis | None, ladder: tuple[Rung, ...]
) -> dict[str, Any]:
    return {
        "school_reads": stop
        and {"step": stop.step, "actor": stop.actor, "sentence": stop.sentence},
        "family_reads": {
            "message": diagnosis and diagnosis.message.key,
            "text": diagnosis and diagnosis.message.text,
            "explanation": diagnosis and diagnosis.explanation,
            "ladder": [
                {
                    "step": rung.key,
                    "title": rung.title,
                    "state": rung.state,
                    "actor": rung.actor,
                    "instruction": rung.instruction,
                }
                for rung in ladder
            ],
        },
    }


def _head(found: dict[str, Any]) -> Iterator[str]:
    if "card" in found:
        kind = _KINDS[found["kind"]]
        yield f"Карточка {found['card']}: {kind}, {found['school']}."
        yield f"СНИЛС: {found['snils'] or 'не внесён'}."
    else:
        yield f"Попытка {found['attempt']}: {_OUTCOMES[found['outcome']]}."
    yield f"День {found['on']}, правила {found['policy']}."


def _for_school(found: dict[str, Any]) -> Iterator[str]:
    yield "Школа видит:"
    for check in found.get("checks", ()):
        yield f"  [{_STATES[check['state']]}] {CHECKS[check['step']]}"
        if check["sentence"]:
            yield f"      {check['sentence']}"
    stop = found["school_reads"]
    if "checks" not in found and stop:
        yield f"  [остановка] {CHECKS[stop['step']]}"
        yield f"      {stop['sentence']}"
    if not stop:
        yield "  Со стороны школы ничто не мешает."


def _for_family(found: dict[str, Any]) -> Iterator[str]:
    read = found["family_reads"]
    if not read["text"] and not read["ladder"]:
        return
    yield "Семья читает:"
    for line in (read["text"] or "").split("\n"):
        if line:
            yield f"  {line}"
    if read["explanation"]:
        yield f"  {read['explanation']}"
    for rung in read["ladder"]:
        yield f"  [{_RUNGS[rung['state']]}] {rung['title']}"
        if rung["state"] in ("stop", "self") and rung["instruction"]:
            yield f"      {rung['instruction']}"
