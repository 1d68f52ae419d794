"""Whatever is done in whatever order, places never overlap and every day is right."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school.academics import moving
from school.academics.class_lists import class_list
from school.academics.models import Enrolment, Membership, SchoolClass
from school.academics.tests.small_school import FIRST_DAY, SmallSchool, build, person
from school.people.models import Card
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
DAYS = 6
ACTS = ("transfer", "leave", "come_back", "admit")
ROOMS = st.integers(0, 1)
ADMITTED = st.tuples(st.just("admit"), st.integers(0, 2), ROOMS)
ACTED = st.tuples(st.sampled_from(ACTS), st.integers(0, DAYS - 1), ROOMS)
# Most orders of acts are refused at once for somebody who was never admitted.
STEPS = st.tuples(ADMITTED, st.lists(ACTED, min_size=2, max_size=6)).map(
    lambda parts: [parts[0], *parts[1]]
)


@dataclass
class Life:
    """One student in the naivest way: for each day the class, or none."""

    days: list[int | None] = field(default_factory=lambda: [None] * DAYS)

    def act(self, what: str, day: int, room: int) -> None:
        """As people understand it, without dates of beginning and end."""
        now, later = self.days[day], self.days[day:]
        if what == "leave":
            self._from(day, None)
        elif what == "transfer":
            if now is not None and not self._begins_after(day):
                # A last day that is known already stays what it is.
                self.days[day:] = [None if one is None else room for one in later]
        elif not any(one is not None for one in later):
            gone = any(one is not None for one in self.days[:day])
            if what == "admit" or gone:
                self._from(day, room)

    def _from(self, day: int, room: int | None) -> None:
        self.days[day:] = [room] * (DAYS - day)

    def _begins_after(self, day: int) -> bool:
        """Whether there is another place after the one of the day."""
        steps = pairwise(self.days[day:])
        return any(one is not None and one != before for before, one in steps)


@pytest.fixture
def small() -> SmallSchool:
    return build()


@given(steps=STEPS)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_lists_of_every_day_equal_the_naive_model(
    small: SmallSchool, steps: list[tuple[str, int, int]]
) -> None:
    life = Life()
    with behind(small.job):
        student = person(small.school, "Яковлев Олег", Card.Kind.STUDENT)
        rooms = [small.fifth, small.ninth]
        for what, day, room in steps:
            life.act(what, day, room)
            do(what, student, rooms[room], FIRST_DAY + timedelta(days=day))
        days = [FIRST_DAY + timedelta(days=day) for day in range(DAYS)]
        assert [where(student, rooms, day) for day in days] == life.days, steps
        assert [learns(student, rooms, day, small) for day in days] == life.days
        assert not overlaps(student)


def do(what: str, student: Card, room: SchoolClass, on: date) -> None:
    if what == "leave":
        moving.leave(student=student, on=on)
    else:
        getattr(moving, what)(student=student, school_class=room, on=on)


def where(student: Card, rooms: list[SchoolClass], on: date) -> int | None:
    """The class whose list has him; twice or in two would be a mistake."""
    found = [
        number
        for number, room in enumerate(rooms)
        for one in class_list(school_class=room, on=on)
        if one.key == student.key
    ]
    assert len(found) <= 1
    return found[0] if found else None


def learns(
    student: Card, rooms: list[SchoolClass], on: date, small: SmallSchool
) -> int | None:
    """The class whose mathematics he learns: groups follow the class."""
    facts = Membership.objects.filter(student=student, since_date__lte=on)
    found = {one.group_id for one in facts if not one.until_date or one.until_date > on}
    assert len(found) <= 1
    groups = [small.maths.pk, small.ninth_maths.pk]
    return groups.index(found.pop()) if found else None


def overlaps(student: Card) -> list[Any]:
    """Pairs of places that share a day."""
    places = list(Enrolment.objects.filter(student=student).order_by("since_date"))
    lasting = [one for one in places if one.until_date != one.since_date]
    return [
        (one.pk, after.pk)
        for one, after in pairwise(lasting)
        if one.until_date is None or one.until_date > after.since_date
    ]
