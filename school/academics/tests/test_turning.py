"""The year turns in one act, again without harm, and back; history tells of it."""

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection

from school.academics import enrolling, moving, taking_back, turning
from school.academics.models import (
    ClassTeacher,
    Enrolment,
    Membership,
    SchoolClass,
    YearTurn,
)
from school.academics.next_year import ClassName, Turn, Unclear, Wishes
from school.academics.taking_back import NotTakenBack, TakenBack
from school.academics.tests.small_school import SmallSchool, build, group_of
from school.lib.keys import to_text
from school.people.models import Card
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2027, 9, 1)
NOBODY = Wishes()


@pytest.fixture
def small() -> SmallSchool:
    made = build()
    with behind(made.job):
        ClassTeacher.objects.create(
            school=made.school,
            school_class=made.fifth,
            teacher=made.teacher,
            since_date=date(2026, 9, 1),
        )
    return made


def turn(small: SmallSchool, wishes: Wishes = NOBODY, **more: Any) -> Turn:
    done = turning.turn_year(school=small.school.pk, year=2027, wishes=wishes, **more)
    assert isinstance(done, Turn), done
    return done


def back(small: SmallSchool) -> TakenBack | NotTakenBack:
    return taking_back.take_back(school=small.school.pk, year=2027)


def places() -> set[tuple[Any, ...]]:
    """Every place: whose, in which class, from when until when."""
    return set(
        Enrolment.objects.values_list(
            "student",
            "school_class__year",
            "school_class__grade",
            "since_date",
            "until_date",
        )
    )


def everything() -> list[Any]:
    """All that a turn may touch, to be compared before and after."""
    return [
        sorted(model.objects.values_list(), key=str)
        for model in (Enrolment, Membership, SchoolClass, ClassTeacher)
    ]


def grades(student: Card) -> list[tuple[int, date, date | None]]:
    return list(
        Enrolment.objects.filter(student=student)
        .order_by("since_date")
        .values_list("school_class__grade", "since_date", "until_date")
    )


def test_a_dry_run_says_everything_and_changes_nothing(small: SmallSchool) -> None:
    with behind(small.job):
        before = everything()
        plan = turning.plan(school=small.school.pk, year=2027, wishes=NOBODY)
        assert everything() == before
        assert isinstance(plan, Turn)
        assert plan == turn(small), "and then the same happens"


def test_the_fifth_becomes_the_sixth_and_the_ninth_leaves(small: SmallSchool) -> None:
    with behind(small.job):
        done = turn(small)
        began = date(2026, 9, 1)
        for student in small.students:
            assert grades(student) == [(5, began, SEPTEMBER), (6, SEPTEMBER, None)]
        assert small.ninth_student
        assert grades(small.ninth_student) == [(9, began, SEPTEMBER)]
        sixth = SchoolClass.objects.get(year=2027)
        assert (sixth.grade, sixth.letter) == (6, "Б")
        assert done.made == (ClassName(6, "Б"),)
        lead = ClassTeacher.objects.get(school_class=sixth)
        assert (lead.teacher, lead.since_date) == (small.teacher, SEPTEMBER)


def test_leavers_may_leave_by_an_earlier_order(small: SmallSchool) -> None:
    with behind(small.job):
        turn(small, leave_on=date(2027, 6, 26))
        assert small.ninth_student
        assert grades(small.ninth_student)[0][2] == date(2027, 6, 26)
        for day in (date(2026, 12, 31), date(2027, 9, 2)):
            refused = turning.turn_year(
                school=small.school.pk, year=2027, wishes=NOBODY, leave_on=day
            )
            assert isinstance(refused, Unclear)


def test_turning_again_changes_nothing(small: SmallSchool) -> None:
    with behind(small.job):
        first = small.students[0]
        wishes = Wishes(
            repeat={to_text(first.key): None}, opened=frozenset({ClassName(5, "Б")})
        )
        turn(small, wishes)
        before = everything()
        assert not turn(small, wishes).changes
        assert everything() == before
        assert YearTurn.objects.count() == 1


def test_turning_again_takes_along_whoever_came_late(small: SmallSchool) -> None:
    with behind(small.job):
        late = small.students[0]
        enrolling.leave(student=late, on=date(2027, 5, 1))
        assert len(turn(small).steps) == 4
        enrolling.enrol(student=late, school_class=small.fifth, since=date(2027, 8, 20))
        assert [step.learner.student for step in turn(small).steps] == [late.pk]
        assert isinstance(back(small), TakenBack)
        assert not YearTurn.objects.filter(undone_at=None).exists()
        assert grades(late)[-1] == (5, date(2027, 8, 20), None)


def test_whole_class_groups_of_the_new_year_are_filled(small: SmallSchool) -> None:
    with behind(small.job):
        sixth = SchoolClass.objects.create(
            school=small.school, year=2027, grade=6, letter="Б"
        )
        maths = group_of(sixth)
        turn(small)
        members = Membership.objects.filter(group=maths, since_date=SEPTEMBER)
        assert members.count() == len(small.students)
        music = group_of(sixth, "Музыка")
        assert enrolling.gather(group=music, since=SEPTEMBER) == len(small.students)


