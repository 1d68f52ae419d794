"""«Согласия»: where they stand in a class, and the papers written down there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics.models import ClassTeacher, Enrolment, SchoolClass
from school.academics.years import year_of
from school.access.consents.on_cards import OnCard, OnPaper
from school.access.consents.standing import Word
from school.access.consents.texts import Texts, texts_of
from school.access.facts import ConsentState
from school.access.models import CardConsent
from school.access.tests import rows
from school.access.tests.invented import RYAZAN
from school.access.tests.test_papering import (
    CHILD,
    TEACHER,
    TODAY,
    led,
    session_of,
)
from school.lib.dates import numeric
from school.lib.keys import to_text
from school.people.models import Card, Employee
from school.regions.in_force import lines
from school.rights.granting import grant
from school.rights.visitor import Role
from school.support import consents
from school.support.consents import NONE, NOT_NEEDED, in_words
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

PAGE = "/support/consents/"
ZONE = ZoneInfo("Europe/Moscow")
TEXTS: Texts = texts_of(RYAZAN)
YESTERDAY = TODAY - timedelta(days=1)
NOON = datetime.combine(TODAY, time(12), ZONE)


@pytest.fixture
def school(school: rows.Rows) -> rows.Rows:
    return led(school)


def browser(school: rows.Rows) -> Client:
    """The teacher's."""
    made = Client()
    made.cookies[settings.SESSION_COOKIE] = session_of(school, school.teacher, TEACHER)
    return made


def words(answer: object) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")  # type: ignore[attr-defined]


def child(school: rows.Rows) -> Card:
    with behind(job_of(school.school, name="test")):
        return Card.objects.get(pk=school.child)


def address(school: rows.Rows) -> str:
    return f"{PAGE}{to_text(child(school).key)}/"


def sent(**changed: str) -> dict[str, str]:
    typed = {
        "word": "given",
        "on": YESTERDAY.isoformat(),
        "form": "Согласие родителя",
        "file_number": "5Б-12",
    }
    return typed | changed


def word(
    state: ConsentState, by: int | None = 1, days_ago: int = 3, **more: str
) -> Word:
    at = NOON - timedelta(days=days_ago)
    said = {"channel": "gosuslugi", "text": TEXTS.parent.version, **more}
    return Word("parent", state, by, at, **said)


def told(*said: Word) -> tuple[str, ...]:
    paper = [
        OnPaper(one.kind, one.state, one.at, one.text, "Бланк", "7")
        for one in said
        if one.channel == "paper"
    ]
    found = OnCard(said, tuple(paper))
    return in_words(found, "parent", TEXTS.parent, NOON, ZONE)


def ago(days: int) -> str:
    return numeric(TODAY - timedelta(days=days))


def test_where_a_consent_stands_is_said_in_plain_words() -> None:
    on_paper = {"by": None, "channel": "paper"}
    assert told() == (NONE,)
    assert told(word("given")) == (f"Дано на Госуслугах {ago(3)}.",)
    assert told(word("given", **on_paper)) == (
        f"Дано на бумаге {ago(3)}: Бланк, дело № 7.",
    )
    assert told(word("asked")) == (f"Запрошено {ago(3)}, ответа ещё нет.",)
    assert told(word("expired")) == (f"Истекло {ago(3)}.",)
    assert told(word("given", text="прежний")) == (
        f"Дано {ago(3)}, но к прежнему тексту: нужно новое.",
    )
    assert told(
        word("given", **on_paper), word("withdrawn", days_ago=1, **on_paper)
    ) == (f"Отозвано на бумаге {ago(1)}.",)
    ended = replace(word("given"), expires_at=NOON - timedelta(days=2))
    assert told(ended) == (f"Истекло {ago(2)}.",)


def test_both_ways_are_told_and_the_first_day_of_each() -> None:
    said = told(
        word("given", by=1, days_ago=9),
        word("given", by=2),
        word("given", by=None, channel="paper", days_ago=2),
    )
    assert said == (
        f"Дано на Госуслугах {ago(9)}.",
        f"Дано на бумаге {ago(2)}: Бланк, дело № 7.",
    )


def test_nobody_reads_which_parent_refused_or_took_it_back() -> None:
    for state in ("refused", "withdrawn"):
        assert told(word(state)) == (NONE,)  # type: ignore[arg-type]
        assert told(word(state), word("given", by=2)) == told(word("given", by=2))  # type: ignore[arg-type]


