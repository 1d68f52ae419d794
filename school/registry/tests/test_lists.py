"""The registries: who reads which, how a card is found, and what it costs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.access.models import HeldCard
from school.access.recognising import at_the_door
from school.access.tests import rows
from school.access.tests.test_papering import TODAY, session_of
from school.lib import clock
from school.lib.keys import to_text
from school.people import snils
from school.people.models import Card, Kinship
from school.registry import lists
from school.registry.asking import Asked
from school.registry.kinds import EMPLOYEES, GUARDIANS, STUDENTS, USERS, Registry
from school.registry.tests.conftest import HEAD, Office, words

pytestmark = pytest.mark.django_db

NUMBER = "ЭШ-2611-223344"


def listing(office: Office, registry: Registry, **asked: str) -> lists.Listing:
    """The list as the administrator reads it."""
    token = session_of(office.rows, office.head_card, HEAD)
    with at_the_door(token) as found:
        assert found is not None
        assert found.visitor is not None
        with CaptureQueriesContext(connection) as queries:
            read = lists.read(found.visitor, registry, Asked.of(asked))
        assert len(queries) <= 3
    return read


def names(office: Office, registry: Registry = GUARDIANS, **asked: str) -> list[str]:
    return [line.name for line in listing(office, registry, **asked).lines]


def test_an_administrator_reads_all_four(office: Office) -> None:
    head = office.head()
    for place, told in (
        ("students", "Иванова Пётр Ильинична"),
        ("guardians", "Иванова Анна Ильинична"),
        ("users", "Вход был"),
        ("employees", "учитель"),
    ):
        answer = head.get(f"/registry/{place}/")
        assert answer.status_code == 200
        assert told in words(answer)


def test_a_class_teacher_reads_his_class_and_its_parents_alone(office: Office) -> None:
    office.another_class(office.make("Яшин Олег", Card.Kind.STUDENT))
    office.make("Яшина Ольга")
    teacher = office.teacher()
    pupils = words(teacher.get("/registry/students/"))
    assert "Иванова Пётр" in pupils
    assert "Яшин" not in pupils
    parents = words(teacher.get("/registry/guardians/"))
    assert "Иванова Анна" in parents
    assert "Яшина" not in parents
    for place in ("users", "employees"):
        assert teacher.get(f"/registry/{place}/").status_code == 404


def test_whoever_leads_no_class_any_more_finds_nothing_there(office: Office) -> None:
    teacher = office.teacher()
    office.leave_class()
    for place in ("students", "guardians", "users", "employees"):
        assert teacher.get(f"/registry/{place}/").status_code == 404


def test_another_schools_people_are_in_no_list(
    office: Office, another_office: Callable[[], Office]
) -> None:
    another_office().make("Чужая Вера")
    assert "Чужая" not in words(office.head().get("/registry/guardians/"))
    assert names(office, q="Чужая") == []


@pytest.mark.parametrize(
    "typed",
    ["Корол", "королева", "Алёна", "алена", "ки", "Королёва-Ким", "сер", "Ким Алё"],
)
def test_a_name_is_found_by_the_first_letters_of_any_part(
    office: Office, typed: str
) -> None:
    office.make("Королёва-Ким Алёна Сергеевна")
    assert "Королёва-Ким Алёна Сергеевна" in names(office, q=typed)


@pytest.mark.parametrize("typed", ["оролёва", "%", "_", "Королёва Анна", "лёна"])
def test_the_middle_of_a_word_finds_nobody(office: Office, typed: str) -> None:
    office.make("Королёва-Ким Алёна Сергеевна")
    assert names(office, q=typed) == []


def test_a_latin_letter_inside_a_name_does_not_hide_it(office: Office) -> None:
    office.make("Cидoрова Анна")  # С and о are Latin
    assert names(office, q="Сидорова") == ["Cидoрова Анна"]


def test_a_snils_is_found_whole_and_by_nothing_less(office: Office) -> None:
    for typed in (rows.MOTHER, snils.shown(rows.MOTHER)):
        assert names(office, q=typed) == ["Иванова Анна Ильинична"]
    assert names(office, q=rows.MOTHER[:9]) == []


def test_a_telephone_is_found_however_it_is_written(office: Office) -> None:
    office.make("Белова Нина", phone="+7(900)123-45-67")
    for typed in ("8 900 123 45 67", "9001234567", "123-45-67"):
        assert names(office, q=typed) == ["Белова Нина"]


def test_the_number_of_a_refused_sign_in_finds_the_card(office: Office) -> None:
    now = clock.now()
    with office.behind():
        HeldCard.objects.create(
            school_id=office.school,
            card_id=office.rows.mother,
            reason="typo_in_name",
            reference=NUMBER,
            since_at=now,
            last_at=now,
        )
    for typed in (NUMBER, "2611 223344", "эш2611223344"):
        assert names(office, q=typed) == ["Иванова Анна Ильинична"]


def test_filters_narrow_and_stand_in_the_address(office: Office) -> None:
    office.make("Белова Нина", user=Card.User.NONE, registered=False)
    office.make("Вялова Зоя", user=Card.User.INACTIVE, snils_digest="1:x")
    assert names(office, user="none") == ["Белова Нина"]
    assert names(office, user="inactive") == ["Вялова Зоя"]
    assert names(office, registered="no") == ["Белова Нина"]
    assert names(office, snils="none") == ["Белова Нина"]
    page = words(office.head().get("/registry/guardians/", {"user": "none"}))
    assert '<option value="none" selected>' in page


def test_a_class_narrows_students_and_their_parents(office: Office) -> None:
    pupil = office.make("Яшин Олег", Card.Kind.STUDENT)
    parent = office.make("Яшина Ольга")
    fourth = office.another_class(pupil)
    with office.behind():
        Kinship.objects.create(
            school_id=office.school,
            guardian=parent,
            student=pupil,
            kind=Kinship.Kind.MOTHER,
            since_date=rows.SEPTEMBER,
        )
    key = to_text(fourth.key)
    assert names(office, STUDENTS, **{"class": key}) == ["Яшин Олег"]
    found = listing(office, GUARDIANS, **{"class": key}).lines
    assert [(line.name, line.of) for line in found] == [
        ("Яшина Ольга", "Яшин Олег 4«А»")
    ]
    office.make("Лишний Пётр", Card.Kind.STUDENT)
    assert names(office, STUDENTS, **{"class": "none"}) == ["Лишний Пётр"]


def test_a_line_says_what_is_wrong_with_a_card(office: Office) -> None:
    office.make("Белова Нина", user=Card.User.NONE, registered=False)
    office.make("Белов Лев", snils_digest="1:x", snils_unsound=True)
    said = {
        line.name: [mark.word for mark in line.marks]
        for line in listing(office, GUARDIANS, q="Бел").lines
    }
    assert said == {
        "Белова Нина": ["Нет СНИЛС", "Нет в реестре", "Нет пользователя"],
        "Белов Лев": ["СНИЛС с ошибкой"],
    }
    assert listing(office, GUARDIANS, q="Анна").lines[0].marks == ()


def test_users_are_everybody_and_say_whether_they_have_come(office: Office) -> None:
    lines = {line.name: line for line in listing(office, USERS).lines}
    mother = lines["Иванова Анна Ильинична"]
    assert (mother.of, mother.marks) == ("родитель", (lists.Mark("Входа не было", ""),))
    head = lines["Иванова Тамара Ильинична"]
    assert (head.of, head.marks) == ("сотрудник", (lists.Mark("Вход был", "ok"),))


def test_who_works_here_no_more_is_said_to_be_so(office: Office) -> None:
    office.make("Бывший Олег", Card.Kind.EMPLOYEE)
    said = {line.name: line.of for line in listing(office, EMPLOYEES).lines}
    assert said["Бывший Олег"] == "не работает"
    assert said["Иванова Тамара Ильинична"] == "администратор"


def test_fifty_stand_on_a_page(office: Office) -> None:
    with office.behind():
        Card.objects.bulk_create(
            Card(
                school_id=office.school,
                kind=Card.Kind.GUARDIAN,
                last_name="Ящук",
                first_name=f"{number:03}",
                birth_date=TODAY - timedelta(days=12_000),
            )
            for number in range(120)
        )
    first = listing(office, GUARDIANS, q="Ящук")
    assert (len(first.lines), first.total, first.pages) == (50, 120, 3)
    last = listing(office, GUARDIANS, q="Ящук", page="3")
    assert [line.name for line in last.lines][-1] == "Ящук 119"
    assert listing(office, GUARDIANS, q="Ящук", page="9999").page == 3
    page = words(office.head().get("/registry/guardians/", {"q": "Ящук", "page": "2"}))
    assert "Страница 2 из 3" in page
    assert "page=3" in page


def test_an_empty_list_says_what_to_do_next(office: Office) -> None:
    with office.behind():
        Kinship.objects.all().delete()
        Card.objects.filter(kind=Card.Kind.GUARDIAN).delete()
    assert "Родителей пока нет" in words(office.head().get("/registry/guardians/"))
    nobody = words(office.head().get("/registry/students/", {"q": "Ъ"}))
    assert "Никого не нашли" in nobody


def test_a_page_asks_few_questions(office: Office) -> None:
    head = office.head()
    head.get("/registry/guardians/")
    with CaptureQueriesContext(connection) as queries:
        head.get("/registry/guardians/", {"q": "Ив"})
    asked = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
    # who comes, the classes to choose from, count, lines, their children, the frame,
    # what stands above it: announcements, an open school, recovered passwords
    assert len(asked) <= 11, asked


def test_a_teacher_without_a_class_finds_nothing(office: Office) -> None:
    colleague = office.colleague()
    for place in ("students", "guardians", "users", "employees"):
        assert colleague.get(f"/registry/{place}/").status_code == 404
