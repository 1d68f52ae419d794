"""A school that has only just been opened gets its year, bells and kinds of work."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from school.academics.models import (
    Bell,
    Holiday,
    Period,
    SchoolClass,
    SchoolYear,
    StudyGroup,
    Subject,
)
from school.importing.beginning import standard
from school.importing.beginning.draft import fields_of, offered, read
from school.importing.tests.lists import SEND
from school.importing.views.beginning import filled
from school.journal.models import Lesson, WorkKind
from school.registry.tests.conftest import Office, words

BEGIN = f"{SEND}begin/"


def test_what_is_offered_is_read_as_it_is_offered() -> None:
    year = offered(2026)
    assert read(fields_of(year), 2026) == (
        type(year)(
            2026,
            tuple(_plain(one, number=one.number) for one in year.periods),
            tuple(_plain(one) for one in year.holidays),
            year.rings,
        ),
        {},
    )


def _plain(one: standard.Stretch, number: int = 0) -> standard.Stretch:
    return standard.Stretch(
        one.name, one.since, one.until, number=number, grade=one.grade
    )


def test_another_year_is_offered_the_same_days() -> None:
    year = offered(2031)
    assert year.since == date(2031, 9, 1)
    assert year.until == date(2032, 5, 27)
    assert not read(fields_of(year), 2031)[1]


@pytest.mark.parametrize(
    ("typed", "row", "sentence"),
    [
        ({"period-1-name": ""}, "period-1", "Впишите название"),
        ({"period-1-name": "я" * 61}, "period-1", "длиннее 60 знаков"),
        ({"period-1-last": ""}, "period-1", "Выберите первый и последний день"),
        ({"period-1-last": "31 октября"}, "period-1", "Выберите первый и последний"),
        ({"period-1-last": "2026-08-01"}, "period-1", "раньше первого"),
        ({"period-1-since": "2026-08-01"}, "period-1", "не этого учебного года"),
        ({"period-4-last": "2027-09-01"}, "period-4", "не этого учебного года"),
        ({"period-2-since": "2026-10-20"}, "period-2", "пересекаются"),
        ({"holiday-2-since": "2026-10-24"}, "holiday-2", "уже есть каникулы"),
        ({"bell-1-2-ends": "9:00"}, "bell-1-2", "раньше, чем начинается"),
        ({"bell-1-2-starts": "9:00"}, "bell-1-2", "кончился прежний"),
        ({"bell-2-1-starts": "25:00"}, "bell-2-1", "Впишите начало и конец"),
    ],
)
def test_a_row_that_cannot_be_says_why(
    typed: dict[str, str], row: str, sentence: str
) -> None:
    _, faults = read({**fields_of(offered(2026)), **typed}, 2026)
    assert list(faults) == [row]
    assert sentence in faults[row]


def test_however_many_days_without_lessons_there_are_none_is_lost() -> None:
    first, day = date(2026, 10, 1), timedelta(days=1)
    days = [
        standard.Stretch("День школы", first + number * day, first + (number + 1) * day)
        for number in range(40)
    ]
    fields = fields_of(replace(offered(2026), holidays=tuple(days)))
    assert read(fields, 2026)[0].holidays == tuple(days)
    # And one row more to be filled in.
    assert len(filled(fields, {})["holidays"]) == len(days) + 1


def test_nothing_at_all_is_no_year() -> None:
    assert set(read({}, 2026)[1]) == {"period-1", "bell-1-1"}


def seen_on(page: Any) -> str:
    return words(page).partition('name="seen" value="')[2].partition('"')[0]


def seen(by: Client) -> str:
    return seen_on(by.get(BEGIN))


def post(by: Client, fields: dict[str, str]) -> Any:
    """What was typed into the page as it is now."""
    answer = by.post(BEGIN, fields | {"seen": seen(by)})
    assert answer.status_code == 303, words(answer)
    return answer


@pytest.mark.django_db(transaction=True)
def test_a_new_school_takes_the_year_it_has_mended(office: Office) -> None:
    with office.behind():
        for model in (SchoolYear, Period, Holiday, Bell, WorkKind):
            model.objects.all().delete()
    head = office.head()
    assert "У школы ещё нет учебного года и звонков" in words(head.get(SEND))
    assert "Здесь предложение" in words(head.get(BEGIN))
    fields = fields_of(offered(2026))
    wrong = {**fields, "bell-1-1-starts": "10:00"}
    answer = head.post(BEGIN, wrong)
    assert answer.status_code == 422
    assert "Урок кончается раньше, чем начинается" in words(answer)
    assert 'value="10:00"' in words(answer)
    for empty in ("name", "since", "last"):
        fields[f"period-4-{empty}"] = ""
    answer = post(head, fields | {"bell-1-1-starts": "8:00"})
    answer = head.get(answer["Location"])
    assert "Учебный год и звонки записаны" in words(answer)
    assert "У школы ещё нет" not in words(answer)
    with office.behind():
        year = SchoolYear.objects.get()
        assert (year.since_date, year.until_date) == (
            date(2026, 9, 1),
            date(2027, 3, 27),
        )
        assert [one.number for one in Period.objects.order_by("number")] == [1, 2, 3]
        assert Bell.objects.get(shift=1, number=1).starts == time(8)
        assert Holiday.objects.get(grade=1).name.startswith("Дополнительные")
        assert WorkKind.objects.count() == len(standard.works())
    post(head, fields_of(offered(2026)))
    with office.behind():
        assert Period.objects.count() == 4
        assert WorkKind.objects.count() == len(standard.works())


@pytest.mark.django_db(transaction=True)
def test_a_page_of_before_takes_nothing_back_of_what_was_written_since(
    office: Office,
) -> None:
    head, fields = office.head(), fields_of(offered(2026))
    before = seen(head)
    post(head, fields | {"bell-1-1-starts": "8:00"})
    nameless = fields | {"period-1-name": "", "seen": before}
    assert seen_on(head.post(BEGIN, nameless)) == before
    answer = head.post(BEGIN, fields | {"seen": before})
    assert "что-то изменилось" in words(answer)
    assert (answer.status_code, 'value="08:00"' in words(answer)) == (409, True)
    with office.behind():
        assert Bell.objects.get(shift=1, number=1).starts == time(8)


@pytest.mark.django_db(transaction=True)
def test_days_with_lessons_in_the_journal_stay_as_they_are(office: Office) -> None:
    fields = fields_of(offered(2026))
    head = office.head()
    with office.behind():
        assert not Lesson.objects.exists()
    post(head, fields)
    with office.behind():
        _lesson(office)
        before = list(Bell.objects.values_list("pk", flat=True))
    answer = head.post(BEGIN, fields)
    assert answer.status_code == 409
    assert "Уроки этого года уже стоят в журнале" in words(answer)
    assert "Записать" not in words(head.get(BEGIN))
    with office.behind():
        assert list(Bell.objects.values_list("pk", flat=True)) == before


def _lesson(office: Office) -> None:
    group = StudyGroup.objects.create(
        school_id=office.school,
        school_class=SchoolClass.objects.first(),
        subject=Subject.objects.create(name="Физика"),
        year=2026,
    )
    Lesson.objects.create(
        school_id=office.school,
        year=2026,
        group=group,
        teacher_id=office.rows.teacher,
        date=date(2026, 9, 2),
        number=1,
        starts=time(8),
        ends=time(8, 45),
    )


@pytest.mark.django_db(transaction=True)
def test_nobody_but_an_administrator_begins_a_year(office: Office) -> None:
    for stranger in (office.teacher(), office.colleague()):
        assert stranger.get(BEGIN).status_code == 404
        answer = stranger.post(BEGIN, fields_of(offered(2026)))
        assert answer.status_code == 404
    with office.behind():
        assert not Bell.objects.exists()
