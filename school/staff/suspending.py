"""Suspending: a role that nobody has used for 90 days ends until it is given back."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from school.audit.trail import Line, write
from school.lib import clock
from school.regions.models import School
from school.rights.models import Grant, Use
from school.rights.using import watch
from school.rights.visitor import Role
from school.staff import holders
from school.staff.holders import Holder
from school.staff.lasting import UNUSED_AFTER, to_suspend
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

_NAME = "job:roles"


def suspend_what_is_due() -> int:
    """Suspend in every school; how many roles.

    Opens the walls of each school itself. Safe to repeat, and to do twice at once.
    """
    at = clock.now()
    schools = {one.pk: one for one in School.objects.select_related("region")}
    with behind(Actor(Kind.JOB, _NAME, schools=tuple(schools))):
        due = list(_due(at))
    return sum(suspend(schools[one], at) for one in due)


def suspend(school: School, at: datetime) -> int:
    """Suspend what nobody has used in this school; how many roles."""
    today = at.astimezone(school.region.zone()).date()
    with behind(job_of(school.pk, name="roles")):
        found = holders.locked(school.pk, today)
        live = {one.card for one in found if one.lasts(today)}
        watch(school.pk, live, on=today)
        unused = to_suspend(found, today)
        for one in unused:
            _suspend(school, one, today)
    return len(unused)


def _due(at: datetime) -> set[int]:
    """Schools where somebody is not watched yet, or may not have come in for so long.

    The region's day decides; a day to spare, for it may be tomorrow there.
    """
    before = at.date() - UNUSED_AFTER
    lately = Q(used_date__gt=before) | Q(watched_date__gt=before)
    uses = Use.objects.filter(school=OuterRef("school"), card=OuterRef("card"))
    standing = Q(until_date=None) | Q(until_date__gt=at.date())
    granted = Grant.objects.filter(standing, role=Role.ADMINISTRATOR)
    idle = Exists(uses) & ~Exists(uses.filter(lately)) & Q(since_date__lte=before)
    found = granted.filter(idle | ~Exists(uses))
    return set(found.values_list("school", flat=True))


def _suspend(school: School, one: Holder, today: date) -> None:
    Grant.objects.filter(school=school, pk=one.grant).update(
        until_date=today, suspended=True
    )
    role = f"card:{one.card} {Role.ADMINISTRATOR}"
    write(Line(_NAME, "suspend_role", f"school:{school.pk}", school.pk, [role]))
