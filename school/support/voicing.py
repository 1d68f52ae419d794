"""The voice on the phone: a number in, the caller's ladder out, to be read aloud.

Whoever answers reads what the caller's own page says, and no name. What the school
knows beyond that is on the page of the message, for whoever may open it.
"""

from dataclasses import dataclass
from datetime import datetime

from school.access import references
from school.access.diagnosis import Diagnosis, explain
from school.access.facts import Audience
from school.access.ladder import Rung
from school.access.models import Attempt
from school.access.reasons import Reason
from school.access.sentences import PRINTOUT
from school.lib.text import plain
from school.regions.in_force import policy_of
from school.regions.models import Region
from school.support.status import Status, status_of

_MISSES = (
    "Вы вошли, но видите не всех детей. Школа проверяет карточки и связь между ними."
)
_WRITE = "Напишите школе: на странице «Вход не выполнен» нажмите «Сообщить о проблеме»."


@dataclass(frozen=True, slots=True)
class Voice:
    """What is read to the caller: sentences in their order, then his ladder.

    ``refused_at`` is None for whoever is in and misses a child. ``status`` says where
    his message stands, None: he has sent none.
    """

    reference: str
    refused_at: datetime | None
    aloud: tuple[str, ...]
    ladder: tuple[Rung, ...]
    status: Status | None


def read(typed: str, region: Region) -> Voice | None:
    """By a number as it was heard; None where the region knows none such.

    Opens the door itself: nobody stands behind the walls.
    """
    reference = references.normalise(plain(typed))
    if reference is None:
        return None
    attempt = Attempt.objects.filter(reference=reference, region=region).first()
    if attempt is None:
        return None
    status = status_of(reference)
    if attempt.outcome != Attempt.Outcome.REFUSED:
        if status is None:
            return None
        return Voice(reference, None, (_MISSES, *_standing(status)), (), status)
    on = attempt.started_at.astimezone(region.zone()).date()
    told = explain(
        Reason(attempt.reason),
        policy=policy_of(region, on),
        on=on,
        audience=Audience.read(attempt.audience),
    )
    aloud = (*_refusal(told), *_standing(status), PRINTOUT)
    return Voice(reference, attempt.started_at, aloud, told.ladder, status)


def _refusal(told: Diagnosis) -> tuple[str, ...]:
    stop = next((rung for rung in told.ladder if rung.state == "stop"), None)
    said = [
        told.opening,
        " ".join(told.message.lines),
        told.explanation,
        told.actor_words,
        stop.instruction if stop else "",
    ]
    return tuple(one for one in said if one)


def _standing(status: Status | None) -> tuple[str, ...]:
    if status is None:
        return (_WRITE,)
    where = f"Ваше сообщение: {status.state.label.lower()}."
    return tuple(one for one in (where, status.next, status.sentence) if one)
