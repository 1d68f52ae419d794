"""What a week is made of, read behind the walls by its mother."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.diary import frame as frames
from school.diary import week as weeks
from school.diary.frame import Frame
from school.diary.opening import ask, open_diary, question
from school.diary.tests.cast import BEGIN, YEAR, Place
from school.diary.tests.conftest import WEDNESDAY, Family
from school.diary.week import Lesson, Week
from school.walls.behind import behind

MONDAY = date(2026, 11, 16)

FamilyOf = Callable[..., Family]


def _frame(family: Family) -> Frame:
    with behind(family.visitor.actor()):
        return frames.read(family.visitor, frames.fetch(YEAR))


def _read(family: Family, child: int = 0, monday: date = MONDAY) -> Week:
    key = _frame(family).children[child].card_on(monday).key
    with behind(family.visitor.actor()):
        opened = open_diary(family.visitor, ask(question(key, monday)), key)
        assert opened is not None
        return weeks.read(opened.week or weeks.fetch(opened.child, monday))


def _lessons(week: Week) -> list[Lesson]:
    return [one for day in sorted(week.days) for one in week.on(day)]


def test_a_lesson_comes_with_all_that_was_written_of_it(
    city: Place, family_of: FamilyOf
) -> None:
    maria, group = city.pupil("Мария"), city.group("Математика")
    city.enrol(maria, group)
    lesson = city.lesson(
        group, WEDNESDAY, topic="Дроби", homework="№ 412", work_kind=city.test
    )
    city.mark(lesson, maria, "5", comment="Молодец")
    city.absence(lesson, maria, "О", minutes_late=5)
    (found,) = _read(family_of(maria)).on(WEDNESDAY)
    assert (found.number, found.starts, found.ends) == ("1", "8:30", "9:15")
    assert (found.subject, found.room) == ("Математика", "каб. 21")
    assert (found.topic, found.homework) == ("Дроби", "№ 412")
    (mark,) = found.marks
    assert (mark.value, mark.weight) == ("5", "3")
    assert mark.reason == "Контрольная работа: Молодец"
    assert found.absence is not None
    assert found.absence.sentence == "Опоздание на\N{NO-BREAK SPACE}5\xa0минут"


def test_a_withdrawn_mark_and_a_taken_back_absence_are_not_shown(
    city: Place, family_of: FamilyOf
) -> None:
    maria, group = city.pupil("Мария"), city.group("Математика")
    city.enrol(maria, group)
    lesson = city.lesson(group, WEDNESDAY)
    mark, absence = city.mark(lesson, maria, "2"), city.absence(lesson, maria, "Н")
    city.change(mark, value=None, number=None)
    city.change(absence, code=None)
    week = _read(family_of(maria))
    assert week.on(WEDNESDAY)[0].marks == ()
    assert week.on(WEDNESDAY)[0].absence is None
    assert week.averages == ()


def test_a_mark_says_its_own_kind_and_weight_when_it_has_them(
    city: Place, family_of: FamilyOf
) -> None:
    maria, group = city.pupil("Мария"), city.group("Математика")
    city.enrol(maria, group)
    lesson = city.lesson(group, WEDNESDAY)
    city.mark(lesson, maria, "5", work_kind=city.test)
    city.mark(lesson, maria, "4", slot=2, weight="1.50")
    first, second = _read(family_of(maria)).on(WEDNESDAY)[0].marks
    assert (first.weight, first.reason) == ("3", "Контрольная работа")
    assert (second.weight, second.reason) == ("1,5", "Работа на уроке")


def test_an_average_is_exact_and_of_the_period_alone(
    city: Place, family_of: FamilyOf
) -> None:
    maria, group = city.pupil("Мария"), city.group("Математика")
    city.enrol(maria, group)
    city.mark(city.lesson(group, date(2026, 10, 5)), maria, "2")
    city.mark(city.lesson(group, MONDAY), maria, "5")
    city.mark(city.lesson(group, MONDAY + timedelta(1)), maria, "4")
    test = city.lesson(group, WEDNESDAY, work_kind=city.test)
    city.mark(test, maria, "4")
    city.mark(test, maria, "зач", slot=2)
    (average,) = _read(family_of(maria)).averages
    assert average.value == Fraction(21, 5)
    assert average.marks == 3


def test_a_classmates_marks_are_nobody_elses(city: Place, family_of: FamilyOf) -> None:
    maria, other = city.pupil("Мария"), city.pupil("Пётр")
    group = city.group("Математика")
    city.enrol(maria, group)
    city.enrol(other, group)
    lesson = city.lesson(group, WEDNESDAY)
    city.mark(lesson, other, "2", comment="КАНАРЕЙКА")
    city.absence(lesson, other, "Н")
    (found,) = _read(family_of(maria)).on(WEDNESDAY)
    assert (found.marks, found.absence) == ((), None)


def test_a_child_who_changes_class_has_the_lessons_of_each_on_its_days(
    city: Place, family_of: FamilyOf
) -> None:
    maria = city.pupil("Мария")
    before, after = city.group("Музыка"), city.group("Музыка", letter="А")
    city.enrol(maria, before, until=WEDNESDAY)
    city.enrol(maria, after, since=WEDNESDAY)
    for day in range(5):
        city.lesson(before, MONDAY + timedelta(day), topic="5Б")
        city.lesson(after, MONDAY + timedelta(day), 2, topic="5А")
    topics = [one.topic for one in _lessons(_read(family_of(maria)))]
    assert topics == ["5Б", "5Б", "5А", "5А", "5А"]


def test_a_child_who_changes_school_is_one_child_with_one_week(
    city: Place, village: Place, family_of: FamilyOf
) -> None:
    before = city.pupil("Артём", snils_digest="the-same")
    after = village.pupil("Артем", snils_digest="the-same")
    music, song = city.group("Музыка"), village.group("Музыка", 5, "")
    city.enrol(before, music, until=WEDNESDAY)
    village.enrol(after, song, since=WEDNESDAY)
    city.mark(city.lesson(music, MONDAY, topic="город"), before, "5")
    village.mark(village.lesson(song, WEDNESDAY, topic="село"), after, "4")
    city.lesson(music, WEDNESDAY, topic="город без него")
    family = family_of(before, after)
    (child,) = _frame(family).children
    assert child.card_on(MONDAY).key == before.key
    assert child.card_on(WEDNESDAY).key == after.key
    week = _read(family)
    assert [one.topic for one in _lessons(week)] == ["город", "село"]
    assert [(one.marks, one.value) for one in week.averages] == [(2, Fraction(9, 2))]


def test_sisters_with_their_mothers_snils_stay_two_children(
    city: Place, family_of: FamilyOf
) -> None:
    family = family_of(
        city.pupil("Мария", snils_digest="mother's"),
        city.pupil("Анна", snils_digest="mother's"),
    )
    assert len(_frame(family).children) == 2


def test_cards_that_meet_through_a_third_one_are_one_child(
    city: Place, village: Place, family_of: FamilyOf
) -> None:
    family = family_of(
        city.pupil("Мария", snils_digest="snils"),
        village.pupil("Мария", certificate_digest="paper"),
        village.pupil("Мария", snils_digest="snils", certificate_digest="paper"),
    )
    assert len(_frame(family).children) == 1


def test_children_come_youngest_first_with_class_and_school(
    city: Place, village: Place, family_of: FamilyOf
) -> None:
    maria = city.pupil("Мария")
    kirill = village.pupil("Кирилл", birth_date=date(2011, 2, 9))
    city.enrol(maria, city.group("Музыка"))
    village.enrol(kirill, village.group("Музыка", 9, ""))
    family = family_of(kirill, maria)
    children = _frame(family).children
    labels = [child.cards[0].enrolments[0].label for child in children]
    assert labels == ["5«Б»", "9\N{NO-BREAK SPACE}класс"]


@pytest.mark.parametrize("day", [BEGIN, WEDNESDAY])
def test_frame_and_week_cost_one_query_together(
    city: Place, family_of: FamilyOf, day: date
) -> None:
    maria, group = city.pupil("Мария"), city.group("Математика")
    city.enrol(maria, group)
    for number in range(5):
        lesson = city.lesson(group, MONDAY + timedelta(number))
        city.mark(lesson, maria, "4")
    family = family_of(maria)
    with behind(family.visitor.actor()), CaptureQueriesContext(connection) as caught:
        told = ask(question(maria.key, day))
        assert open_diary(family.visitor, told, maria.key) is not None
    assert len(caught) == 1