def test_taking_back_restores_everything(small: SmallSchool) -> None:
    with behind(small.job):
        before = everything()
        turn(small, Wishes(opened=frozenset({ClassName(1, "А")})))
        assert back(small) == TakenBack(students=6, kept=())
        assert everything() == before
        refused = back(small)
        assert isinstance(refused, NotTakenBack)
        assert refused.sentence == "Перевода на 2027/28 учебный год не было."
        assert turn(small).changes


def test_taking_back_keeps_what_others_made(small: SmallSchool) -> None:
    with behind(small.job):
        turn(small, Wishes(opened=frozenset({ClassName(1, "А")})))
        first = SchoolClass.objects.get(year=2027, grade=1)
        newcomer = Card.objects.create(
            school=small.school,
            kind="student",
            last_name="Рыбин",
            first_name="Олег",
            birth_date=date(2020, 5, 1),
        )
        moving.admit(student=newcomer, school_class=first, on=SEPTEMBER)
        done = back(small)
        assert isinstance(done, TakenBack)
        assert done.kept == (ClassName(1, "А"),)
        assert grades(newcomer) == [(1, SEPTEMBER, None)]


def test_whoever_left_meanwhile_stays_gone(small: SmallSchool) -> None:
    summer, autumn = small.students[:2]
    with behind(small.job):
        turn(small)
        enrolling.leave(student=summer, on=date(2027, 7, 10))
        enrolling.leave(student=autumn, on=date(2027, 9, 10))
        assert isinstance(back(small), TakenBack)
        assert grades(summer)[0][2] == date(2027, 7, 10)
        assert grades(autumn) == [(5, date(2026, 9, 1), date(2027, 9, 10))]


def test_whoever_was_moved_meanwhile_forbids_taking_back(small: SmallSchool) -> None:
    with behind(small.job):
        turn(small, Wishes(opened=frozenset({ClassName(10, "А")})))
        tenth = SchoolClass.objects.get(year=2027, grade=10)
        assert small.ninth_student
        moving.admit(student=small.ninth_student, school_class=tenth, on=SEPTEMBER)
        before = everything()
        refused = back(small)
        assert isinstance(refused, NotTakenBack)
        assert "(1)" in refused.sentence
        assert everything() == before


def test_a_year_without_classes_is_refused(small: SmallSchool) -> None:
    with behind(small.job):
        refused = turning.turn_year(school=small.school.pk, year=2031, wishes=NOBODY)
    assert refused == Unclear(("В 2030/31 учебном году у школы нет классов.",))


def test_a_mistake_in_a_name_turns_nobody(small: SmallSchool) -> None:
    with behind(small.job):
        before = everything()
        done = turning.turn_year(
            school=small.school.pk, year=2027, wishes=Wishes(repeat={"нет": None})
        )
        assert isinstance(done, Unclear)
        assert everything() == before


def test_history_and_the_trail_tell_of_it(small: SmallSchool) -> None:
    with behind(small.job):
        turn(small)
        back(small)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reason, act, actor, count(*) FROM history"
                " WHERE school_id = %s AND what = 'enrolment' AND reason <> ''"
                " GROUP BY 1, 2, 3 ORDER BY 1, 2",
                [small.school.pk],
            )
            assert cursor.fetchall() == [
                ("Отмена перевода на 2027/28 учебный год", "D", "job:test", 5),
                ("Отмена перевода на 2027/28 учебный год", "U", "job:test", 6),
                ("Перевод на 2027/28 учебный год", "I", "job:test", 5),
                ("Перевод на 2027/28 учебный год", "U", "job:test", 6),
            ]
            cursor.execute("SELECT action, actor FROM audit_line ORDER BY id")
            assert cursor.fetchall() == [
                ("turn_year", "job:test"),
                ("take_back_year", "job:test"),
            ]


def test_another_school_turns_nothing_here(small: SmallSchool) -> None:
    stranger = build("Школа № 7")
    with behind(small.job):
        before = everything()
    with behind(stranger.job):
        done = turning.turn_year(school=small.school.pk, year=2027, wishes=NOBODY)
        assert isinstance(done, Unclear), "it sees no classes at all"
        assert isinstance(back(small), NotTakenBack)
    with behind(small.job):
        assert everything() == before


def test_a_family_sees_no_turn_and_makes_none(small: SmallSchool) -> None:
    with behind(small.job):
        turn(small)
    family = Actor(
        kind=Kind.FAMILY,
        name="account:1",
        account=1,
        schools=(small.school.pk,),
        students=(small.students[0].pk,),
    )
    with behind(family):
        assert not YearTurn.objects.exists()
        assert len(places()) == 2, "the places of its own child alone"
    with behind(family), pytest.raises(ProgrammingError):
        SchoolClass.objects.create(school=small.school, year=2028, grade=7, letter="Б")
