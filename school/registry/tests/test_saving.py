"""The sections of a card: saved one by one, refused in words, nothing lost."""

import re
from typing import Any

import pytest
from django.test import Client

from school.access.gathering import seal
from school.access.tests import rows
from school.audit.models import AuditLine
from school.mail.sending import send_what_waits
from school.mail.tests.conftest import PostOffice, opened
from school.people import snils
from school.people.documents import certificate_of, snils_of
from school.people.models import Card, Employee
from school.registry.shown import Section, token_of
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db

FREE = snils.complete(900_000_777)
MOTHERS_NAME = {
    "last_name": "Иванова",
    "first_name": "Анна",
    "patronymic": "Ильинична",
    "birth_date": "1988-03-14",
}


def save(
    office: Office, section: str, card: int = 0, by: Client | None = None, **sent: str
) -> Any:
    """Send the section's form as its page of now would."""
    found = office.card(card or office.rows.mother)
    shown = {"shown": token_of(found, Section(section))}
    place = f"/registry/cards/{office.key(found.pk)}/{section}/"
    return (by or office.teacher()).post(place, shown | sent)


def test_a_name_is_corrected_and_the_section_says_so(office: Office) -> None:
    teacher = office.teacher()
    changed = MOTHERS_NAME | {"last_name": " Петрова ", "birth_date": "15.03.1988"}
    answer = save(office, "name", by=teacher, **changed)
    assert answer.status_code == 303
    assert answer["Location"].endswith("/?saved=name#name")
    page = words(teacher.get(answer["Location"]))
    assert "Сохранено" in page
    card = office.card(office.rows.mother)
    assert (card.last_name, card.birth_date.isoformat()) == ("Петрова", "1988-03-15")
    with office.behind():
        line = AuditLine.objects.get(action="correct_card")
    assert line.thing == f"card:{card.pk} name birth_date"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"last_name": ""}, "Впишите фамилию"),
        ({"first_name": " "}, "Впишите имя"),
        ({"last_name": "Ивано8а"}, "Здесь цифра"),
        ({"last_name": "я" * 101}, "Здесь 101 знаков"),
        ({"birth_date": "31.02.1988"}, "Перепишите дату рождения"),
        ({"birth_date": "2999-01-01"}, "Перепишите дату рождения"),
        ({"birth_date": "1899-12-31"}, "Перепишите дату рождения"),
        ({"last_name": "Cидорова"}, "В фамилии латинские буквы: «C»"),
    ],
)
def test_a_wrong_name_is_refused_in_words_and_what_was_typed_stays(
    office: Office, changed: dict[str, str], told: str
) -> None:
    answer = save(office, "name", **MOTHERS_NAME | {"patronymic": "Новая"} | changed)
    assert answer.status_code == 422
    page = words(answer)
    assert told in page
    assert 'value="Новая"' in page
    assert office.card(office.rows.mother).patronymic == "Ильинична"


def test_latin_letters_are_repaired_or_said_again_on_purpose(office: Office) -> None:
    typed = MOTHERS_NAME | {"last_name": "Cидорова"}
    assert save(office, "name", **typed, repair="1").status_code == 303
    assert office.card(office.rows.mother).last_name == "Сидорова"
    assert save(office, "name", **typed, sure="1").status_code == 303
    assert office.card(office.rows.mother).last_name == "Cидорова"


def test_a_number_is_written_and_an_empty_field_changes_nothing(office: Office) -> None:
    assert save(office, "documents", snils=snils.shown(FREE)).status_code == 303
    assert snils_of(office.card(office.rows.mother), seal()) == FREE
    assert save(office, "documents", snils="").status_code == 303
    assert snils_of(office.card(office.rows.mother), seal()) == FREE
    assert save(office, "documents", drop_snils="1").status_code == 303
    assert office.card(office.rows.mother).snils_digest is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("112-233-445 96", "Последние две цифры не сходятся"),
        ("112", "В СНИЛС 11 цифр, а здесь 3"),
        ("нет", "В СНИЛС только цифры"),
    ],
)
def test_a_wrong_number_is_refused_and_stays_typed(
    office: Office, typed: str, told: str
) -> None:
    answer = save(office, "documents", snils=typed)
    assert answer.status_code == 422
    assert told in words(answer)
    assert f'value="{typed}"' in words(answer)


def test_a_relatives_number_is_named_and_taken_only_on_purpose(office: Office) -> None:
    answer = save(office, "documents", snils=rows.CHILD)
    assert answer.status_code == 422
    assert "Иванова Пётр Ильинична (ученик)" in words(answer)
    assert snils_of(office.card(office.rows.mother), seal()) == rows.MOTHER
    assert save(office, "documents", snils=rows.CHILD, sure="1").status_code == 303
    assert snils_of(office.card(office.rows.mother), seal()) == rows.CHILD


def test_a_stranger_with_the_same_number_is_not_named(office: Office) -> None:
    other = office.make(
        "Тайная Вера", snils_digest=seal().digest("snils", FREE), kind="guardian"
    )
    page = words(save(office, "documents", snils=FREE))
    assert "скажите администратору" in page
    assert "Тайная" not in page
    by_head = words(save(office, "documents", by=office.head(), snils=FREE))
    assert "Тайная Вера" in by_head
    assert other.pk


