"""Blocking: a login whose age has outgrown passwords is shut, and a month later gone.

The door itself asks the rules at every sign-in, and a session ends at that midnight;
what is done here once a day is the rest. A month is left for a birth date that the
school wrote down wrongly: once it is mended the login opens again, with the same
password.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from school.access.models import Attachment
from school.access.sessions import close_with
from school.logins.making import OPEN, State
from school.logins.models import Login, LoginPassword, Recovery, RegistrationCard
from school.logins.rules import no_password
from school.regions.in_force import line_of
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

GRACE = timedelta(days=30)
# A link that was used or is over tells only how many went out lately.
_LINKS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many logins were shut today, and how many are gone for good."""

    blocked: int = 0
    removed: int = 0

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(self.blocked + other.blocked, self.removed + other.removed)


def sweep(at: datetime) -> Swept:
    """Shut, open again and delete, in every school. Safe to repeat, at any hour."""
    swept = Swept()
    for school in School.objects.select_related("region").order_by("pk"):
        with behind(job_of(school.pk, name="sweep")):
            swept += _of_school(school, at)
    return swept


def _of_school(school: School, at: datetime) -> Swept:
    today = at.astimezone(school.region.zone()).date()
    rules = line_of(school.region)
    of_school = Login.objects.filter(school=school)
    found = of_school.values_list("pk", "student", "student__birth_date", "blocked_on")
    shut = {}
    opened = []
    for login, student, born, blocked_on in found:
        outgrown = no_password(rules, born, today) is not None
        if outgrown and blocked_on is None:
            shut[login] = student
        if not outgrown and blocked_on is not None:
            opened.append(login)
    of_school.filter(pk__in=opened).update(blocked_on=None)
    of_school.filter(pk__in=shut).update(blocked_on=today)
    _end(school, shut.values())
    of_shut = RegistrationCard.objects.filter(school=school, login__in=shut)
    of_shut.filter(state__in=OPEN).update(state=State.VOID, ended_at=at)
    old = of_school.filter(blocked_on__lte=today - GRACE)
    gone = list(old.values_list("pk", flat=True))
    for rows in (LoginPassword, RegistrationCard, Recovery):
        rows.objects.filter(school=school, login__in=gone).delete()
    of_school.filter(pk__in=gone).delete()
    links = Recovery.objects.filter(school=school, made_at__lte=at - _LINKS_KEPT)
    links.delete()
    return Swept(len(shut), len(gone))


def _end(school: School, students: Iterable[int]) -> None:
    """End the sessions of cards whose birth date or rules were others yesterday."""
    ties = Attachment.objects.filter(
        school=school, card__in=list(students), until_at=None
    )
    for account, card in ties.values_list("account", "card"):
        close_with(account, [card])
