"""The diary's pages as a browser gets them."""

import gzip
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.diary.tests import cast
from school.diary.tests.cast import Place
from school.diary.tests.conftest import WEDNESDAY, Family
from school.journal.models import Mark
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card, Kinship
from school.walls.actor import job_of
from school.walls.behind import behind

MONDAY = date(2026, 11, 16)
NBSP = "\N{NO-BREAK SPACE}"

FamilyOf = Callable[..., Family]


def _week(card: Card, monday: date = MONDAY) -> str:
    return f"/diary/{monday}/?child={to_text(card.key)}"


def _day(card: Card, day: date) -> str:
    return f"/diary/day/{day}/?child={to_text(card.key)}"


def _words(client: Client, address: str) -> str:
    """The page's words without markup, in ordinary spaces."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    bare = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(bare.replace(NBSP, " ").split())


def _today(moment: datetime) -> None:
    clock.use(clock.Clock(start=moment - clock.Clock().now()))


@pytest.fixture
def maria(city: Place) -> Card:
    """A pupil with mathematics on Wednesday: homework, a mark for a test, a delay."""
    maria, group = city.pupil("Мария"), city.group("Математика")
    city.enrol(maria, group)
    lesson = city.lesson(
        group, WEDNESDAY, topic="Дроби", homework="№ 412", work_kind=city.test
    )
    city.mark(lesson, maria, "5", comment="Решила <всё>")
    city.absence(lesson, maria, "О", minutes_late=5)
    city.lesson(group, MONDAY)
    city.lesson(group, WEDNESDAY + timedelta(1))
    return maria


def test_the_diary_opens_at_this_week_of_the_first_child(
    maria: Card, family_of: FamilyOf
) -> None:
    answer = family_of(maria).client.get("/diary/")
    assert (answer.status_code, answer["Location"]) == (302, _week(maria))


def test_on_a_sunday_the_diary_opens_at_the_week_that_comes(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    _today(datetime(2026, 11, 22, 7, tzinfo=UTC))
    answer = client.get("/diary/")
    assert answer["Location"] == _week(maria, date(2026, 11, 23))


def test_after_the_last_lesson_the_diary_still_opens_at_this_week(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    _today(datetime(2026, 11, 21, 20, tzinfo=UTC))
    assert client.get("/diary/")["Location"] == _week(maria)


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/diary/2026-11-18/", "/diary/2026-11-16/"),
        ("/diary/2026-11-16/", "/diary/2026-11-16/"),
        ("/diary/day/2026-11-18/", "/diary/day/2026-11-18/"),
    ],
)
def test_an_address_becomes_explicit(
    maria: Card, family_of: FamilyOf, asked: str, leads: str
) -> None:
    answer = family_of(maria).client.get(asked)
    assert answer["Location"] == f"{leads}?child={to_text(maria.key)}"


def test_a_week_shows_the_lesson_and_everything_written_of_it(
    maria: Card, family_of: FamilyOf
) -> None:
    words = _words(family_of(maria).client, _week(maria))
    for part in (
        "16–21 ноября",
        "Среда, 18 ноября",
        "8:30 9:15",
        "Математика каб. 21",
        "Дроби",
        "№ 412",
        "×3",
        "5 — Контрольная работа: Решила &lt;всё&gt;",
        "Опоздание на 5 минут",
        "Тема и задание ещё не записаны",
        "1 отметка за неделю",
        "Средний балл · 2-я четверть",
        "5«Б», Школа № 12",
    ):
        assert part in words, part


def test_a_week_carries_the_selectors_that_others_rely_on(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    page = client.get(_week(maria)).content.decode()
    assert 'data-page="diary-week"' in page
    assert f'data-child="{to_text(maria.key)}" aria-current="true"' in page
    assert 'data-average="Математика">5,00<' in page
    assert 'data-date="2026-11-18"' in page
    for name in ("data-lesson", "data-mark", "data-absence", "data-homework"):
        assert name in page, name
    day = client.get(_day(maria, WEDNESDAY)).content.decode()
    assert 'data-page="diary-day"' in day


def test_nothing_is_said_to_be_missing_of_a_day_to_come(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    _today(datetime(2026, 11, 13, 7, tzinfo=UTC))
    assert "ещё не записан" not in _words(client, _week(maria))


def test_a_lesson_with_a_topic_says_that_there_is_no_homework(
    city: Place, family_of: FamilyOf
) -> None:
    pupil, group = city.pupil("Анна"), city.group("Музыка")
    city.enrol(pupil, group)
    city.lesson(group, WEDNESDAY, topic="Песни")
    assert "Задания к уроку нет" in _words(family_of(pupil).client, _week(pupil))


def test_a_cancelled_lesson_says_so(city: Place, family_of: FamilyOf) -> None:
    pupil, group = city.pupil("Анна"), city.group("Музыка")
    city.enrol(pupil, group)
    city.lesson(group, WEDNESDAY, state="cancelled")
    words = _words(family_of(pupil).client, _week(pupil))
    assert "Урок отменён" in words
    assert "ещё не записан" not in words


@pytest.mark.parametrize(
    ("code", "minutes", "said"),
    [
        ("Н", None, "Пропуск урока, причина не указана"),
        ("Б", None, "Пропуск по болезни"),
        ("У", None, "Пропуск по уважительной причине"),
        ("УП", None, "Пропуск по уважительной причине"),
        ("О", None, "Опоздание"),
        ("О", 21, "Опоздание на 21 минуту"),
        ("Ж", None, "Пропуск с пометкой «Ж»"),
    ],
)
def test_an_absence_is_a_letter_and_a_sentence(
    city: Place, family_of: FamilyOf, code: str, minutes: int | None, said: str
) -> None:
    pupil, group = city.pupil("Анна"), city.group("Музыка")
    city.enrol(pupil, group)
    city.absence(city.lesson(group, WEDNESDAY), pupil, code, minutes_late=minutes)
    assert f"{code} {said}" in _words(family_of(pupil).client, _week(pupil))


def test_two_children_of_two_schools_stand_side_by_side(
    maria: Card, village: Place, family_of: FamilyOf
) -> None:
    kirill = village.pupil("Кирилл", birth_date=date(2011, 2, 9))
    village.enrol(kirill, village.group("Физика", 9, ""))
    family = family_of(maria, kirill)
    words = _words(family.client, _week(kirill))
    assert "М Мария 5«Б», Школа № 12 К Кирилл 9 класс, Луговская школа" in words
    assert "Математика" not in words


def test_holidays_are_named_and_lead_to_the_next_school_day(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    page = client.get(_week(maria, date(2026, 10, 26))).content.decode()
    assert "Осенние каникулы" in page
    assert f'href="{_day(maria, date(2026, 11, 16))}"' in page
    assert "понедельник, 16\N{NO-BREAK SPACE}ноября" in page


def test_without_lessons_ahead_the_calendar_says_where_study_goes_on(
    city: Place, family_of: FamilyOf
) -> None:
    pupil = city.pupil("Анна")
    words = _words(family_of(pupil).client, _day(pupil, date(2026, 10, 29)))
    assert "Осенние каникулы 26 октября — 1 ноября." in words
    assert "Следующий учебный день — понедельник, 2 ноября" in words


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 8, 24), "Учебный год ещё не начался Начнётся 1 сентября."),
        (date(2027, 6, 7), "Учебный год закончился Последний день — 28 мая."),
        (date(2031, 2, 3), "Расписания ещё нет"),
        (date(2026, 11, 21), "Уроков нет"),
    ],
)
def test_a_day_without_lessons_says_why(
    maria: Card, family_of: FamilyOf, day: date, said: str
) -> None:
    assert said in _words(family_of(maria).client, _day(maria, day))


def test_a_sunday_can_be_looked_at(maria: Card, family_of: FamilyOf) -> None:
    words = _words(family_of(maria).client, _day(maria, date(2026, 11, 22)))
    assert "Воскресенье, 22 ноября" in words
    assert "16–21 ноября" in words


def test_another_familys_child_is_not_there(
    maria: Card, city: Place, village: Place, family_of: FamilyOf
) -> None:
    family_of(maria)
    stranger = family_of(village.pupil("Чужая"), oid=1000900002)
    neighbour = family_of(city.pupil("Соседка"), oid=1000900003)
    for client in (stranger.client, neighbour.client):
        assert client.get(_week(maria)).status_code == 404
        assert client.get(_day(maria, WEDNESDAY)).status_code == 404
        assert client.get(f"/diary/?child={to_text(maria.key)}").status_code == 404


def test_a_former_guardian_reads_nothing_more(
    maria: Card, city: Place, family_of: FamilyOf
) -> None:
    family = family_of(maria)
    assert family.client.get(_week(maria)).status_code == 200
    with behind(job_of(city.school.pk, name="test")):
        Kinship.objects.filter(student=maria).update(until_date=WEDNESDAY)
    answer = family.client.get(_week(maria))
    assert (answer.status_code, answer["Location"]) == (302, "/access/closed/")


@pytest.mark.parametrize(
    "address",
    [
        "/diary/?child=",
        "/diary/?child=0",
        "/diary/?child=ooooooooooooo",
        "/diary/2026-11-16/?child=zzzzzzzzzzzzz",
        "/diary/2026-13-16/",
        "/diary/0001-01-01/",
        "/diary/9999-12-31/",
        "/diary/day/1999-12-31/",
        "/diary/day/2026-02-30/",
        "/diary/day/tomorrow/",
    ],
)
def test_an_absurd_address_is_not_there(
    maria: Card, family_of: FamilyOf, address: str
) -> None:
    assert family_of(maria).client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/diary/2000-01-03/", "/diary/day/2099-12-31/"])
def test_the_ends_of_the_calendar_can_be_looked_at(
    maria: Card, family_of: FamilyOf, address: str
) -> None:
    assert family_of(maria).client.get(address, follow=True).status_code == 200


def test_nobody_reads_without_signing_in(maria: Card) -> None:
    assert Client().get(_week(maria))["Location"] == "/access/"


def test_an_unchanged_page_is_not_sent_twice_and_a_changed_one_is(
    maria: Card, city: Place, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    client.get(_week(maria))  # the first visit brings the browser its form's token
    first = client.get(_week(maria))
    assert first["Cache-Control"] == "private, no-cache"
    known = {"If-None-Match": first["ETag"]}
    again = client.get(_week(maria), headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (
        first["ETag"],
        first["Cache-Control"],
    )
    assert client.get(_day(maria, WEDNESDAY), headers=known).status_code == 200
    with behind(job_of(city.school.pk, name="test")):
        Mark.objects.filter(student=maria).update(value="4", number=4)
    changed = client.get(_week(maria), headers=known)
    assert changed.status_code == 200
    assert 'data-average="Математика">4,00<' in changed.content.decode()


def test_a_page_costs_two_queries_of_its_own_and_so_does_a_304(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    client.get(_week(maria))
    with CaptureQueriesContext(connection) as full:
        page = client.get(_week(maria))
    with CaptureQueriesContext(connection) as short:
        client.get(_week(maria), headers={"If-None-Match": page["ETag"]})
    assert (_looks(full), _looks(short)) == (4, 4)  # session, standing, frame, week


def _looks(caught: CaptureQueriesContext) -> int:
    """Queries but for the settings of the walls: a test's transaction adds to those."""
    reads = [one["sql"].lstrip() for one in caught]
    return sum(
        sql.startswith(("SELECT", "WITH")) and not sql.startswith("SELECT set_config")
        for sql in reads
    )


