"""Opening: the region's operator opens one school to himself, and ends it.

Done by the machine of the region's schools under the operator's name, as all that an
operator does at a school; his own row is locked meanwhile, so that of two presses one
opens and a role that has just ended opens nothing.
"""

from datetime import datetime

from django.db.models import QuerySet

from school.access.models import Operator
from school.access.operating import Keeper
from school.openings.models import Opening
from school.openings.rules import A_DAY, LASTS, Why, why_not
from school.regions.models import School
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

NO_ROLE = "Роль оператора региона закончилась."


def open_school(by: Keeper, school: School, why: Why, at: datetime) -> str:
    """Open it for an hour from ``at``. Empty when done, else the sentence why not.

    ``why`` has been found right, the school is one of the operator's.
    """
    with behind(machine(by)):
        roles = Operator.objects.select_for_update()
        held = roles.filter(account_id=by.account, until_at=None, municipality=None)
        if not held.exists():
            return NO_ROLE
        refused = why_not(
            is_running=live(by, at).exists(),
            lately=_mine(by).filter(since_at__gt=at - A_DAY).count(),
        )
        if refused:
            return refused
        made = Opening.objects.create(
            school=school,
            account=by.account,
            name=by.name or "Оператор",
            reason=why.reason,
            number=why.number,
            since_at=at,
            until_at=at + LASTS,
        )
        by.note("open_school", _named(made), school.pk)
    return ""


def end(by: Keeper, at: datetime) -> None:
    """The operator ends his own; nothing happens where nothing is open."""
    with behind(machine(by)):
        found = live(by, at).first()
        if found is None:
            return
        Opening.objects.filter(school=found.school_id, pk=found.pk).update(
            ended_at=at, ended_by=found.name
        )
        by.note("end_opening", _named(found), found.school_id)


def note_look(by: Keeper, at: datetime, *, request: str) -> Opening | None:
    """What is open to the operator, written down as read now; None where nothing is."""
    with behind(machine(by), request=request):
        found = live(by, at).first()
        if found is not None:
            by.note("read_opened_desk", _named(found), found.school_id)
    return found


def running(by: Keeper, at: datetime) -> Opening | None:
    """What is open to the operator at this moment. One query, his wall up."""
    with behind(by.actor()):
        return live(by, at).first()


def live(by: Keeper, at: datetime) -> QuerySet[Opening]:
    """His opening that neither its hour nor anybody has ended. Behind the walls."""
    return _mine(by).filter(ended_at=None, since_at__lte=at, until_at__gt=at)


def machine(by: Keeper) -> Actor:
    """Who writes and counts openings: a job of the operator's schools, in his name."""
    return Actor(
        Kind.JOB,
        name=f"job:{by.author}",
        account=by.account,
        schools=tuple(by.schools),
    )


def _mine(by: Keeper) -> QuerySet[Opening]:
    return Opening.objects.filter(account=by.account)


def _named(opening: Opening) -> str:
    return f"school_opening:{opening.pk}"
