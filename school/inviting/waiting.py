"""Invitations as whoever keeps the cards finds them: who waits, what is given out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from school.academics.models import Enrolment
from school.access.invited import Person
from school.inviting.confirming import people_of
from school.inviting.models import FamilyInvitation
from school.lib.dates import numeric
from school.lib.keys import to_text
from school.people.models import Card
from school.people.names import FullName
from school.registry.card import name_of
from school.registry.keeping import administers, kept_cards
from school.rights.visitor import Visitor

State = FamilyInvitation.State
LONGEST = 200
_LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person who waits to be confirmed: ФИО and birth date as Госуслуги gave them."""

    key: str
    person: str
    born: str
    student: str
    class_name: str
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """A sheet at a family, or what became of one: ``at`` is when it ends or ended."""

    key: str
    student: str
    class_name: str
    state: FamilyInvitation.State
    at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True)
class Invitations:
    """What the page shows."""

    waiting: tuple[Waiting, ...]
    given: tuple[Given, ...]
    past: tuple[Given, ...]


def kept_by(visitor: Visitor) -> QuerySet[FamilyInvitation]:
    """The invitations of students whose cards the visitor keeps, and stand today."""
    if not visitor.is_staff:
        return FamilyInvitation.objects.none()
    found = FamilyInvitation.objects.filter(
        school=visitor.school, student__merged=False
    )
    if administers(visitor):
        return found
    return found.filter(student__in=kept_cards(visitor).values("pk"))


def waiting_for(visitor: Visitor) -> int:
    """How many parents wait for the visitor's word. One query."""
    return kept_by(visitor).filter(state=State.WAITING).count()


def read(visitor: Visitor, at: datetime) -> Invitations:
    """The page; three queries, however many wait."""
    recent = Q(changed_at__gt=at - _LATELY) | Q(expires_at__gt=at - _LATELY)
    shown = kept_by(visitor).filter(Q(state=State.WAITING) | recent)
    rows = list(shown.select_related("student").order_by("-made_at", "pk")[:LONGEST])
    classes = _classes([row.student for row in rows], visitor.today)
    given = [
        _given(row, classes, at)
        for row in sorted(rows, key=lambda each: each.student.name_key)
        if row.state == State.OPEN
    ]
    past = [
        _given(row, classes, at)
        for row in rows
        if row.state in (State.CONFIRMED, State.DECLINED)
    ]
    waiting = [row for row in rows if row.state == State.WAITING]
    people = people_of(waiting)
    return Invitations(
        waiting=tuple(
            _waiting(row, people[row.pk], classes)
            for row in waiting
            if row.pk in people
        ),
        given=tuple(one for one in given if one.is_open),
        past=tuple(past),
    )


def _waiting(row: FamilyInvitation, person: Person, classes: dict[int, str]) -> Waiting:
    name = person.name
    return Waiting(
        key=to_text(row.key),
        person=FullName(name.last, name.first, name.patronymic).full,
        born=numeric(person.birth_date),
        student=name_of(row.student),
        class_name=classes.get(row.student_id, ""),
        answered_at=row.answered_at or row.made_at,
    )


def _given(row: FamilyInvitation, classes: dict[int, str], at: datetime) -> Given:
    is_open = row.state == State.OPEN and at < row.expires_at
    return Given(
        key=to_text(row.key),
        student=name_of(row.student),
        class_name=classes.get(row.student_id, ""),
        state=State(row.state),
        at=row.expires_at if is_open else row.changed_at or row.expires_at,
        is_open=is_open,
    )


def _classes(students: list[Card], on: date) -> dict[int, str]:
    """Today's class of each: «5«Б»»."""
    if not students:
        return {}
    lasting = Q(until_date=None) | Q(until_date__gt=on)
    places = Enrolment.objects.filter(
        lasting,
        school=students[0].school_id,
        student__in=[one.pk for one in students],
        since_date__lte=on,
    )
    found = places.select_related("school_class")
    return {place.student_id: place.school_class.label() for place in found}
