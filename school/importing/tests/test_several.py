"""A book of several lists: a sheet each, looked at and written one after the other."""

from datetime import date
from urllib.parse import unquote

import pytest

from school.importing.models import Upload
from school.importing.tables.table import Book, Refused, Sheet
from school.importing.tests.books import Row, book
from school.importing.tests.lists import GLEB, HEAD, SEND, family, send, write
from school.importing.uploads import lists_in, names_of
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db(transaction=True)
STAFF: tuple[Row, ...] = (
    ("ФИО", "Дата рождения", "Должность"),
    ("Зимина Ольга Андреевна", date(1985, 1, 2), "Учитель"),
)


def test_each_sheet_is_a_list_of_its_own_in_the_order_a_new_school_needs(
    school: Office,
) -> None:
    head = school.head()
    notes = [("Напоминание",), ("Сдать до пятницы",)]
    content = book({"Дети": (HEAD, GLEB), "Памятка": notes, "Учителя": STAFF})
    staff = str(send(head, content=content)["Location"])
    page = words(head.get(staff))
    assert "Ученики.xlsx, лист «Учителя»" in page
    named = unquote(head.get(f"{staff}remarks/")["Content-Disposition"])
    assert named.endswith("Замечания — Ученики, лист «Учителя».xlsx")
    assert "Эти листы не читаем, списка на них нет: «Памятка»" in page
    assert write(head, staff).status_code == 303
    students = words(head.get(staff)).partition("ещё список, он ждёт")[2]
    assert "лист «Дети»" in students
    address = students.partition('href="')[2].partition('"')[0]
    assert write(head, address).status_code == 303
    assert len(family(school)[0]) == 1
    assert "он ждёт" not in words(head.get(address))
    before = words(head.get(SEND))
    assert before.index("лист «Учителя»") < before.index("лист «Дети»")


def test_the_name_of_a_sheet_is_of_bearable_length() -> None:
    names = ("я\n" * 5_000, "б")
    of_students = [Sheet(name, (HEAD, GLEB)) for name in names]  # type: ignore[arg-type]
    book_of = Book((*of_students, Sheet("ю" * 5_000, ((None,),))), from_1904=False)
    tables = lists_in(book_of)
    assert not isinstance(tables, Refused)
    (unread,) = tables[0].unread
    assert len(unread) == 100
    long, short = names_of("Книга.xlsx", tables)
    assert (len(long), "\n" in long) == (len(short) + 99, False)


def test_a_sheet_for_every_class_is_asked_for_on_one(school: Office) -> None:
    content = book({f"{letter}": (HEAD, GLEB) for letter in "абвгдежзиклм"})
    answer = send(school.head(), content=content)
    assert answer.status_code == 422
    assert "Списков в книге 12, по одному на листе" in words(answer)
    with school.behind():
        assert not Upload.objects.exists()
