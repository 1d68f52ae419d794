"""What tests of coming in share: a package of a school, changed, loaded."""

import io
from collections import Counter

from school.exchange.incoming.importing import look, write_plan
from school.exchange.incoming.opening import Opened, read
from school.exchange.incoming.plan import Plan
from school.exchange.oneroster.exporting import export
from school.exchange.oneroster.files import files
from school.exchange.tests import foreign
from school.importing.verdicts import Verdict
from school.journal.tests.conftest import TODAY
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind


def archive_of(school: School) -> bytes:
    file = io.BytesIO()
    with behind(job_of(school.pk, name="test")):
        export(school, 2026, TODAY, file)
    return file.getvalue()


def packed(school: School) -> Opened:
    opened = read(archive_of(school))
    assert isinstance(opened, Opened)
    assert opened.is_sound
    return opened


def files_of(opened: Opened) -> foreign.Files:
    """The same rows, to be changed and packed again."""
    return {
        name: [dict(zip(files()[name].header, line, strict=True)) for line in lines]
        for name, lines in opened.rows.items()
    }


def load(school: School, opened: Opened) -> tuple[Plan, Counter[str]]:
    with behind(job_of(school.pk, name="test")):
        plan = look(school, opened, 2026, TODAY)
        assert isinstance(plan, Plan), plan
        return plan, write_plan(school, plan, TODAY)


def verdicts(plan: Plan) -> set[Verdict]:
    return {v for counts in plan.counts.values() for v, n in counts.items() if n}