def test_a_paper_is_written_down_and_its_end_too(school: rows.Rows) -> None:
    teacher = browser(school)
    page = words(teacher.get(PAGE))
    assert "Иванова Пётр" in page
    assert NONE in page
    assert "Отозвали на бумаге" not in page
    answered = teacher.post(address(school), sent())
    assert answered.status_code == 303
    page = words(teacher.get(answered["Location"]))
    assert f"Дано на бумаге {ago(1)}: Согласие родителя, дело № 5Б-12." in page
    assert "Принесли на бумаге" not in page
    teacher.post(address(school), sent(word="withdrawn", on=TODAY.strftime("%d.%m.%Y")))
    assert f"Отозвано на бумаге {ago(0)}." in words(teacher.get(PAGE))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"on": ""}, "Перепишите дату с бумаги"),
        ({"on": "31.02.2026"}, "Перепишите дату с бумаги"),
        ({"on": "2999-01-01"}, "Этот день ещё не наступил"),
        ({"on": "2000-01-01"}, "нужно новое согласие"),
        ({"form": " "}, "Напишите, какая это форма"),
        ({"file_number": "7" * 51}, "Здесь 51 знаков, помещается 50"),
        ({"word": "withdrawn"}, "отзывать нечего"),
    ],
)
def test_what_cannot_be_written_is_told_at_its_form(
    school: rows.Rows, changed: dict[str, str], told: str
) -> None:
    answered = browser(school).post(address(school), sent(**changed))
    assert answered.status_code == 422
    assert told in words(answered)
    with behind(job_of(school.school, name="test")):
        assert not CardConsent.objects.exists()


def test_whom_the_rules_ask_for_nothing_is_told_so(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = lines()["ryazan"].in_force(date(2023, 1, 9))
    monkeypatch.setattr(consents, "policy_of", lambda *_: without)
    page = words(browser(school).get(PAGE))
    assert NOT_NEEDED in page
    assert "Принесли на бумаге" not in page
    assert "Согласие одного из родителей" not in page


def test_a_class_teacher_reads_no_other_class_and_an_administrator_any(
    school: rows.Rows,
) -> None:
    with behind(job_of(school.school, name="test")):
        other = SchoolClass.objects.create(
            school_id=school.school, year=year_of(TODAY), grade=4, letter="А"
        )
        named = {"class": to_text(other.key)}
    teacher = browser(school)
    assert "Согласия: 5«Б»" in words(teacher.get(PAGE, named))
    with behind(job_of(school.school, name="test")):
        grant(Card.objects.get(pk=school.teacher), Role.ADMINISTRATOR, on=TODAY)
    page = words(teacher.get(PAGE, named))
    assert "Согласия: 4«А»" in page
    assert "В классе никого нет" in page
    assert "Иванова Пётр" not in page


def _leads_no_more(school: rows.Rows) -> None:
    ClassTeacher.objects.update(until_date=TODAY)


def _class_changed(school: rows.Rows) -> None:
    Enrolment.objects.update(until_date=TODAY)


@pytest.mark.parametrize(
    ("change", "page"), [(_leads_no_more, 404), (_class_changed, 200)]
)
def test_whoever_leads_him_no_more_writes_nothing(
    school: rows.Rows, change: Callable[[rows.Rows], None], page: int
) -> None:
    teacher = browser(school)
    with behind(job_of(school.school, name="test")):
        change(school)
    answered = teacher.get(PAGE)
    assert answered.status_code == page
    assert "Иванова Пётр" not in words(answered)
    assert teacher.post(address(school), sent()).status_code == 404


def test_a_stranger_a_parent_and_a_former_employee_are_refused(
    school: rows.Rows,
) -> None:
    other = led(rows.make_school(school.region, "Вторая"))
    assert browser(other).post(address(school), sent()).status_code == 404
    pupil = Client()
    pupil.cookies[settings.SESSION_COOKIE] = session_of(school, school.child, CHILD)
    assert pupil.get(PAGE).status_code == 404
    assert pupil.post(address(school), sent()).status_code == 404
    assert Client().get(PAGE)["Location"] == "/access/"
    former = browser(school)
    with behind(job_of(school.school, name="test")):
        Employee.objects.update(until_date=TODAY)
    assert former.get(PAGE)["Location"] == "/access/closed/"
    assert former.post(address(school), sent())["Location"] == "/access/closed/"
    with behind(job_of(school.school, name="test")):
        assert not CardConsent.objects.exists()


def test_the_way_there_is_shown_to_whoever_may_read_it(school: rows.Rows) -> None:
    teacher = browser(school)
    for start in ("/journal/", "/support/messages/"):
        assert PAGE in words(teacher.get(start))
    with behind(job_of(school.school, name="test")):
        ClassTeacher.objects.update(until_date=TODAY)
    assert PAGE not in words(teacher.get("/journal/"))


def test_a_class_of_thirty_takes_eight_queries(school: rows.Rows) -> None:
    with behind(job_of(school.school, name="test")):
        led_class = SchoolClass.objects.get()
        for number in range(29):
            card = Card.objects.create(
                school_id=school.school,
                kind=Card.Kind.STUDENT,
                last_name=f"Ученик{number:02}",
                first_name="Ян",
                birth_date=CHILD.birth_date,
            )
            Enrolment.objects.create(
                school_id=school.school,
                student=card,
                school_class=led_class,
                since_date=rows.SEPTEMBER,
            )
    teacher = browser(school)
    teacher.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        page = words(teacher.get(PAGE))
    assert page.count('class="support__student"') == 30
    skipped = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    sent = [query["sql"] for query in captured.captured_queries]
    *ours, last = [sql for sql in sent if not sql.startswith(skipped)]
    assert "app.kind" in last, "behind() takes its settings back inside a test"
    assert len(ours) <= 8, ours
