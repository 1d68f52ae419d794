"""Making: registration cards for students, a login for whoever has none yet.

A new card makes the former one void; the password that a child has goes on until he
chooses another one by the new card.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from school.access.gathering import seal
from school.logins.codes import new_code, new_login
from school.logins.models import Login, RegistrationCard
from school.logins.paper import CardOnPaper, Heading, LeftOut, Printed
from school.logins.rules import NoPassword, no_password, password_ends
from school.people.models import Card
from school.people.names import FullName
from school.regions.help import help_of
from school.regions.in_force import line_of, policy_of
from school.regions.models import Region, School
from school.registry.keeping import kept_cards
from school.rights.deed import deed
from school.rights.table import SENTENCES, Action
from school.rights.visitor import Visitor

LASTS = timedelta(days=30)
State = RegistrationCard.State
OPEN = (State.PRINTED, State.ISSUED)


@dataclass(frozen=True, slots=True)
class Order:
    """Whose cards to make, and for whom: ``made_by`` is a card's id of their school,
    ``to`` into whose hands they go at once."""

    school: School
    students: Sequence[Card]
    made_by: int
    at: datetime
    to: RegistrationCard.To = RegistrationCard.To.NOBODY


def make_cards(by: Visitor, students: Sequence[Card], *, at: datetime) -> Printed:
    """New cards for these students of the visitor's school, in one deed.

    Whoever's age the rules give no password is left out, with a sentence. Raises
    PermissionDenied unless the visitor keeps the cards of all of them. The number of
    statements does not grow with the number of students.
    """
    if by.card is None or by.school is None:
        raise ValueError("only an employee prints cards")
    places = School.objects.select_related("region", "municipality")
    school = places.get(pk=by.school)
    asked = {student.pk for student in students}
    kept = kept_cards(by).filter(kind=Card.Kind.STUDENT, pk__in=asked)
    if kept.count() != len(asked):
        raise PermissionDenied(SENTENCES[Action.MAKE_LOGIN])
    fit, left_out = _apart(school.region, students, by.today)
    made: tuple[CardOnPaper, ...] = ()
    if fit:
        # All of them were asked about above, in one query.
        with deed(by, Action.MAKE_LOGIN, fit[0]) as act:
            act.touched(fit)
            made = write_cards(Order(school, fit, by.card, at))
    return Printed(_heading(by, school, at), made, left_out)


def write_cards(order: Order) -> tuple[CardOnPaper, ...]:
    """Write the cards down, in the caller's deed; what each of them says.

    Their ages must have a password today.
    """
    school, at = order.school, order.at
    ids = [student.pk for student in order.students]
    # Whoever prints for the same students at once waits here, in the same order.
    locked = Card.objects.select_for_update().order_by("pk")
    list(locked.filter(school=school, pk__in=ids).values_list("pk"))
    logins = _logins(school.pk, ids, at)
    former = RegistrationCard.objects.filter(school=school, state__in=OPEN)
    former.filter(login__in=[one.pk for one in logins.values()]).update(
        state=State.VOID, ended_at=at
    )
    made = [_made(order, student, logins[student.pk]) for student in order.students]
    RegistrationCard.objects.bulk_create(row for row, _ in made)
    return tuple(paper for _, paper in made)


def digest_of_code(login: str, code: str) -> str:
    """What is kept of a code: of this login's alone."""
    return seal().digest("code", f"{login} {code}")


def digest_of_login(name: str) -> str:
    """What a login is found by."""
    return seal().digest("login", name)


def name_of(card: Card) -> FullName:
    """The three names of a card as one."""
    return FullName(card.last_name, card.first_name, card.patronymic)


def why_not(region: Region, student: Card, today: date) -> NoPassword | None:
    """Why no card can be made for this student; None where it can."""
    return no_password(line_of(region), student.birth_date, today)


def _apart(
    region: Region, students: Iterable[Card], today: date
) -> tuple[list[Card], tuple[LeftOut, ...]]:
    judged = [(each, why_not(region, each, today)) for each in students]
    left_out = [LeftOut(one.pk, name_of(one), why) for one, why in judged if why]
    return [one for one, why in judged if why is None], tuple(left_out)


def _logins(school: int, students: Sequence[int], at: datetime) -> dict[int, Login]:
    """The login of each, made where there is none. A name that somebody in another
    school has is seen by nobody: whoever got one is asked again."""
    while True:
        found = Login.objects.filter(school=school, student__in=students)
        logins = {one.student_id: one for one in found}
        missing = [each for each in students if each not in logins]
        if not missing:
            return logins
        Login.objects.bulk_create(
            (_login(school, student, at) for student in missing), ignore_conflicts=True
        )


def _login(school: int, student: int, at: datetime) -> Login:
    name = new_login()
    return Login(
        school_id=school,
        student_id=student,
        name=name,
        digest=digest_of_login(name),
        made_at=at,
    )


def _made(
    order: Order, student: Card, login: Login
) -> tuple[RegistrationCard, CardOnPaper]:
    code = new_code()
    expires = _expires(order, student)
    row = RegistrationCard(
        school=order.school,
        login=login,
        digest=digest_of_code(login.name, code),
        made_by_id=order.made_by,
        made_at=order.at,
        expires_at=expires,
    )
    if order.to:
        row.state, row.issued_to = State.ISSUED, order.to
        row.issued_at, row.issued_by_id = order.at, order.made_by
    zone = order.school.region.zone()
    last = (expires - timedelta(seconds=1)).astimezone(zone).date()
    return row, CardOnPaper(row.key, name_of(student), login.name, code, last)


def _expires(order: Order, student: Card) -> datetime:
    """In thirty days; sooner where his age has no password any more by then."""
    region = order.school.region
    today = order.at.astimezone(region.zone()).date()
    ends = password_ends(line_of(region), student.birth_date, today)
    later = order.at + LASTS
    return later if ends is None else min(later, midnight(region, ends))


def midnight(region: Region, day: date) -> datetime:
    """The moment at which the day begins in the region."""
    return datetime.combine(day, time(), region.zone())


def _heading(by: Visitor, school: School, at: datetime) -> Heading:
    region = school.region
    return Heading(
        system=policy_of(region, by.today).system,
        region=region.name,
        municipality=school.municipality.name,
        school=school.name,
        made_on=by.today,
        made_by=name_of(Card.objects.get(school=school, pk=by.card or 0)).full,
        address=settings.SCHOOL_URL + reverse("access:welcome"),
        support=help_of(region, at),
    )