def test_a_full_week_fits_its_budget(city: Place, family_of: FamilyOf) -> None:
    pupil = city.pupil("Мария")
    for number, subject in enumerate(
        ("Математика", "Русский язык", "Литература", "История", "Биология", "Музыка")
    ):
        group = city.group(subject)
        city.enrol(pupil, group)
        for day in range(6):
            lesson = city.lesson(
                group,
                MONDAY + timedelta(day),
                number + 1,
                topic=f"Тема {day} урока «{subject}» с длинным названием",
                homework=f"§ {30 + day}, упр. {180 + number} письменно, правило",
            )
            if (day + number) % 2:
                city.mark(lesson, pupil, str(3 + number % 3), comment="Хорошо")
    page = family_of(pupil).client.get(_week(pupil)).content
    assert len(page) <= 40_000
    assert len(gzip.compress(page)) <= 8_000
    assert page.count(b"data-lesson") == 36


def test_years_of_other_children_do_not_shift_the_calendar(
    city: Place, village: Place, family_of: FamilyOf
) -> None:
    first, second = city.pupil("Анна"), village.pupil("Пётр")
    village.enrol(second, village.group("Физика", 9, ""), since=cast.BEGIN)
    words = _words(family_of(first, second).client, _week(second, date(2026, 10, 26)))
    assert "Осенние каникулы" in words
