"""«Движение»: admission, transfer, leaving, return — with the rules and the words.

:mod:`school.academics.enrolling` keeps the facts in step; here stands what a school may
do with them. Every act is safe to say again, is noted in the trail, and takes a
``reason`` (an order's number) for history. Behind the walls of the school's job.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from school.academics import enrolling
from school.academics.models import Enrolment, SchoolClass
from school.academics.noting import note
from school.academics.years import named, year_of
from school.lib.dates import numeric
from school.people.models import Card
from school.walls.behind import explain


@dataclass(frozen=True, slots=True)
class Moved:
    """It is so now; ``place`` is the student's place, None after leaving."""

    place: Enrolment | None


@dataclass(frozen=True, slots=True)
class NotMoved:
    """Nothing was changed, and the sentence that says why."""

    sentence: str


def admit(
    *, student: Card, school_class: SchoolClass, on: date, reason: str = ""
) -> Moved | NotMoved:
    """Admit the student: ``on`` is his first day in the class («зачислен»)."""
    _hold(student)
    same = _places(student).filter(school_class=school_class, since_date=on).first()
    if same is not None:
        return Moved(same)
    why = why_not(student, school_class, on)
    if why:
        return NotMoved(why)
    explain(reason or "Зачисление")
    place = enrolling.enrol(student=student, school_class=school_class, since=on)
    if isinstance(place, enrolling.ElsewhereThen):
        return NotMoved(_elsewhere(student, place))
    return _moved("admit_student", place)


def transfer(
    *, student: Card, school_class: SchoolClass, on: date, reason: str = ""
) -> Moved | NotMoved:
    """Transfer him to another class of the school: ``on`` is his first day there."""
    _hold(student)
    why = why_not(student, school_class, on)
    if why:
        return NotMoved(why)
    place = _places(student).filter(_alive(on)).first()
    if place is None:
        return NotMoved(f"Ученика {numeric(on)} нет ни в одном классе: зачислите его.")
    if place.school_class_id == school_class.pk:
        return Moved(place)
    later = _places(student).filter(since_date__gt=on).first()
    if later is not None:
        return NotMoved(
            f"С {numeric(later.since_date)} у ученика уже есть место в классе"
            f" {_label(later.school_class_id, student)}: переведите его с этого дня"
            " или отмените это место."
        )
    explain(reason or "Перевод в другой класс")
    moved = enrolling.move(student=student, school_class=school_class, on=on)
    if isinstance(moved, enrolling.NowhereThen):
        return NotMoved("Место ученика только что изменили: посмотрите ещё раз.")
    if place.until_date is not None:
        # He was to leave on a day that is known already; that has not changed.
        enrolling.leave(student=student, on=place.until_date)
        moved.until_date = place.until_date
    return _moved("transfer_student", moved)


def leave(*, student: Card, on: date, reason: str = "") -> Moved | NotMoved:
    """Let him leave the school: ``on`` is the first day without him («выбыл»)."""
    _hold(student)
    explain(reason or "Выбытие")
    if enrolling.leave(student=student, on=on):
        note("student_leaves", student, f"on:{on}", school=student.school_id)
        return Moved(None)
    if _places(student).filter(until_date=on).exists():
        return Moved(None)
    return NotMoved(f"Ученика {numeric(on)} и так нет ни в одном классе.")


def come_back(
    *, student: Card, school_class: SchoolClass, on: date, reason: str = ""
) -> Moved | NotMoved:
    """Take him back after he left («восстановлен»): ``on`` is his first day again."""
    if not _places(student).filter(until_date__lte=on).exists():
        return NotMoved("Из этой школы ученик не выбывал: его зачисляют.")
    return admit(
        student=student,
        school_class=school_class,
        on=on,
        reason=reason or "Возвращение",
    )


def why_not(student: Card, school_class: SchoolClass, on: date) -> str:
    """Why nobody may send this card into the class from that day; "" when he may."""
    if student.kind != Card.Kind.STUDENT:
        return "Это карточка не ученика."
    if year_of(on) != school_class.year:
        return (
            f"{school_class.label()} — класс {named(school_class.year)} учебного года:"
            f" {numeric(on)} в него не попадает."
        )
    return ""


def about(place: Enrolment) -> tuple[str, str]:
    """What else than the place the trail names: the class and the student."""
    return f"class:{place.school_class_id}", f"student:{place.student_id}"


def _hold(student: Card) -> None:
    """Of two who move one student at once the second waits for the first."""
    Card.objects.select_for_update().get(pk=student.pk, school=student.school_id)


def _places(student: Card) -> QuerySet[Enrolment]:
    """His places that have lasted or will last a day at least."""
    return Enrolment.objects.filter(
        Q(until_date=None) | Q(until_date__gt=F("since_date")),
        school=student.school_id,
        student=student,
    ).order_by("since_date")


def _alive(on: date) -> Q:
    return Q(Q(until_date=None) | Q(until_date__gt=on), since_date__lte=on)


def _elsewhere(student: Card, place: enrolling.ElsewhereThen) -> str:
    return (
        f"Ученик уже записан в класс {_label(place.school_class, student)}"
        f" с {numeric(place.since_date)}: переведите его, а не зачисляйте."
    )


def _label(school_class: int, student: Card) -> str:
    return SchoolClass.objects.get(pk=school_class, school=student.school_id).label()


def _moved(action: str, place: Enrolment) -> Moved:
    note(action, place, *about(place), school=place.school_id)
    return Moved(place)
