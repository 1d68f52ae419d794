"""The personal card: who opens it, what it says, and that every look is kept."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.access.tests import rows
from school.audit.models import AuditLine
from school.people import snils
from school.people.models import Card, Kinship
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db

SHOWN = snils.shown(rows.MOTHER)


def address(office: Office, card: int, then: str = "") -> str:
    return f"/registry/cards/{office.key(card)}/{then}"


def glances(office: Office) -> list[tuple[str, int]]:
    with office.behind(), connection.cursor() as cursor:
        cursor.execute("SELECT action, card_id FROM glance ORDER BY id")
        return [tuple(row) for row in cursor.fetchall()]


def test_a_card_says_what_the_school_wrote_down(office: Office) -> None:
    page = words(office.teacher().get(address(office, office.rows.mother)))
    for told in (
        "Иванова Анна Ильинична",
        "14.03.1988",
        snils.masked(rows.MOTHER),
        "мать, с 01.09.2026",
        "Иванова Пётр Ильинична",
        "Реестр родителей",
    ):
        assert told in page
    assert SHOWN not in page
    child = words(office.teacher().get(address(office, office.rows.child)))
    assert "5«Б»" in child
    assert "Печатать дневник на бумаге" in child


def test_every_look_at_a_card_is_written_down(office: Office) -> None:
    teacher = office.teacher()
    teacher.get(address(office, office.rows.mother))
    teacher.get(address(office, office.rows.mother, "history/"))
    teacher.post(address(office, office.rows.child, "name/"), {})  # 422 shows it too
    assert glances(office) == [
        ("open_card", office.rows.mother),
        ("open_card", office.rows.mother),
        ("open_card", office.rows.child),
    ]


def test_a_number_is_shown_once_and_that_is_written_down(office: Office) -> None:
    teacher = office.teacher()
    place = address(office, office.rows.mother, "show/")
    assert teacher.get(place).status_code == 405
    answer = teacher.post(place)
    assert SHOWN in words(answer)
    assert answer["Cache-Control"] == "no-store"
    with office.behind():
        line = AuditLine.objects.get(action="open_card")
    assert line.thing == f"card:{office.rows.mother} documents"
    assert SHOWN not in words(teacher.get(address(office, office.rows.mother)))


def test_a_class_teacher_opens_no_card_of_another_class(office: Office) -> None:
    other = office.make("Яшин Олег", Card.Kind.STUDENT)
    office.another_class(other)
    for card in (other.pk, office.head_card):
        for then in ("", "history/"):
            assert office.teacher().get(address(office, card, then)).status_code == 404
            assert office.head().get(address(office, card, then)).status_code == 200
        assert office.teacher().post(address(office, card, "show/")).status_code == 404


def test_nobody_else_opens_a_card(
    office: Office, another_office: Callable[[], Office]
) -> None:
    for browser in (office.colleague(), another_office().head()):
        for then in ("", "history/"):
            page = browser.get(address(office, office.rows.mother, then))
            assert page.status_code == 404
        for then in ("show/", "name/", "documents/", "contacts/", "entries/"):
            answer = browser.post(address(office, office.rows.mother, then))
            assert answer.status_code == 404
    assert glances(office) == []


def test_latin_letters_are_marked_and_repaired_in_one_press(office: Office) -> None:
    card = office.make("Cидoрова Анна")  # С and о are Latin
    head = office.head()
    page = head.get(address(office, card.pk))
    text = words(page)
    assert text.count('class="card__latin"') == 2 * text.count("<h1>")
    form = text.partition("Заменить на русские")[0].rpartition("<form")[2]
    sent = dict(_hidden(form))
    answer = head.post(address(office, card.pk, "name/"), sent)
    assert answer.status_code == 303
    assert office.card(card.pk).last_name == "Сидорова"


def _hidden(form: str) -> list[tuple[str, str]]:
    found = []
    for part in form.split('<input type="hidden" ')[1:]:
        name = part.partition('name="')[2].partition('"')[0]
        found.append((name, part.partition('value="')[2].partition('"')[0]))
    return found


def test_the_same_person_twice_is_named(office: Office) -> None:
    mother = office.card(office.rows.mother)
    office.make("Иванова Анна Ильинична", birth_date=mother.birth_date)
    page = words(office.head().get(address(office, mother.pk)))
    assert "записан ещё раз" in page
    # The second card is of no child of the class: not the teacher's to read.
    page = words(office.teacher().get(address(office, mother.pk)))
    assert "скажите администратору" in page


def test_a_restricted_and_an_ended_link_are_told(office: Office) -> None:
    with office.behind():
        Kinship.objects.update(restricted=True, document="Решение суда № 7")
    page = words(office.head().get(address(office, office.rows.child)))
    assert "Ограничен судом" in page
    assert "Решение суда № 7" in page


def test_a_card_asks_few_questions(office: Office) -> None:
    teacher = office.teacher()
    place = address(office, office.rows.child)
    teacher.get(place)
    with CaptureQueriesContext(connection) as queries:
        teacher.get(place)
    asked = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
    # who comes, the card, the right to it, the look (2), links (2), places, twins (2),
    # the sign-in, his cards of access, the frame, recovered passwords above it
    assert len(asked) <= 17, asked
