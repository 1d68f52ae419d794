"""The rule of the turn, without a database: who goes where, and what is unclear."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from school.academics.next_year import (
    ClassName,
    Learner,
    Step,
    Turn,
    Unclear,
    Why,
    Wishes,
    Year,
    read_class,
    turn,
)

SEPTEMBER = date(2027, 9, 1)


def learners(*rows: str, **more: Any) -> tuple[Learner, ...]:
    """«5Б: Петя Оля» as learners whose keys are the words."""
    found = []
    for row in rows:
        name, _, keys = row.partition(":")
        for key in keys.split():
            number = len(found) + 1
            found.append(Learner(key, number, 100 + number, of(name), **more))
    return tuple(found)


def of(text: str) -> ClassName:
    name = read_class(text)
    assert name is not None
    return name


def names(*texts: str) -> frozenset[ClassName]:
    return frozenset(of(text) for text in texts)


def turned(who: Iterable[Learner], wishes: Wishes = Wishes(), **more: Any) -> Turn:  # noqa: B008 - frozen
    done = turn(year(who, **more), wishes)
    assert isinstance(done, Turn), done
    return done


def year(who: Iterable[Learner], **more: Any) -> Year:
    who = tuple(who)
    classes = frozenset(one.now for one in who) | more.pop("classes", frozenset())
    return Year(since=SEPTEMBER, classes=classes, learners=who, **more)


def to(done: Turn) -> dict[str, str]:
    return {step.learner.key: str(step.to) for step in done.steps}


def said(who: Iterable[Learner], wishes: Wishes, **more: Any) -> tuple[str, ...]:
    done = turn(year(who, **more), wishes)
    assert isinstance(done, Unclear)
    return done.sentences


@pytest.mark.parametrize("grade", [1, 2, 3, 4, 5, 6, 7, 8, 10])
def test_a_grade_goes_on_and_keeps_its_letter(grade: int) -> None:
    done = turned(learners(f"{grade}Б: Петя"))
    assert to(done) == {"Петя": f"{grade + 1}«Б»"}
    assert done.made == (ClassName(grade + 1, "Б"),)
    assert done.steps[0].why is Why.NEXT
    assert done.leavers == ()


@pytest.mark.parametrize("grade", [9, 11, 12])
def test_the_ninth_and_the_eleventh_leave(grade: int) -> None:
    who = (Learner("Петя", 1, 101, ClassName(grade, "А")),)
    done = turned(who)
    assert (done.made, done.steps, done.leavers) == ((), (), who)


def test_a_class_without_a_letter_stays_without() -> None:
    assert to(turned(learners("3: Петя"))) == {"Петя": "4"}


def test_the_tenth_is_made_of_those_of_the_ninth_who_stay() -> None:
    who = learners("9А: Петя Оля Лев", "9Б: Яна")
    done = turned(who, Wishes(stay={"Петя": None, "Яна": "А"}))
    assert to(done) == {"Петя": "10«А»", "Яна": "10«А»"}
    assert done.made == (ClassName(10, "А"),)
    assert [one.key for one in done.leavers] == ["Оля", "Лев"]
    assert {step.why for step in done.steps} == {Why.STAYS}


def test_who_repeats_the_year_meets_the_class_that_comes_after() -> None:
    who = learners("5Б: Петя Оля", "4Б: Лев")
    done = turned(who, Wishes(repeat={"Петя": None}))
    assert to(done) == {"Петя": "5«Б»", "Оля": "6«Б»", "Лев": "5«Б»"}
    assert Step(who[0], ClassName(5, "Б"), Why.REPEATS) in done.steps
    assert done.coming() == {ClassName(5, "Б"): 2, ClassName(6, "Б"): 1}


def test_who_repeats_may_be_given_another_letter() -> None:
    who = learners("5Б: Петя", "4А: Лев")
    assert to(turned(who, Wishes(repeat={"Петя": "А"})))["Петя"] == "5«А»"


@pytest.mark.parametrize("row", ["9А: Петя", "11А: Петя"])
def test_who_repeats_the_last_year_does_not_leave(row: str) -> None:
    before = learners(row, "8А: Оля", "10А: Яна")
    done = turned(before, Wishes(repeat={"Петя": None}))
    assert done.leavers == ()
    assert to(done)["Петя"] == str(of(row.partition(":")[0]))


def test_a_repeater_of_the_first_needs_a_first_class() -> None:
    who, wish = learners("1А: Петя"), {"Петя": None}
    (sentence,) = said(who, Wishes(repeat=wish))
    assert "класса 1«А» в новом году не будет" in sentence
    done = turned(who, Wishes(repeat=wish, opened=names("1А")))
    assert to(done) == {"Петя": "1«А»"}
    assert to(turned(who, Wishes(repeat=wish), there=names("1А"))) == {"Петя": "1«А»"}


def test_first_classes_are_opened_empty() -> None:
    done = turned(learners("1А: Петя"), Wishes(opened=names("1А", "1Б")))
    assert [str(one) for one in done.made] == ["1«А»", "1«Б»", "2«А»"]


def test_an_empty_class_is_not_carried_on() -> None:
    done = turned(learners("5А: Петя"), classes=names("5Б", "7А"))
    assert done.made == (ClassName(6, "А"),)
    assert done.empty == (ClassName(5, "Б"), ClassName(7, "А"))


def test_a_school_of_nobody_turns_into_nothing() -> None:
    assert not turned((), classes=names("5Б")).changes


def test_a_class_that_is_there_is_not_made_again() -> None:
    assert turned(learners("5А: Петя"), there=names("6А")).made == ()


def test_who_has_his_next_place_is_left_alone() -> None:
    who = learners("5А: Петя", until=SEPTEMBER, then=ClassName(6, "А"))
    done = turned(who, there=names("6А"))
    assert (done.changes, done.settled) == (False, who)


def test_who_leaves_on_the_very_day_or_has_his_last_day_is_left_alone() -> None:
    leaving = learners("5А: Петя", until=SEPTEMBER)
    assert not turned(leaving).changes
    graduate = learners("11А: Петя", until=date(2027, 9, 15))
    assert not turned(graduate).changes


def test_who_is_to_leave_later_goes_on_until_then() -> None:
    done = turned(learners("5А: Петя", until=date(2027, 9, 15)))
    assert to(done) == {"Петя": "6«А»"}


def test_saying_a_wish_again_is_no_mistake_and_another_one_is() -> None:
    who = learners("5А: Петя", until=SEPTEMBER, then=ClassName(5, "А"))
    there = names("5А", "5Б")
    again = Wishes(repeat={"Петя": None})
    assert not turned(who, again, there=there).changes
    (sentence,) = said(who, Wishes(repeat={"Петя": "Б"}), there=there)
    assert sentence.startswith("Ученик Петя уже в классе 5«А»")


def test_every_unclear_wish_is_named() -> None:
    who = learners("5А: Петя", "9А: Оля", "4А: Лев", "8А: Яна")
    wishes = Wishes(
        repeat={"Никто": None, "Оля": None}, stay={"Оля": None, "Петя": None}
    )
    assert said(who, wishes) == (
        "Ученика Никто в классах этого года нет.",
        "Ученик Оля назван дважды: и на второй год, и в 10-й класс.",
        "Ученик Петя — в классе 5«А»: в 10-й остаются из 9-го.",
    )


def test_a_class_teacher_goes_on_but_not_into_the_fifth_or_the_tenth() -> None:
    who = learners("3А: а", "4А: б", "5А: в", "9А: г", "10А: д")
    teachers = {one.now: one.student for one in who}
    done = turned(who, Wishes(stay={"г": None}), teachers=teachers)
    assert [(who, str(name)) for who, name in done.leads] == [
        (1, "4«А»"),
        (3, "6«А»"),
        (5, "11«А»"),
    ]
    assert (3, ClassName(6, "А")) not in turned(
        who, teachers=teachers, led=names("6А")
    ).leads


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1А", (1, "А")),
        (" 10 ФМ ", (10, "ФМ")),
        ("5«Б»", (5, "Б")),
        ('5"Б"', (5, "Б")),
        ("7", (7, "")),
        ("11", (11, "")),
    ],
)
def test_a_class_is_read_as_people_write_it(text: str, name: tuple[int, str]) -> None:
    assert read_class(text) == name


@pytest.mark.parametrize("text", ["", "А", "0А", "12А", "111", "5 А«Б»", "5_", "пять"])
def test_what_is_no_class_is_none(text: str) -> None:
    assert read_class(text) is None
