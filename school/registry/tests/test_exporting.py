"""A registry as a workbook: for whom, of what, written down, not without end."""

import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from school.access.tests import rows
from school.audit.models import AuditLine
from school.people import snils
from school.people.models import Card
from school.registry import exporting
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db

PLACE = "/registry/guardians/export/"


def cells(answer: Any) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()


def test_an_administrator_takes_what_the_filters_show(office: Office) -> None:
    office.make("=Белова Нина", user=Card.User.NONE, phone="+7 900 100-00-01")
    answer = office.head().post(PLACE, {"user": "none"})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert cells(answer) == [
        ["ФИО", "Дата рождения", "Дети", "Телефон", "Что исправить"],
        [
            "=Белова Нина",
            "02.01.1990",
            "нет связи с учеником",
            "+7 900 100-00-01",
            "Нет СНИЛС, Нет пользователя",
        ],
    ]
    with office.behind():
        line = AuditLine.objects.get(action="export_registry")
    assert line.thing == f"school:{office.school} guardians rows:1"
    assert line.school_id == office.school


def test_no_number_of_a_document_leaves(office: Office) -> None:
    text = str(cells(office.head().post(PLACE)))
    assert "Иванова Анна" in text
    for number in (rows.MOTHER, snils.shown(rows.MOTHER), snils.masked(rows.MOTHER)):
        assert number not in text


def test_nobody_else_takes_it(office: Office) -> None:
    for browser in (office.teacher(), office.colleague()):
        assert browser.post(PLACE).status_code == 404
    assert office.head().get(PLACE).status_code == 405
    assert office.head().post("/registry/everybody/export/").status_code == 404


def test_five_an_hour_are_enough(office: Office) -> None:
    head = office.head()
    for _ in range(5):
        assert head.post(PLACE).status_code == 200
    answer = head.post(PLACE)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_too_many_rows_are_refused_in_words(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST", 0)
    answer = office.head().post(PLACE)
    assert answer.status_code == 422
    assert "выберите класс" in words(answer)
    with office.behind():
        assert not AuditLine.objects.filter(action="export_registry").exists()
