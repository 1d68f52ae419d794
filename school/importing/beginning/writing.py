"""Writing a school year down: its days, its bells, and kinds of work where none are."""

import hashlib
from collections.abc import Callable
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from school.academics.models import Bell, Holiday, Period, SchoolYear
from school.audit.trail import Line
from school.audit.trail import write as tell
from school.importing.beginning import standard, standing
from school.importing.beginning.draft import Draft
from school.importing.holding import OTHERWISE, hold
from school.journal.models import WorkKind
from school.lib.keys import new_key
from school.regions.models import School
from school.rights.deed import may
from school.rights.table import SENTENCES, Action
from school.rights.visitor import Visitor
from school.walls.actor import job_of
from school.walls.behind import behind

TOO_LATE = (
    "Уроки этого года уже стоят в журнале, поэтому дни и звонки здесь больше не"
    " меняются."
)


def token(stands: Draft) -> str:
    """What the page showed of a year, in a few letters: another token, another year."""
    return hashlib.sha256(repr(stands).encode()).hexdigest()[:20]


def write(by: Visitor, draft: Draft, seen: str) -> str:
    """Put the year of the draft in place of what the visitor's school had of it, if it
    stands as the page with ``seen`` showed it.

    Empty when it is done, else the sentence why not. Opens the walls itself. Raises
    PermissionDenied for whoever is no administrator.
    """
    with behind(by.actor()):
        school = School.objects.get(pk=by.schools[0])
        if not may(by, Action.IMPORT, school):
            raise PermissionDenied(SENTENCES[Action.IMPORT])
    reason = f"Учебный год {draft.year}"
    with behind(job_of(school.pk, name="importing"), reason=reason):
        hold(school.pk)
        if not standing.is_open(school.pk, draft.year):
            return TOO_LATE
        if token(standing.written(school.pk, draft.year)) != seen:
            return OTHERWISE
        for model in (SchoolYear, Period, Holiday):
            model.objects.filter(school=school, year=draft.year).delete()
        Bell.objects.filter(school=school).delete()
        begin(school, draft)
        what = f"year:{draft.year}"
        tell(Line(by.actor().name, Action.IMPORT, what, school.pk))
    return ""


def begin(
    school: School, draft: Draft, key_of: Callable[[str], int] = lambda _: new_key()
) -> None:
    """Give a school that has none its year and bells, and kinds of work where it has
    none; ``key_of`` makes the key of a kind of work by its name. Behind a job's walls.
    """
    year = draft.year
    SchoolYear.objects.create(
        school=school, year=year, since_date=draft.since, until_date=draft.until
    )
    Period.objects.bulk_create(
        Period(
            school=school,
            year=year,
            number=one.number,
            name=one.name,
            since_date=one.since,
            until_date=one.until,
        )
        for one in draft.periods
    )
    Holiday.objects.bulk_create(
        Holiday(
            school=school,
            year=year,
            name=one.name,
            grade=one.grade,
            since_date=one.since,
            until_date=one.until,
        )
        for one in draft.holidays
    )
    Bell.objects.bulk_create(
        Bell(
            school=school,
            shift=ring.shift,
            number=ring.number,
            starts=ring.starts,
            ends=ring.ends,
        )
        for ring in draft.rings
    )
    if not WorkKind.objects.filter(school=school).exists():
        WorkKind.objects.bulk_create(
            WorkKind(
                school=school,
                key=key_of(work.name),
                name=work.name,
                short_name=work.short_name,
                weight=Decimal(work.weight),
                position=position,
            )
            for position, work in enumerate(standard.works(), start=1)
        )
