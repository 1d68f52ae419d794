"""An administrator's list: sent, looked at, mended, written once, and not again."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
import python_calamine
from django.test import Client

from school.academics.models import Enrolment, Membership
from school.importing.models import Upload
from school.importing.sending import forget_old, keep
from school.importing.tests.books import Row, xlsx
from school.importing.tests.lists import (
    GLEB,
    INNA,
    MOTHER,
    SEND,
    family,
    page_of,
    send,
    write,
)
from school.lib import clock
from school.people.models import Card, Kinship
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_list_makes_cards_places_and_links_in_one_deed(school: Office) -> None:
    head = school.head()
    address = page_of(head, GLEB, INNA)
    page = words(head.get(address))
    assert "Добавим 2 учеников и 1 родителя" in page
    assert family(school)[0] == []
    assert write(head, address).status_code == 303
    students, guardians, links = family(school)
    assert [one.first_name for one in students] == ["Глеб", "Инна"]
    (mother,) = guardians
    assert (mother.registered, mother.user) == (True, "active")
    assert mother.phone == "+7 900 000-00-00"
    assert len(links) == 2
    with school.behind():
        places = Enrolment.objects.filter(student__in=[one.pk for one in students])
        assert places.count() == 2
        learning = Membership.objects.filter(student__in=[one.pk for one in students])
        assert learning.count() == 2
    assert "Новых учеников: 2, родителей: 1" in words(head.get(address))


def test_the_same_list_again_changes_nothing(school: Office) -> None:
    head = school.head()
    write(head, page_of(head, GLEB, INNA))
    before = family(school)
    again = page_of(head, GLEB, INNA)
    page = words(head.get(again))
    assert "Без изменений 2" in page
    assert "Записывать пока нечего" in page
    assert family(school) == before


def test_a_written_list_is_not_written_twice(school: Office) -> None:
    head = school.head()
    address = page_of(head, GLEB)
    seen = (
        words(head.get(address)).partition('name="seen" value="')[2].partition('"')[0]
    )
    assert head.post(f"{address}write/", {"seen": seen}).status_code == 303
    again = head.post(f"{address}write/", {"seen": seen})
    assert again.status_code == 409
    assert "уже закончена" in words(again)
    assert len(family(school)[0]) == 1


def test_a_page_that_is_no_longer_so_writes_nothing(school: Office) -> None:
    head = school.head()
    address = page_of(head, GLEB)
    seen = (
        words(head.get(address)).partition('name="seen" value="')[2].partition('"')[0]
    )
    school.make("Белов Глеб Юрьевич", Card.Kind.STUDENT, birth_date=date(2015, 5, 20))
    answer = head.post(f"{address}write/", {"seen": seen})
    assert answer.status_code == 409
    page = words(answer)
    assert "что-то изменилось" in page
    assert len(family(school)[0]) == 1
    assert "Добавим 1 родителя, изменим 1 строку." in page
    # It stands at an address that only takes: what it leads to stands elsewhere.
    assert f'href="{address}?show=change"' in page
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    assert head.post(f"{address}write/", {"seen": seen}).status_code == 303


def test_a_page_that_there_is_not_is_the_nearest(school: Office) -> None:
    head = school.head()
    address = page_of(head, GLEB)
    for page in ("9" * 5_000, "٣", "-1"):
        answer = head.get(address, {"page": page})
        assert (answer.status_code, "Белов Глеб" in words(answer)) == (200, True)


def test_answers_without_end_are_not_kept() -> None:
    kept = {str(number): "" for number in range(20_000)}
    keep(kept, "one more", "x")
    keep(kept, "7", "\0y" * 200)
    assert (len(kept), len(kept["7"]), kept["7"][:2]) == (20_000, 200, "yy")


def test_faults_are_mended_on_the_page_and_then_written(school: Office) -> None:
    head = school.head()
    wrong: Row = ("Бeлов Глеб Юрьевич", "31.02.2015", "4Ж", "12", *MOTHER)
    address = page_of(head, wrong)
    page = words(head.get(address))
    assert "С ошибками 1" in page
    for sentence in ("латинские буквы", "не бывает", "11 цифр, а здесь 2"):
        assert sentence in page
    head.post(
        f"{address}mend/",
        {
            "cell.1.student.full_name": "Белов Глеб Юрьевич",
            "cell.1.student.birth_date": "20.05.2015",
            "cell.1.student.snils": "",
        },
    )
    assert "Класса 4Ж в школе нет" in words(head.get(address))
    head.post(f"{address}mend/", {"cell.1.student.class": "4А"})
    assert write(head, address).status_code == 303
    assert len(family(school)[0]) == 1


def test_a_doubtful_person_waits_for_an_answer(school: Office) -> None:
    head = school.head()
    known = school.make(
        "Белов Глебб Юрьевич", Card.Kind.STUDENT, birth_date=date(2015, 5, 20)
    )
    address = page_of(head, GLEB, INNA)
    page = words(head.get(address))
    assert "Сомнительные 1" in page
    write(head, address)
    assert [one.first_name for one in family(school)[0]] == ["Глебб", "Инна"]
    again = page_of(head, GLEB, INNA)
    key = school.key(known.pk)
    head.post(f"{again}mend/", {"who.1.student": key})
    write(head, again)
    assert school.card(known.pk).first_name == "Глеб"
    assert len(family(school)[0]) == 2


def test_no_list_goes_past_a_court(school: Office) -> None:
    head = school.head()
    write(head, page_of(head, GLEB))
    with school.behind():
        Kinship.objects.update(restricted=True)
    # The same mother without her number: by name and birth date she is known.
    nameless: Row = (*GLEB[:4], MOTHER[0], MOTHER[1], "", "")
    address = page_of(head, nameless)
    assert "ограничил суд" in words(head.get(f"{address}?show=same"))
    write(head, address)
    assert [one.restricted for one in family(school)[2]] == [True]


def test_a_file_that_is_no_list_is_a_sentence(school: Office) -> None:
    head = school.head()
    for content, sentence in (
        (b"\x00\x01\x02", "не таблица"),
        (xlsx(("Класс",), ("5А",)), "нет строки с заголовками"),
    ):
        answer = send(head, content=content)
        assert answer.status_code == 422
        assert sentence in words(answer)
    assert head.post(SEND).status_code == 422


def test_the_same_file_comes_back_with_remarks(school: Office) -> None:
    head = school.head()
    address = page_of(head, GLEB, ("Белова", "", "", "", *MOTHER))
    for _ in range(2):
        answer = head.get(f"{address}remarks/")
        named = unquote(answer["Content-Disposition"])
        assert named.endswith("Замечания — Ученики.xlsx")
        book = python_calamine.load_workbook(io.BytesIO(answer.content))
        rows = book.get_sheet_by_index(0).to_python()
        assert rows[0][-1] == "Что с этой строкой"
        assert rows[1][0] == "Белов Глеб Юрьевич"
        assert "одно слово" in rows[2][-1]
        write(head, address)
    assert rows[1][-1] == "Без изменений."


def test_the_template_is_read_as_it_is_given_out(school: Office) -> None:
    head = school.head()
    content = head.get(f"{SEND}template/").content
    address = str(send(head, content=content)["Location"])
    assert "Образцова Анна Петровна" in words(head.get(address))


def test_a_table_is_forgotten_after_a_day_and_can_be_put_away(
    school: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = school.head()
    address, other = page_of(head, GLEB), page_of(head, INNA)
    assert head.post(f"{other}away/").status_code == 303
    assert "Список убран" in words(head.get(other))
    with school.behind():
        Upload.objects.update(made_at=clock.now() - timedelta(days=2))
    assert forget_old() == 1
    assert "Список убран" in words(head.get(address))
    assert head.get(f"{address}remarks/").status_code == 404
    with school.behind():
        assert set(Upload.objects.values_list("sealed", flat=True)) == {None}


def test_a_table_lies_in_the_database_unreadable(school: Office) -> None:
    page_of(school.head(), GLEB)
    with school.behind():
        (sealed,) = Upload.objects.values_list("sealed", flat=True)
    assert "Белов".encode() not in bytes(sealed)


def test_nobody_but_an_administrator_of_the_school_finds_it(
    school: Office, another_office: Callable[[], Office]
) -> None:
    address = page_of(school.head(), GLEB)
    other = another_office()
    for stranger in (school.teacher(), school.colleague()):
        assert stranger.get(SEND).status_code == 404
        assert stranger.get(address).status_code == 404
        assert send(stranger, GLEB).status_code == 404
    assert other.head().get(address).status_code == 404
    assert other.head().post(f"{address}write/", {"seen": ""}).status_code == 404
    assert Client().get(address).status_code == 302
