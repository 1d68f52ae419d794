"""The personal file goes to another school with what a grown student said."""

from datetime import date, timedelta

import pytest

from school.academics.personal_files import TakenIn, take_in, take_out
from school.academics.tests.small_school import SmallSchool, build
from school.lib import clock
from school.people.letting_read import Word, put_word, word_of
from school.people.models import Card
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 19)


@pytest.fixture
def small() -> SmallSchool:
    """A school whose first student can be told from a namesake."""
    made = build()
    with behind(made.job):
        Card.objects.filter(pk=made.students[0].pk).update(snils_digest="x")
    return made


def brought(small: SmallSchool, other: SmallSchool) -> Card:
    """The student's card in the other school, when his file has been taken in."""
    with behind(small.job):
        student = Card.objects.get(pk=small.students[0].pk)
        file = take_out(student=student, on=ON)
    with behind(other.job):
        done = take_in(file, school=other.school.pk, on=ON)
    assert isinstance(done, TakenIn)
    return done.student


def say(school: SmallSchool, student: Card, word: Word) -> None:
    with behind(school.job):
        put_word(word, school=school.school.pk, student=student.pk)


def test_what_he_said_of_his_parents_comes_along(small: SmallSchool) -> None:
    other = build("Школа № 7")
    no = Word(allowed=False, said_at=clock.now())
    say(small, small.students[0], no)
    there = brought(small, other)
    with behind(other.job):
        assert word_of(there) == no


def test_what_he_said_there_later_stands(small: SmallSchool) -> None:
    other = build("Школа № 7")
    there = brought(small, other)
    with behind(other.job):
        assert word_of(there) is None
    yes = Word(allowed=True, said_at=clock.now())
    say(other, there, yes)
    say(small, small.students[0], Word(False, yes.said_at - timedelta(days=1)))
    brought(small, other)
    with behind(other.job):
        assert word_of(there) == yes
