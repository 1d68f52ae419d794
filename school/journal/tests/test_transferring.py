"""To another school with the marks: each school reads and writes its own rows only."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, connection

from school.academics import moving
from school.academics.class_lists import class_list
from school.academics.moving import NotMoved
from school.academics.tests.small_school import SmallSchool, build, person
from school.access.gathering import seal
from school.journal.models import BroughtMark, Lesson, Mark, WorkKind
from school.journal.tests.conftest import TODAY
from school.journal.transferring import Arrived, change_school
from school.lib import clock
from school.people import snils
from school.people.models import Card, Kinship
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 19)


@pytest.fixture
def other(small: SmallSchool) -> SmallSchool:
    return build("Школа № 7")


@pytest.fixture
def pupil(small: SmallSchool, lesson: Lesson) -> Card:
    """Pyotr with documents, a mother, a restricted father and three marks of today."""
    made = small.students[0]
    with behind(small.job):
        documented(made, 900_000_201)
        mother = person(small.school, "Ёлкина Анна", Card.Kind.GUARDIAN)
        father = person(small.school, "Ёлкин Олег", Card.Kind.GUARDIAN)
        for number, card in ((900_000_202, mother), (900_000_203, father)):
            documented(card, number)
            Kinship.objects.create(
                school=small.school,
                guardian=card,
                student=made,
                kind="mother" if card is mother else "father",
                restricted=card is father,
                since_date=date(2026, 9, 1),
            )
        test = WorkKind.objects.get(name="Контрольная работа")
        put(small, lesson, made, slot=1, value="5", number=5, work_kind=test)
        put(small, lesson, made, slot=2, value="4", number=4, weight=Decimal("0.5"))
        put(small, lesson, made, slot=3, value=None, comment="снята")
        put(small, lesson, small.students[1], slot=1, value="2", number=2)
    return made


def documented(card: Card, number: int) -> None:
    said = snils.complete(number)
    card.snils_sealed = seal().seal("snils", said)
    card.snils_digest = seal().digest("snils", said)
    card.save()


def put(small: SmallSchool, lesson: Lesson, student: Card, **values: Any) -> None:
    Mark.objects.create(
        school=small.school,
        year=2026,
        lesson=lesson,
        student=student,
        author=small.teacher,
        changed_at=clock.now(),
        **values,
    )


def go(
    small: SmallSchool, other: SmallSchool, pupil: Card, **more: Any
) -> Arrived | NotMoved:
    said = {"school_class": other.fifth, "on": ON, **more}
    return change_school(
        student=pupil, origin=small.school, target=other.school, **said
    )


def arrive(small: SmallSchool, other: SmallSchool, pupil: Card) -> Arrived:
    done = go(small, other, pupil)
    assert isinstance(done, Arrived), done
    return done


def rows(other: SmallSchool) -> list[int]:
    """How much the receiving school has: cards, links, marks brought along."""
    with behind(other.job):
        return [m.objects.count() for m in (Card, Kinship, BroughtMark)]


def test_he_studies_there_and_has_left_here(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    done = arrive(small, other, pupil)
    with behind(other.job):
        there = class_list(school_class=other.fifth, on=ON)
        assert done.taken.student.key in {one.key for one in there}
        assert len(class_list(school_class=other.fifth, on=TODAY)) == 5
    with behind(small.job):
        assert len(class_list(school_class=small.fifth, on=TODAY)) == 5
        assert len(class_list(school_class=small.fifth, on=ON)) == 4


def test_his_marks_come_along_as_a_copy_with_their_origin(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    assert arrive(small, other, pupil).marks == 2
    with behind(other.job):
        brought = BroughtMark.objects.order_by("pk").select_related("subject")
        assert [
            (one.subject.name, one.origin, one.date, one.value, one.weight, one.kind)
            for one in brought
        ] == [
            ("Математика", "Школа № 12", TODAY, "5", 3, "Контрольная работа"),
            ("Математика", "Школа № 12", TODAY, "4", Decimal("0.5"), ""),
        ]
    with behind(small.job):
        assert Mark.objects.filter(student=pupil).count() == 3, "nothing moved away"
        assert not BroughtMark.objects.exists()


def test_a_correction_here_later_changes_no_sheet_there(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    arrive(small, other, pupil)
    with behind(small.job):
        Mark.objects.filter(student=pupil, slot=1).update(value="3", number=3)
    arrive(small, other, pupil)
    with behind(other.job):
        values = BroughtMark.objects.order_by("pk").values_list("value", flat=True)
        assert list(values) == ["5", "4"]


def test_the_family_comes_along_and_a_courts_restriction_too(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    done = arrive(small, other, pupil)
    with behind(other.job):
        links = Kinship.objects.filter(student=done.taken.student).order_by("pk")
        assert [
            (one.guardian.first_name, one.kind, one.restricted, one.since_date)
            for one in links.select_related("guardian")
        ] == [("Анна", "mother", False, ON), ("Олег", "father", True, ON)]
        card = done.taken.student
        assert card.snils_sealed is not None
        assert seal().unseal("snils", card.snils_sealed) == snils.complete(900_000_201)


def test_saying_it_again_changes_nothing(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    arrive(small, other, pupil)
    before = rows(other)
    arrive(small, other, pupil)
    assert rows(other) == before


def test_what_broke_in_between_is_completed_by_saying_it_again(
    small: SmallSchool,
    other: SmallSchool,
    pupil: Card,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def down(**_: Any) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(moving, "leave", down)
        with pytest.raises(ConnectionError):
            go(small, other, pupil)
    with behind(small.job):
        assert len(class_list(school_class=small.fifth, on=ON)) == 5, "not left yet"
    arrive(small, other, pupil)
    with behind(small.job):
        assert len(class_list(school_class=small.fifth, on=ON)) == 4


def test_a_card_that_is_there_is_used_as_it_is_written(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    with behind(other.job):
        there = person(other.school, "Елкин Петр", Card.Kind.STUDENT)
        documented(there, 900_000_201)
    done = arrive(small, other, pupil)
    assert (done.taken.student.pk, done.taken.student.last_name) == (there.pk, "Елкин")


def test_a_card_that_only_shares_the_document_stops_it(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    with behind(other.job):
        namesake = person(other.school, "Ёлкин Пётр", Card.Kind.STUDENT)
        namesake.birth_date = date(2014, 1, 1)
        documented(namesake, 900_000_201)
    before = rows(other)
    refused = go(small, other, pupil)
    assert isinstance(refused, NotMoved)
    assert "с другой датой рождения" in refused.sentence
    assert rows(other) == before


def test_whoever_studies_there_already_brings_nothing(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    with behind(other.job):
        there = other.students[0]
        there.birth_date = pupil.birth_date
        documented(there, 900_000_201)
    before = rows(other)
    refused = go(small, other, pupil)
    assert isinstance(refused, NotMoved)
    assert refused.sentence.startswith("Ученик уже записан в класс 5«Б»")
    assert rows(other) == before, "cards taken in for him are given up again"


def test_the_words_when_it_may_not_be(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    nobody = small.students[2]
    for more, said in (
        ({"on": date(2027, 9, 1)}, "в него не попадает"),
        ({"on": date(2026, 9, 1)}, "31.08.2026 ученика нет ни в одном классе"),
    ):
        refused = go(small, other, pupil, **more)
        assert isinstance(refused, NotMoved)
        assert said in refused.sentence
    undocumented = go(small, other, nobody)
    assert isinstance(undocumented, NotMoved)
    assert "нет ни СНИЛС, ни свидетельства" in undocumented.sentence
    same = go(small, small, pupil, school_class=small.ninth)
    assert isinstance(same, NotMoved)
    assert "одна и та же школа" in same.sentence


def test_history_and_the_trail_of_both_schools_tell_of_it(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    arrive(small, other, pupil)
    told = {}
    for school in (small, other):
        with behind(school.job), connection.cursor() as cursor:
            cursor.execute("SELECT action FROM audit_line ORDER BY id")
            acts = [action for (action,) in cursor.fetchall()]
            cursor.execute(
                "SELECT DISTINCT reason FROM history WHERE actor = 'job:change_school'"
                " AND what IN ('enrolment', 'brought_mark')"
            )
            told[school.school.short_name] = (acts, cursor.fetchall())
    assert told == {
        "Школа № 12": (
            ["issue_mark_sheet", "student_leaves"],
            [("Перевод в другую школу",)],
        ),
        "Школа № 7": (
            ["admit_student", "accept_mark_sheet"],
            [("Перевод из школы «Школа № 12»",)],
        ),
    }


def test_a_family_reads_what_its_own_child_brought(
    small: SmallSchool, other: SmallSchool, pupil: Card
) -> None:
    there = arrive(small, other, pupil).taken.student
    school = other.school.pk

    def family(*students: int) -> Actor:
        return Actor(Kind.FAMILY, "account:1", 1, (school,), students)

    for actor, seen in (
        (family(there.pk), 2),
        (family(other.students[0].pk), 0),
        (family(), 0),
        (Actor(Kind.DOOR, "account:1", 1, cards=(other.colleague.pk,)), 0),
        (Actor(Kind.STAFF, "account:1", 1, (small.school.pk,)), 0),
        (Actor(Kind.STAFF, "account:1", 1, (school,)), 2),
    ):
        with behind(actor):
            assert BroughtMark.objects.count() == seen, actor
    with behind(family(there.pk)):
        one = BroughtMark.objects.get(value="5")
        one.pk, one.key, one.sent = None, 1, 1
        with pytest.raises(ProgrammingError):
            one.save(force_insert=True)
