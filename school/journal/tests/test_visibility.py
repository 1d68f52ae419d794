"""What is shown and what is allowed agree for everybody of the cast."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from school.academics.models import ClassTeacher, TeachingLoad
from school.academics.tests.small_school import SmallSchool, build, person, teach
from school.journal.models import Lesson
from school.journal.reach import lessons_by_key
from school.people.models import Card
from school.rights.deed import may
from school.rights.table import Action
from school.rights.visitor import Followed, Role, Visitor
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
WRITING = (Action.PUT_MARK, Action.CALL_ROLL, Action.DESCRIBE_LESSON)


def staff(small: SmallSchool, card: Card) -> Visitor:
    return Visitor(
        account=1,
        oid=1,
        short_name="",
        zone=ZoneInfo("Europe/Moscow"),
        today=TODAY,
        school=small.school.pk,
        card=card.pk,
    )


def with_load(until: date | None) -> Callable[[SmallSchool, Card], None]:
    def give(small: SmallSchool, card: Card) -> None:
        load = teach(small.maths, card)
        TeachingLoad.objects.filter(pk=load.pk).update(until_date=until)

    return give


def leads(small: SmallSchool, card: Card) -> None:
    ClassTeacher.objects.create(
        school=small.school,
        school_class=small.fifth,
        teacher=card,
        since_date=date(2026, 9, 1),
    )


def nothing(small: SmallSchool, card: Card) -> None:
    """A colleague without a tie to the class."""


def later(small: SmallSchool, card: Card) -> None:
    teach(small.maths, card, since=date(2026, 11, 19))


# who → (what makes him so, sees 5«Б», sees 9«А», writes in 5«Б»)
CAST = {
    "teacher": (with_load(None), True, False, True),
    "ends tomorrow": (with_load(date(2026, 11, 19)), True, False, True),
    "ended yesterday": (with_load(TODAY), False, False, False),
    "begins tomorrow": (later, False, False, False),
    "class teacher": (leads, True, False, False),
    "colleague": (nothing, False, False, False),
}


@pytest.mark.parametrize("who", CAST)
def test_what_is_visible_may_be_read_and_nothing_else(
    small: SmallSchool, who: str
) -> None:
    make, fifth, ninth, writes = CAST[who]
    with behind(small.job):
        card = person(small.school, "Новый Учитель", Card.Kind.EMPLOYEE)
        make(small, card)
        visitor = staff(small, card)
        agree(visitor)
        seen = set(Lesson.objects.visible_to(visitor).values_list("group", flat=True))
        assert seen == {
            group.pk
            for group, sees in ((small.maths, fifth), (small.ninth_maths, ninth))
            if sees
        }
        lesson = Lesson.objects.get(group=small.maths, date=TODAY)
        assert {may(visitor, action, lesson) for action in WRITING} == {writes}


def test_an_administrator_sees_his_whole_school_and_writes_nowhere(
    small: SmallSchool,
) -> None:
    other = build("Чужая школа")
    with behind(small.job):
        visitor = replace(
            staff(small, small.colleague), granted=frozenset({Role.ADMINISTRATOR})
        )
        agree(visitor)
        assert Lesson.objects.visible_to(visitor).count() == Lesson.objects.count()
        lesson = Lesson.objects.get(group=small.maths, date=TODAY)
        assert not any(may(visitor, action, lesson) for action in WRITING)
    with behind(job_of(other.school.pk, name="test")):
        assert not Lesson.objects.visible_to(visitor).exists()


def test_a_family_has_no_journal(small: SmallSchool) -> None:
    child = small.students[0]
    family = Visitor(
        account=1,
        oid=1,
        short_name="",
        zone=ZoneInfo("Europe/Moscow"),
        today=TODAY,
        followed=(Followed(small.school.pk, child.pk, Role.GUARDIAN),),
    )
    with behind(small.job):
        agree(family)
        assert not Lesson.objects.visible_to(family).exists()


def agree(visitor: Visitor) -> None:
    """All forms of the right give one answer for each lesson there is."""
    seen = {one.pk: one for one in Lesson.objects.visible_to(visitor)}
    every = list(Lesson.objects.all())
    reached = lessons_by_key(visitor, [one.key for one in every]).values()
    assert {one.pk for one in reached} == seen.keys()
    for one in reached:
        known = seen[one.pk]
        for name in ("taught", "led", "asked_by", "group_id", "date", "work_kind_id"):
            assert getattr(one, name) == getattr(known, name)
    for lesson in every:
        assert may(visitor, Action.READ_LESSON, lesson) is (lesson.pk in seen)
        if lesson.pk in seen:
            for action in WRITING:
                known, asked = seen[lesson.pk], lesson
                assert may(visitor, action, known) is may(visitor, action, asked)
