"""A job is done once, whatever happens to the worker; what cannot be done waits."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from psycopg import errors

from school.academics.tests.small_school import SmallSchool, build
from school.notices import working
from school.notices.delivering import deliver
from school.notices.models import Delivery, Job, Notice
from school.notices.posting import Fact, post
from school.people.letting_read import Word, put_word
from school.people.models import Card, Kinship
from school.people.parents_reading import parents_read
from school.regions.policy import ParentsOfAdults
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 18, 7, tzinfo=UTC)
# Who was born then comes of age on the last of February.
_LEAP_DAY = date(2008, 2, 29)


@pytest.fixture
def small() -> SmallSchool:
    return build()


def posted(small: SmallSchool, *rows: int) -> None:
    student = small.students[0].pk
    with behind(small.job):
        facts = [Fact(student, row) for row in rows]
        post(school=small.school.pk, what="mark", facts=facts, at=AT)


def guardian_of(student: Card, *, restricted: bool = False, **more: date) -> Card:
    guardian = Card.objects.create(
        school=student.school,
        kind=Card.Kind.GUARDIAN,
        last_name="Смирнова",
        first_name="Наталия",
        birth_date=date(1985, 3, 8),
    )
    Kinship.objects.create(
        school=student.school,
        guardian=guardian,
        student=student,
        kind=Kinship.Kind.MOTHER,
        restricted=restricted,
        **{"since_date": date(2026, 9, 1), **more},
    )
    return guardian


def told(small: SmallSchool) -> list[int]:
    with behind(small.job):
        return sorted(Delivery.objects.values_list("card_id", flat=True))


def test_a_batch_is_one_job_and_is_told_once(small: SmallSchool) -> None:
    posted(small, 1, 2, 3)
    assert Job.objects.count() == 1
    assert working.do_next()
    assert not working.do_next()
    assert told(small) == [small.students[0].pk] * 3
    with behind(small.job):
        assert not Notice.objects.filter(told_at=None).exists()


def test_those_who_may_follow_the_child_today_are_told(small: SmallSchool) -> None:
    student = small.students[0]
    with behind(small.job):
        mother = guardian_of(student)
        guardian_of(student, restricted=True)
        guardian_of(student, until_date=date(2026, 9, 2))
        guardian_of(student, since_date=date(2099, 9, 1))
    posted(small, 1)
    working.do_next()
    assert told(small) == sorted([student.pk, mother.pk])


@pytest.mark.parametrize(
    ("born", "allowed", "rule", "heard"),
    [
        (date(2008, 3, 1), False, "with_consent", True),
        (_LEAP_DAY, None, "until_objection", True),
        (_LEAP_DAY, False, "until_objection", False),
        (_LEAP_DAY, None, "with_consent", False),
        (_LEAP_DAY, True, "with_consent", True),
    ],
)
def test_parents_hear_of_a_grown_student_as_he_says(
    small: SmallSchool,
    born: date,
    allowed: bool | None,
    rule: ParentsOfAdults,
    heard: bool,
) -> None:
    today = date(2026, 2, 28)
    student = small.students[0]
    posted(small, 1)
    with behind(small.job):
        mother = guardian_of(student, since_date=date(2020, 9, 1))
        Card.objects.filter(pk=student.pk).update(birth_date=born)
        if allowed is not None:
            word = Word(allowed, said_at=AT)
            put_word(word, school=small.school.pk, student=student.pk)
        assert parents_read(rule, born, today, allowed) is heard
        deliver(school=small.school.pk, at=AT, today=today, parents_of_adults=rule)
    assert told(small) == sorted([student.pk, *([mother.pk] if heard else [])])


def test_a_renewed_notice_is_told_anew_in_the_same_row(small: SmallSchool) -> None:
    posted(small, 1)
    working.do_next()
    with behind(small.job):
        Delivery.objects.update(seen_at=AT)
    posted(small, 1)
    working.do_next()
    with behind(small.job):
        assert Delivery.objects.get().seen_at is None


def test_a_job_that_fails_is_put_off_and_holds_nobody_up(
    small: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted(small, 1)

    def fail(**_: object) -> int:
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(working, "deliver", fail)
        assert working.do_next()
    assert not working.do_next()
    job = Job.objects.get()
    assert job.failures == 1
    assert job.after > job.since
    Job.objects.update(after=job.since - timedelta(seconds=1))
    assert working.do_next()
    assert told(small) == [small.students[0].pk]


def test_a_job_is_not_put_off_because_the_disk_is_full(
    small: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted(small, 1)

    def fail(**_: object) -> int:
        raise DatabaseError from errors.ReadOnlySqlTransaction()

    with monkeypatch.context() as full:
        full.setattr(working, "deliver", fail)
        with pytest.raises(DatabaseError):
            working.do_next()
    assert Job.objects.get().failures == 0
    assert working.do_next()
    assert told(small) == [small.students[0].pk]


def test_the_jobs_of_a_school_that_is_gone_go_too(
    small: SmallSchool, caplog: pytest.LogCaptureFixture
) -> None:
    Job.objects.create(school_id=small.school.pk + 1_000_000)
    posted(small, 1)
    assert working.do_next()
    assert "is gone" in caplog.text
    assert working.do_next()
    assert not working.do_next()
    assert not Job.objects.exists()
    assert told(small) == [small.students[0].pk]


def test_nothing_posted_is_no_job(small: SmallSchool) -> None:
    posted(small)
    assert not Job.objects.exists()


def test_the_queue_says_how_long_the_oldest_waits(small: SmallSchool) -> None:
    assert working.standing().oldest_waiting_s is None
    posted(small, 1)
    posted(small, 2)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE job SET since = since - interval '90 s' WHERE id = %s",
            [Job.objects.order_by("id")[0].pk],
        )
    waiting = working.standing().oldest_waiting_s
    assert waiting is not None
    assert 90 <= waiting < 1000
