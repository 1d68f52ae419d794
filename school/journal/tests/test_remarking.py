"""Remarks: written, corrected, taken back, repeated, refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from school.academics import enrolling
from school.academics.tests.small_school import SmallSchool, build, teach
from school.audit.models import AuditLine
from school.journal.models import Lesson, Remark
from school.journal.remarking import NotRemarked, take_remark_back, write_remark
from school.journal.tests.conftest import TODAY
from school.lib import clock
from school.notices.delivering import deliver
from school.notices.models import Delivery, Notice
from school.people.models import Card, Kinship
from school.rights.visitor import Role, Visitor
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Say = Callable[..., NotRemarked | None]
PRAISE, REPROOF = Remark.Kind.PRAISE, Remark.Kind.REPROOF


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


@pytest.fixture
def say(small: SmallSchool, lesson: Lesson) -> Say:
    """The teacher writes of the first student; anything may be said anew."""

    def write(**said: Any) -> NotRemarked | None:
        usual = {
            "by": staff(small, small.teacher),
            "lesson": lesson,
            "student": small.students[0].key,
            "kind": PRAISE,
            "text": "Помогла соседке",
        }
        with behind(said.get("by", usual["by"]).actor()):
            return write_remark(**{**usual, **said})

    return write


@pytest.fixture
def take_back(small: SmallSchool, lesson: Lesson) -> Say:
    """The teacher, or somebody else, takes back what he wrote of the first student."""

    def take(by: Visitor | None = None) -> NotRemarked | None:
        who = by or staff(small, small.teacher)
        with behind(who.actor()):
            return take_remark_back(
                by=who, lesson=lesson, student=small.students[0].key
            )

    return take


def kept(small: SmallSchool) -> list[tuple[str, str | None]]:
    with behind(small.job):
        return list(Remark.objects.order_by("pk").values_list("kind", "text"))


def test_a_remark_has_its_author_its_trace_and_its_notice(
    small: SmallSchool, lesson: Lesson, say: Say
) -> None:
    assert say() is None
    with behind(small.job):
        remark = Remark.objects.get()
        assert (remark.kind, remark.text) == ("praise", "Помогла соседке")
        assert (remark.author, remark.student) == (small.teacher, small.students[0])
        assert remark.lesson == lesson
        line = AuditLine.objects.get()
        assert line.action == "write_remark"
        assert line.thing == f"lesson:{lesson.pk} remark:{remark.pk}"


def test_the_student_and_his_mother_are_told(small: SmallSchool, say: Say) -> None:
    with behind(small.job):
        mother = Card.objects.create(
            school=small.school,
            kind="guardian",
            last_name="Абрамова",
            first_name="Анна",
            birth_date=date(1988, 1, 1),
        )
        Kinship.objects.create(
            school=small.school,
            guardian=mother,
            student=small.students[0],
            kind="mother",
            since_date=TODAY,
        )
    say()
    with behind(small.job):
        assert Notice.objects.get().what == "remark"
        deliver(
            school=small.school.pk,
            at=clock.now(),
            today=TODAY,
            parents_of_adults="with_consent",
        )
        told = set(Delivery.objects.values_list("card", flat=True))
    assert told == {small.students[0].pk, mother.pk}


def test_it_is_corrected_and_taken_back_and_history_keeps_it(
    small: SmallSchool, say: Say, take_back: Say, history: Any
) -> None:
    say(kind=REPROOF, text="Нет тетради")
    say(kind=PRAISE, text="Тетрадь нашлась")
    assert kept(small) == [("praise", "Тетрадь нашлась")]
    assert take_back() is None
    assert kept(small) == [("praise", None)]
    assert [row[0] for row in history(small, "remark")] == ["I", "U", "U"]
    say(text="Снова")
    assert kept(small) == [("praise", "Снова")]


def test_the_same_again_changes_nothing_and_tells_nobody(
    small: SmallSchool, say: Say, take_back: Say, history: Any
) -> None:
    assert take_back() is None
    assert kept(small) == []
    for _ in range(2):
        assert say() is None
    with behind(small.job):
        assert AuditLine.objects.count() == 1
        Notice.objects.update(told_at=clock.now())
    say()
    with behind(small.job):
        assert Notice.objects.get().told_at is not None
    take_back()
    take_back()
    assert len(history(small, "remark")) == 2


def test_two_teachers_have_each_their_own(
    small: SmallSchool, say: Say, take_back: Say
) -> None:
    with behind(small.job):
        teach(small.maths, small.colleague)
    colleague = staff(small, small.colleague)
    say(text="Первый")
    say(by=colleague, text="Вторая")
    assert take_back(colleague) is None
    assert kept(small) == [("praise", "Первый"), ("praise", None)]


@pytest.mark.parametrize("granted", [frozenset(), frozenset({Role.ADMINISTRATOR})])
def test_whoever_does_not_teach_there_writes_nothing(
    small: SmallSchool, say: Say, take_back: Say, granted: frozenset[Role]
) -> None:
    say()
    other = replace(staff(small, small.colleague), granted=granted)
    for act in (lambda: say(by=other), lambda: take_back(other)):
        with pytest.raises(PermissionDenied, match="пишет его учитель"):
            act()
    assert kept(small) == [("praise", "Помогла соседке")]


def test_a_teacher_of_another_school_writes_nothing(
    small: SmallSchool, say: Say
) -> None:
    other = build("Чужая школа")
    with pytest.raises(PermissionDenied):
        say(by=staff(other, other.teacher))
    refused = say(student=other.students[0].key)
    assert isinstance(refused, NotRemarked)
    assert kept(small) == kept(other) == []


def test_who_is_not_on_the_lesson_gets_none(small: SmallSchool, say: Say) -> None:
    yesterday = TODAY - timedelta(1)
    with behind(small.job):
        enrolling.move(
            student=small.students[0], school_class=small.ninth, on=yesterday
        )
    for student in (small.students[0], small.ninth_student, small.teacher):
        assert student is not None
        refused = say(student=student.key)
        assert refused == NotRemarked("Этого ученика на этом уроке нет.")
    with behind(small.job):
        assert not AuditLine.objects.exists()
    assert kept(small) == []


def test_a_cancelled_and_a_future_lesson_take_none(
    small: SmallSchool, lesson: Lesson, say: Say
) -> None:
    with behind(small.job):
        friday = Lesson.objects.get(group=small.maths, date=date(2026, 11, 20))
    later = say(lesson=friday)
    lesson.state = Lesson.State.CANCELLED
    cancelled = say()
    assert later is not None
    assert "замечания откроются 20" in later.sentence
    assert cancelled is not None
    assert "отменён" in cancelled.sentence
    assert kept(small) == []
