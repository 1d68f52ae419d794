"""Doubtful people of a package: who is asked about, and what an answer does."""

import pytest
from django.test import Client

from school.academics.models import Enrolment
from school.exchange.tests import foreign
from school.exchange.tests.foreign import Files
from school.exchange.tests.test_pages import sent, write
from school.lib.keys import to_text
from school.people.models import Card, Kinship
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db(transaction=True)

_ASKED = "who.2.student"


@pytest.fixture
def gleb(office: Office) -> Card:
    """Nearly the pupil of the package: a letter of his patronymic is another."""
    return office.make("Белов Глеб Юревич", Card.Kind.STUDENT, birth_date="2015-05-20")


def asked(by: Client, files: Files) -> str:
    address = sent(by, files)
    assert f'name="{_ASKED}"' in words(by.get(address))
    return address


def answered(by: Client, address: str, **answers: str) -> str:
    answer = by.post(f"{address}answer/", answers)
    assert (answer.status_code, answer["Location"]) == (303, address)
    return words(by.get(address))


def test_who_is_the_same_is_corrected_and_placed(office: Office, gleb: Card) -> None:
    head = office.head()
    address = asked(head, foreign.files())
    page = words(head.get(address))
    assert "Похоже, это один человек с опечаткой." in page
    assert "под вопросом — 1" in page
    # It is told once: as a question, not among the remarks too.
    assert page.count("Похоже") == 1
    page = answered(head, address, **{_ASKED: to_text(gleb.key)})
    assert f'value="{to_text(gleb.key)}" checked' in page
    assert "под вопросом —" not in page
    assert write(head, address, from_another="1").status_code == 303
    with office.behind():
        (card,) = Card.objects.filter(last_name="Белов")
        assert (card.pk, card.patronymic) == (gleb.pk, "Юрьевич")
        assert Enrolment.objects.filter(student=card).exists()
        assert Kinship.objects.filter(student=card).exists()


def test_another_person_gets_a_card(office: Office, gleb: Card) -> None:
    head = office.head()
    address = asked(head, foreign.files())
    page = answered(head, address, **{_ASKED: "new"})
    assert 'value="new" checked' in page
    assert write(head, address, from_another="1").status_code == 303
    with office.behind():
        same, other = Card.objects.filter(last_name="Белов").order_by("pk")
        assert (same.pk, same.patronymic) == (gleb.pk, "Юревич")
        assert other.patronymic == "Юрьевич"


def test_without_an_answer_he_stays_out(office: Office, gleb: Card) -> None:
    head = office.head()
    address = asked(head, foreign.files())
    assert write(head, address, from_another="1").status_code == 303
    with office.behind():
        assert [one.pk for one in Card.objects.filter(last_name="Белов")] == [gleb.pk]
        assert not Enrolment.objects.filter(student=gleb).exists()
    page = words(head.get(address))
    assert f'name="{_ASKED}"' not in page
    assert "Похоже" in page
    late = head.post(f"{address}answer/", {_ASKED: "new"})
    assert (late.status_code, "уже закончена" in words(late)) == (409, True)


def test_one_card_is_never_two_people_by_an_answer(office: Office, gleb: Card) -> None:
    head, files = office.head(), foreign.files()
    files["users"].append(foreign.user("q", "Белов Глеб Юриевич"))
    files["roles"].append(foreign.role("q", "student"))
    files["demographics"].append({"sourcedId": "q", "birthDate": "2015-05-20"})
    key = to_text(gleb.key)
    page = answered(head, asked(head, files), **{_ASKED: key, "who.5.student": key})
    assert "уже нашлась для строки 2" in page
    assert "под вопросом — 1" in page
    assert 'name="who.5.student"' in page


def test_a_strange_answer_is_no_answer(office: Office, gleb: Card) -> None:
    head, other = office.head(), office.make("Белов Глеб", Card.Kind.STUDENT)
    address = asked(head, foreign.files())
    for strange in (to_text(other.key), "\0", "x" * 5_000, "NEW", ""):
        page = answered(head, address, **{_ASKED: strange, "who.": "x", "y": "z"})
        assert ("под вопросом — 1" in page, "checked" in page) == (True, False)
    assert office.teacher().post(f"{address}answer/").status_code == 404
