"""One act: one permission, one line of audit, one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from school.audit.trail import Line, write
from school.rights.relations import roles_towards
from school.rights.table import SENTENCES, TABLE, Action
from school.rights.visitor import Visitor


def may(by: Visitor, action: Action, thing: object) -> bool:
    """Whether the visitor may do this to the thing, today."""
    return not TABLE[action].isdisjoint(roles_towards(by, thing))


@contextmanager
def deed(by: Visitor, action: Action, thing: models.Model) -> Iterator[Line]:
    """Do something to a thing: the body runs only with a permission.

    The line of audit is written in the same transaction, after the body; the body
    may say more of what it did (``line.about(…)``). Raises PermissionDenied with the
    action's sentence. No savepoint: an exception that somebody swallows must still
    undo everything.
    """
    if not may(by, action, thing):
        raise PermissionDenied(SENTENCES[action])
    with transaction.atomic(savepoint=False):
        line = Line(
            actor=by.actor().name,
            action=action,
            thing=f"{thing._meta.db_table}:{thing.pk}",
            school=getattr(thing, "school_id", None),
        )
        yield line
        write(line)
