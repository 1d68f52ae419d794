"""Written while a turn is undone: either the writing or the undoing is refused."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from school.academics.models import Membership, SchoolClass
from school.academics.next_year import Wishes
from school.academics.taking_back import NotTakenBack, TakenBack
from school.academics.tests.small_school import SmallSchool, group_of, teach
from school.academics.turning import turn_year
from school.journal import models
from school.journal.attending import NotCalled, Remark, call_roll
from school.journal.models import Absence, Lesson, Mark
from school.journal.putting import Cell, Written, put
from school.journal.remarking import NotRemarked, write_remark
from school.journal.turning_back import turn_back
from school.lib import clock
from school.rights.visitor import Visitor
from school.walls.behind import behind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cell(small: SmallSchool) -> Cell:
    """The first student's cell in a lesson of the year turned into."""
    student = small.students[0]
    with behind(small.job):
        turn_year(school=small.school.pk, year=2027, wishes=Wishes())
        maths = group_of(SchoolClass.objects.get(year=2027, grade=6))
        teach(maths, small.teacher)
        old = Lesson.objects.filter(group=small.maths)[0]
        day = old.date.replace(year=2027)
        Membership.objects.create(
            school=small.school, group=maths, student=student, since_date=day
        )
        lesson = Lesson.objects.create(
            school=small.school,
            year=2027,
            group=maths,
            teacher=small.teacher,
            date=day,
            number=1,
            starts=old.starts,
            ends=old.ends,
        )
    return Cell(1, lesson.pk, 2027, maths.pk, day, None, student.key, 1, "5", 0)


@contextmanager
def another() -> Iterator[ThreadPoolExecutor]:
    """A second person, on a connection of his own."""
    with ThreadPoolExecutor(1) as pool:
        try:
            yield pool
        finally:
            pool.submit(lambda: connection.close()).result()


def mark(small: SmallSchool, cell: Cell) -> Written:
    return put([cell], school=small.school.pk, author=small.teacher.pk, at=clock.now())[
        0
    ]


def marks(small: SmallSchool) -> int:
    with behind(small.job):
        return Mark.objects.filter(year=2027).count()


def undo(small: SmallSchool) -> TakenBack | NotTakenBack:
    return turn_back(school=small.school.pk, year=2027)


def test_undoing_gives_way_to_a_mark_that_is_being_put(
    small: SmallSchool, cell: Cell
) -> None:
    written, end = threading.Event(), threading.Event()

    def teacher() -> Written:
        with behind(small.job):
            done = mark(small, cell)
            written.set()
            assert end.wait(30)
        return done

    with another() as somebody:
        putting = somebody.submit(teacher)
        assert written.wait(30)
        try:
            with behind(small.job):
                refused = undo(small)
        finally:
            end.set()
        assert putting.result().saved
    assert isinstance(refused, NotTakenBack)
    assert "кто-то пишет" in refused.sentence
    with behind(small.job):
        refused = undo(small)
    assert isinstance(refused, NotTakenBack)
    assert "уже есть записи" in refused.sentence
    assert marks(small) == 1


def test_a_mark_put_while_a_turn_is_undone_finds_nobody(
    small: SmallSchool, cell: Cell
) -> None:
    def teacher() -> Written:
        with behind(small.job):
            return mark(small, cell)

    with another() as somebody:
        with behind(small.job):
            assert isinstance(undo(small), TakenBack)
            putting: Future[Written] = somebody.submit(teacher)
            with pytest.raises(TimeoutError):
                putting.result(timeout=1)
        assert putting.result().student is None
    assert marks(small) == 0


def teacher_of(small: SmallSchool, cell: Cell) -> Visitor:
    return Visitor(
        account=small.teacher.pk,
        oid=small.teacher.pk,
        short_name="Учитель",
        zone=ZoneInfo("Europe/Moscow"),
        today=cell.day,
        school=small.school.pk,
        card=small.teacher.pk,
    )


def call(small: SmallSchool, cell: Cell) -> int | NotCalled:
    """The teacher's roll call of the lesson: the first student was not there."""
    by = teacher_of(small, cell)
    with behind(by.actor()):
        lesson = Lesson.objects.get(pk=cell.lesson)
        return call_roll(by=by, lesson=lesson, remarks={cell.student_key: Remark("Н")})


def absences(small: SmallSchool) -> int:
    with behind(small.job):
        return Absence.objects.filter(year=2027).count()


def test_a_roll_called_while_a_turn_is_undone_finds_nobody(
    small: SmallSchool, cell: Cell
) -> None:
    with another() as somebody:
        with behind(small.job):
            assert isinstance(undo(small), TakenBack)
            calling = somebody.submit(call, small, cell)
            with pytest.raises(TimeoutError):
                calling.result(timeout=1)
        assert isinstance(calling.result(), NotCalled)
    assert absences(small) == 0


def test_a_roll_called_in_time_is_kept(small: SmallSchool, cell: Cell) -> None:
    assert call(small, cell) == 1
    assert absences(small) == 1


def praise(small: SmallSchool, cell: Cell) -> NotRemarked | None:
    """The teacher praises the first student."""
    by = teacher_of(small, cell)
    with behind(by.actor()):
        lesson = Lesson.objects.get(pk=cell.lesson)
        return write_remark(
            by=by,
            lesson=lesson,
            student=cell.student_key,
            kind=models.Remark.Kind.PRAISE,
            text="Молодец",
        )


def test_a_remark_written_while_a_turn_is_undone_finds_nobody(
    small: SmallSchool, cell: Cell
) -> None:
    with another() as somebody:
        with behind(small.job):
            assert isinstance(undo(small), TakenBack)
            praising = somebody.submit(praise, small, cell)
            with pytest.raises(TimeoutError):
                praising.result(timeout=1)
        assert isinstance(praising.result(), NotRemarked)


def test_a_remark_written_in_time_keeps_the_year(
    small: SmallSchool, cell: Cell
) -> None:
    assert praise(small, cell) is None
    with behind(small.job):
        assert isinstance(undo(small), NotTakenBack)