def test_a_teacher_who_is_a_mother_has_one_number_on_two_cards(office: Office) -> None:
    mother = office.card(office.rows.mother)
    office.make(
        "Иванова Анна Ильинична",
        Card.Kind.EMPLOYEE,
        birth_date=mother.birth_date,
        snils_digest=seal().digest("snils", FREE),
    )
    assert save(office, "documents", snils=FREE).status_code == 303


def test_a_certificate_is_read_as_people_type_it(office: Office) -> None:
    child = office.rows.child
    sent = {"certificate": "ii-ик №123456"}
    assert save(office, "documents", child, **sent).status_code == 303
    assert certificate_of(office.card(child), seal()) == "II-ИК 123456"
    foreign = {"certificate": "AB 77"}
    assert save(office, "documents", child, **foreign).status_code == 422
    assert save(office, "documents", child, **foreign, sure="1").status_code == 303
    assert certificate_of(office.card(child), seal()) == "AB 77"


def test_contacts_are_read_and_may_be_empty(office: Office) -> None:
    sent = {"phone": "8 (900) 123-45-67", "email": "a@example.test"}
    assert save(office, "contacts", **sent).status_code == 303
    card = office.card(office.rows.mother)
    assert (card.phone, card.email) == ("+7 900 123-45-67", "a@example.test")
    wrong = save(office, "contacts", phone="позвоните", email="почта")
    assert wrong.status_code == 422
    assert "В телефоне только цифры" in words(wrong)
    assert "Не похоже на адрес почты" in words(wrong)
    assert save(office, "contacts", phone="", email="").status_code == 303
    assert office.card(office.rows.mother).phone == ""


def test_whoever_had_the_address_of_a_student_hears_that_it_is_another_now(
    office: Office, settings: Any
) -> None:
    child, mother = office.rows.child, office.rows.mother
    with opened(PostOffice(), settings) as post_office:
        for card in (child, mother):
            save(office, "contacts", card, phone="", email="was@example.test")
        save(office, "contacts", child, phone="", email="Was@example.test")
        send_what_waits()
        assert not post_office.letters, "the same address, or the first, is no news"
        for card in (child, mother):
            save(office, "contacts", card, phone="", email="now@example.test")
        save(office, "contacts", child, phone="", email="")
        send_what_waits()
    told = [(one["To"], one["Subject"].strip()) for one in post_office.letters]
    subject = "Почта для дневника изменена"
    assert told == [("was@example.test", subject), ("now@example.test", subject)]


def test_a_user_switched_off_is_out_at_the_next_request(office: Office) -> None:
    teacher, head = office.teacher(), office.head()
    card = office.rows.teacher
    assert teacher.get("/registry/students/").status_code == 200
    off = {"user": "inactive"}
    assert save(office, "entries", card, by=head, **off).status_code == 303
    assert teacher.get("/registry/students/").status_code == 302


def test_entries_are_made_and_taken_back(office: Office) -> None:
    assert save(office, "entries", registered="1", user="inactive").status_code == 303
    card = office.card(office.rows.mother)
    assert (card.registered, card.user) == (True, "inactive")
    assert save(office, "entries", user="active").status_code == 303
    card = office.card(office.rows.mother)
    assert (card.registered, card.user) == (False, "active")
    assert save(office, "entries", registered="1", user="none").status_code == 422
    assert save(office, "entries", registered="1", user="x").status_code == 422


def test_an_administrator_cannot_shut_himself_out(office: Office) -> None:
    sent = {"user": "inactive"}
    answer = save(office, "entries", office.head_card, by=office.head(), **sent)
    assert answer.status_code == 422
    assert "Себя не отключают" in words(answer)


def test_two_who_save_one_section_lose_nothing(office: Office) -> None:
    first, second = office.teacher(), office.head()
    place = f"/registry/cards/{office.key(office.rows.mother)}/"
    shown = re.findall(r'name="shown" value="(\w+)"', words(first.get(place)))
    sent = {"shown": shown[2], "phone": "9001111111"}
    assert second.post(f"{place}contacts/", sent).status_code == 303
    answer = first.post(f"{place}contacts/", sent | {"phone": "9002222222"})
    assert answer.status_code == 409
    page = words(answer)
    assert "только что изменили" in page
    assert "+7 900 111-11-11" in page
    assert 'value="+7 900 222-22-22"' in page
    again = re.findall(r'name="shown" value="(\w+)"', page)[2]
    sent = {"shown": again, "phone": "9002222222"}
    assert first.post(f"{place}contacts/", sent).status_code == 303
    # Another section had not been touched by either.
    name = {"shown": shown[0], **MOTHERS_NAME, "first_name": "Инна"}
    assert first.post(f"{place}name/", name).status_code == 303
    card = office.card(office.rows.mother)
    assert (card.phone, card.first_name) == ("+7 900 222-22-22", "Инна")


def test_an_employees_new_name_is_what_families_read(office: Office) -> None:
    sent = {**MOTHERS_NAME, "last_name": "Носова", "birth_date": "1980-02-27"}
    done = save(office, "name", office.rows.teacher, by=office.head(), **sent)
    assert done.status_code == 303
    with office.behind():
        named = Employee.objects.get(card_id=office.rows.teacher).name
    assert named.replace("\xa0", " ") == "Носова А. И."


def test_a_family_without_gosuslugi_reads_paper(office: Office) -> None:
    child = office.rows.child
    assert save(office, "paper", child, reads_paper="1").status_code == 303
    assert office.card(child).reads_paper
    assert save(office, "paper", child).status_code == 303
    assert not office.card(child).reads_paper
    assert save(office, "paper", reads_paper="1").status_code == 404
