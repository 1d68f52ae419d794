"""The diary's pages as a browser gets them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from school.academics.models import Holiday
from school.diary.tests import pages
from school.diary.tests.cast import Place
from school.diary.tests.conftest import WEDNESDAY
from school.diary.tests.pages import MONDAY, FamilyOf
from school.lib.keys import to_text
from school.people.models import Card
from school.walls.actor import job_of
from school.walls.behind import behind


def test_the_diary_opens_at_this_week_of_the_first_child(
    maria: Card, family_of: FamilyOf
) -> None:
    answer = family_of(maria).client.get("/diary/")
    assert (answer.status_code, answer["Location"]) == (302, pages.week(maria))


def test_on_a_sunday_the_diary_opens_at_the_week_that_comes(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    pages.today(datetime(2026, 11, 22, 7, tzinfo=UTC))
    answer = client.get("/diary/")
    assert answer["Location"] == pages.week(maria, date(2026, 11, 23))


def test_after_the_last_lesson_the_diary_still_opens_at_this_week(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    pages.today(datetime(2026, 11, 21, 20, tzinfo=UTC))
    assert client.get("/diary/")["Location"] == pages.week(maria)


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
    words = pages.words(family_of(maria).client, pages.week(maria))
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
    page = client.get(pages.week(maria)).content.decode()
    assert 'data-page="diary-week"' in page
    assert f'data-child="{to_text(maria.key)}" aria-current="true"' in page
    assert 'data-average="Математика">5,00<' in page
    assert 'data-date="2026-11-18"' in page
    for name in ("data-lesson", "data-mark", "data-absence", "data-homework"):
        assert name in page, name
    day = client.get(pages.day(maria, WEDNESDAY)).content.decode()
    assert 'data-page="diary-day"' in day


def test_nothing_is_said_to_be_missing_of_a_day_to_come(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    pages.today(datetime(2026, 11, 13, 7, tzinfo=UTC))
    assert "ещё не записан" not in pages.words(client, pages.week(maria))


def test_a_lesson_with_a_topic_says_that_there_is_no_homework(
    city: Place, family_of: FamilyOf
) -> None:
    pupil, group = city.pupil("Анна"), city.group("Музыка")
    city.enrol(pupil, group)
    city.lesson(group, WEDNESDAY, topic="Песни")
    assert "Задания к уроку нет" in pages.words(
        family_of(pupil).client, pages.week(pupil)
    )


def test_a_cancelled_lesson_says_so(city: Place, family_of: FamilyOf) -> None:
    pupil, group = city.pupil("Анна"), city.group("Музыка")
    city.enrol(pupil, group)
    city.lesson(group, WEDNESDAY, state="cancelled")
    words = pages.words(family_of(pupil).client, pages.week(pupil))
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
    assert f"{code} {said}" in pages.words(family_of(pupil).client, pages.week(pupil))


def test_two_children_of_two_schools_stand_side_by_side(
    maria: Card, village: Place, family_of: FamilyOf
) -> None:
    kirill = village.pupil("Кирилл", birth_date=date(2011, 2, 9))
    village.enrol(kirill, village.group("Физика", 9, ""))
    family = family_of(maria, kirill)
    words = pages.words(family.client, pages.week(kirill))
    assert "М Мария 5«Б», Школа № 12 К Кирилл 9 класс, Луговская школа" in words
    assert "Математика" not in words


def test_a_week_of_one_grade_is_named_to_its_families_alone(
    city: Place, maria: Card, family_of: FamilyOf
) -> None:
    week = {"since_date": date(2027, 2, 15), "until_date": date(2027, 2, 22)}
    later = {"since_date": date(2027, 2, 22), "until_date": date(2027, 3, 1)}
    with behind(job_of(city.school.pk, name="test")):
        for name, grade, days in (("Отдых пятых", 5, week), ("Отдых первых", 1, later)):
            Holiday.objects.create(
                school=city.school, year=2026, name=name, grade=grade, **days
            )
    client = family_of(maria).client
    page = client.get(pages.week(maria, date(2027, 2, 15))).content.decode()
    assert "Отдых пятых" in page
    assert f'href="{pages.day(maria, date(2027, 2, 22))}"' in page
    page = client.get(pages.week(maria, date(2027, 2, 22))).content.decode()
    assert "Отдых первых" not in page


def test_holidays_are_named_and_lead_to_the_next_school_day(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    page = client.get(pages.week(maria, date(2026, 10, 26))).content.decode()
    assert "Осенние каникулы" in page
    assert (
        "26\N{NO-BREAK SPACE}октября\N{NO-BREAK SPACE}— 1\N{NO-BREAK SPACE}ноября."
        in page
    )
    assert f'href="{pages.day(maria, date(2026, 11, 2))}"' in page
    assert "понедельник, 2\N{NO-BREAK SPACE}ноября" in page


def test_a_free_day_leads_to_the_next_lessons_of_its_week(
    maria: Card, city: Place, family_of: FamilyOf
) -> None:
    words = pages.words(
        family_of(maria).client, pages.day(maria, MONDAY + timedelta(1))
    )
    assert "Уроков нет Следующий учебный день — среда, 18 ноября" in words


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 8, 24), "Учебный год ещё не начался Начнётся 1 сентября."),
        (date(2027, 6, 7), "Учебный год закончился Последний день — 28 мая."),
        (date(2027, 6, 7), "Следующий учебный день — среда, 1 сентября"),
        (date(2031, 2, 3), "Расписания ещё нет"),
        (date(2026, 11, 21), "Уроков нет"),
    ],
)
def test_a_day_without_lessons_says_why(
    maria: Card, family_of: FamilyOf, day: date, said: str
) -> None:
    assert said in pages.words(family_of(maria).client, pages.day(maria, day))


def test_a_sunday_can_be_looked_at(maria: Card, family_of: FamilyOf) -> None:
    words = pages.words(family_of(maria).client, pages.day(maria, date(2026, 11, 22)))
    assert "Воскресенье, 22 ноября" in words
    assert "16–21 ноября" in words
