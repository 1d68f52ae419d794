"""A package read as in life, in a process that is weighed; and then written."""

from dataclasses import dataclass

from django.db import transaction

from school.exchange import packages
from school.exchange.incoming import opening, saying
from school.exchange.incoming.importing import look, write_plan
from school.exchange.incoming.opening import Opened
from school.exchange.incoming.told import NotTold
from school.exchange.oneroster.package import NotOpened
from school.journal.tests.conftest import TODAY
from school.lib.tests.scales import weigh
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind


@dataclass(frozen=True)
class Weighed:
    """What was read, and the most memory that its process held, in bytes."""

    read: Opened | NotOpened
    bytes: int


def weighed(content: bytes) -> Weighed:
    """By the command of `opening.open_package`, whose answer this must be."""
    answer, weight = weigh("school.exchange.incoming", content)
    told = opening._TOO_MUCH if answer is None else opening.of_json(answer.decode())
    return Weighed(told, weight)


def judged(read: Opened | NotOpened, *schools: School) -> int:
    """Go the whole way with it, into each school and back; how much was written."""
    if isinstance(read, NotOpened):
        assert read.sentence
        return 0
    assert all(one.line for one in read.remarks)
    return sum(_written(read, school) for school in schools) if read.is_sound else 0


def _written(read: Opened, school: School) -> int:
    with behind(job_of(school.pk, name="test")), transaction.atomic():
        plan = look(school, read, 2026, TODAY)
        saying.all_remarks(read, plan)
        if isinstance(plan, NotTold):
            assert plan.sentence
            return 0
        assert packages.token(plan)
        assert saying.counted(plan)
        written = write_plan(school, plan, TODAY)
        transaction.set_rollback(True)
    return written.total()
