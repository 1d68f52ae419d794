"""Importing a package: looked at beside the school, and written in one deed."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from school.access.gathering import seal
from school.audit.trail import Line, write
from school.exchange.incoming import comparing, standing, writing
from school.exchange.incoming.opening import Opened
from school.exchange.incoming.plan import Plan
from school.exchange.incoming.telling import tell
from school.exchange.incoming.told import NotTold
from school.exchange.incoming.whose import OurSchool
from school.lib.keys import to_text
from school.regions.models import School
from school.walls.actor import job_of


def look(
    school: School,
    opened: Opened,
    year: int,
    on: date,
    answers: Mapping[str, str] = MappingProxyType({}),
    *,
    new_subjects: bool = False,
) -> Plan | NotTold:
    """What a sound package would do to the school's year, as the school is on the day.

    Behind the school's walls. ``answers``: what somebody has said of its doubtful
    people. ``new_subjects``: unknown subjects would be made.
    """
    ours = OurSchool(to_text(school.key), (school.name, school.short_name))
    told = tell(opened.rows, ours, year, on)
    if isinstance(told, NotTold):
        return told
    stands = standing.read(school.pk, year, on)
    return comparing.compare(
        told, stands, seal().digest, answers, new_subjects=new_subjects
    )


def write_plan(school: School, plan: Plan, on: date) -> Counter[str]:
    """Write the plan in the transaction in which it was looked at; how many of what.

    The trail keeps how much was written. What changes nothing leaves no line.
    """
    counts = writing.write(school.pk, plan, on)
    if counts:
        line = Line(
            job_of(school.pk, name="oneroster").name,
            "import_oneroster",
            f"school:{school.pk}",
            school.pk,
            [f"year:{plan.package.year.year}"]
            + [f"{name}:{count}" for name, count in counts.items()],
        )
        write(line)
    return counts
