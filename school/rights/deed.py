"""One act: one permission, one line of audit, one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from school.audit.trail import Line, write
from school.regions.models import School
from school.rights.relations import roles_towards
from school.rights.table import SENTENCES, TABLE, Action
from school.rights.visitor import Visitor


@dataclass(slots=True)
class Act:
    """What the body of a deed says of what it did."""

    things: tuple[models.Model, ...]
    details: list[str] = field(default_factory=list)

    def about(self, detail: str) -> None:
        """Add what else was touched: ``mark:17``."""
        self.details.append(detail)

    def touched(self, things: Iterable[models.Model]) -> None:
        """Of all that was permitted it was these alone; none: nothing happened."""
        self.things = tuple(things)


def may(by: Visitor, action: Action, thing: object) -> bool:
    """Whether the visitor may do this to the thing, today."""
    return not TABLE[action].isdisjoint(roles_towards(by, thing))


@contextmanager
def deed(by: Visitor, action: Action, *things: models.Model) -> Iterator[Act]:
    """Do something to things of one school: the body runs only with a permission.

    For each of them, or PermissionDenied with the action's sentence. The line of audit
    is written in the same transaction, after the body; the body may say more of what
    it did (``act.about(…)``), or that it touched nothing, and then there is no line.
    No savepoint: an exception that somebody swallows must still undo everything.
    """
    if not all(may(by, action, thing) for thing in things):
        raise PermissionDenied(SENTENCES[action])
    with transaction.atomic(savepoint=False):
        act = Act(things)
        yield act
        if act.things:
            write(_line(by, action, act))


def _line(by: Visitor, action: Action, act: Act) -> Line:
    first, *others = act.things
    return Line(
        actor=by.actor().name,
        action=action,
        thing=_named(first),
        school=first.pk if isinstance(first, School) else _school_of(first),
        details=[*(_named(other) for other in others), *act.details],
    )


def _school_of(thing: models.Model) -> int | None:
    return getattr(thing, "school_id", None)


def _named(thing: models.Model) -> str:
    return f"{thing._meta.db_table}:{thing.pk}"
