"""A list mended in place: one line, a column, all at once, and taken back."""

import pytest
from django.test import Client

from school.academics.models import ClassTeacher
from school.access.gathering import seal
from school.access.models import HeldCard
from school.access.tests import rows
from school.access.tests.test_papering import TODAY
from school.audit.models import AuditLine
from school.desk import mending
from school.desk.tests.test_desk_page import (
    PAGE,
    administers,
    browser,
    change,
    school,
    words,
)
from school.lib.keys import to_text
from school.people import snils
from school.people.documents import snils_of
from school.people.models import Card, Kinship
from school.walls.actor import job_of
from school.walls.behind import behind

__all__ = ["school"]

pytestmark = pytest.mark.django_db

FRESH = snils.complete(900_000_777)
NONE = {"snils_sealed": None, "snils_digest": None}


def mother(school: rows.Rows) -> Card:
    with behind(job_of(school.school, name="test")):
        return Card.objects.get(pk=school.mother)


def address(school: rows.Rows, what: str = "") -> str:
    return f"{PAGE}{to_text(mother(school).key)}/{what}"


def parents(school: rows.Rows, count: int, **values: object) -> list[Card]:
    """More parents of the child, without a СНИЛС."""
    with behind(job_of(school.school, name="test")):
        made = []
        for number in range(count):
            card = Card.objects.create(
                school_id=school.school,
                kind="guardian",
                last_name=f"Родитель{number}",
                first_name="Яна",
                birth_date=rows.TODAY.replace(year=1985),
                **values,
            )
            Kinship.objects.create(
                school_id=school.school,
                guardian=card,
                student_id=school.child,
                kind="guardian",
                since_date=rows.SEPTEMBER,
            )
            made.append(card)
    return made


def post(school: rows.Rows, typed: str, cause: str = "no-snils", **more: str) -> object:
    sent = {"typed": typed, "cause": cause}
    return browser(school).post(address(school), sent, **more)  # type: ignore[arg-type]


def test_a_number_is_written_and_taken_back(school: rows.Rows) -> None:
    change(school, school.mother, **NONE)
    teacher = browser(school)
    sent = {"typed": snils.shown(FRESH), "cause": "no-snils"}
    answered = teacher.post(address(school), sent)
    assert answered.status_code == 303
    assert snils_of(mother(school), seal()) == FRESH
    page = words(teacher.get(answered["Location"]))
    assert "<strong>Сохранено:</strong> Иванова Анна Ильинична." in page
    assert "Здесь никого не осталось" in page
    assert FRESH not in page
    back = teacher.post(address(school, "back/"), {"cause": "no-snils"})
    assert back.status_code == 303
    assert mother(school).snils_digest is None
    assert "Иванова Анна Ильинична" in words(teacher.get(back["Location"]))
    assert teacher.post(address(school, "back/"), {}).status_code == 303
    assert snils_of(mother(school), seal()) == FRESH, "taking back is a change too"


def test_a_script_is_told_the_masked_number(school: rows.Rows) -> None:
    change(school, school.mother, **NONE)
    said = post(school, FRESH, HTTP_ACCEPT="application/json").json()  # type: ignore[attr-defined]
    assert said == {"state": "saved", "shown": snils.masked(FRESH)}


def test_what_does_not_fit_stays_as_typed_with_a_sentence(school: rows.Rows) -> None:
    change(school, school.mother, **NONE)
    answered = post(school, "112-233-445 96")
    assert answered.status_code == 422  # type: ignore[attr-defined]
    page = words(answered)
    assert 'value="112-233-445 96"' in page
    assert "Последние две цифры не сходятся" in page
    assert 'aria-invalid="true"' in page
    said = post(school, "12", HTTP_ACCEPT="application/json")
    assert said.status_code == 422  # type: ignore[attr-defined]
    assert "В СНИЛС 11 цифр" in said.json()["sentence"]  # type: ignore[attr-defined]
    assert mother(school).snils_digest is None


def test_a_relatives_number_is_named(school: rows.Rows) -> None:
    change(school, school.mother, **NONE)
    page = words(post(school, rows.CHILD))
    assert "Этот СНИЛС уже стоит в карточке: Иванова Пётр" in page
    assert mother(school).snils_digest is None


def test_nobody_writes_over_what_was_mended_meanwhile(school: rows.Rows) -> None:
    page = words(post(school, FRESH))
    assert mending.ALREADY not in page, "who is not in the list has no line"
    assert snils_of(mother(school), seal()) == rows.MOTHER
    said = post(school, FRESH, HTTP_ACCEPT="application/json").json()  # type: ignore[attr-defined]
    assert said["sentence"] == mending.ALREADY


def test_a_wrong_number_is_replaced_and_the_refusal_is_answered(
    school: rows.Rows,
) -> None:
    change(school, school.mother, snils_unsound=True)
    with behind(job_of(school.school, name="test")):
        HeldCard.objects.create(
            school_id=school.school,
            card_id=school.mother,
            reason="snils_differs",
            reference="ЭШ-2611-777777",
            since_at=rows.MOMENT,
            last_at=rows.MOMENT,
        )
    assert post(school, FRESH, "snils-unsound").status_code == 303  # type: ignore[attr-defined]
    assert not mother(school).snils_unsound
    page = words(browser(school).get(PAGE, {"cause": "snils-differs"}))
    assert "Здесь никого не осталось" in page


def test_latin_letters_are_offered_repaired(school: rows.Rows) -> None:
    change(school, school.mother, last_name="Ивaнова")
    teacher = browser(school)
    page = words(teacher.get(PAGE, {"cause": "incomplete"}))
    assert 'value="Иванова Анна Ильинична"' in page
    post(school, "Ивaнова Анна Ильинична", "incomplete")
    assert mother(school).last_name == "Ивaнова"
    post(school, "Иванова Анна Ильинична", "incomplete")
    assert mother(school).last_name == "Иванова"


def test_a_column_is_judged_line_by_line(school: rows.Rows) -> None:
    cards = parents(school, 3)
    numbers = [snils.complete(900_000_800 + one) for one in range(3)]
    sent = {
        "cause": "no-snils",
        "card": [to_text(card.key) for card in cards],
        "column": f"{numbers[0]}\r\n12\r\n{numbers[2]}\r\n\r\n",
    }
    answered = browser(school).post(f"{PAGE}column/", sent)
    assert answered.status_code == 422
    page = words(answered)
    assert "Сохранено: 2." in page
    assert 'value="12"' in page
    sent["column"] = f"\n{numbers[1]}"
    answered = browser(school).post(f"{PAGE}column/", sent)
    assert "done=1" in answered["Location"]
    with behind(job_of(school.school, name="test")):
        digests = Card.objects.filter(pk__in=[card.pk for card in cards])
        kept = dict(digests.values_list("pk", "snils_digest"))
    assert [kept[card.pk] for card in cards] == [
        seal().digest("snils", number) for number in numbers
    ]


@pytest.mark.parametrize(
    ("cause", "lacking"),
    [
        ("not-in-guardians", {"registered": False, "user": "none"}),
        ("no-user", {"user": "none"}),
        ("no-user", {"user": "inactive"}),
    ],
)
def test_missing_entries_are_made_in_one_deed(
    school: rows.Rows, cause: str, lacking: dict[str, object]
) -> None:
    number = {"snils_digest": "1:a", "snils_sealed": b"x"}
    cards = parents(school, 1, **lacking, **number)
    cards += parents(school, 1, **lacking, **{**number, "snils_digest": "1:b"})
    keys = [to_text(card.key) for card in cards]
    page = words(browser(school).get(PAGE, {"cause": cause}))
    assert "2 записи" in page
    sent = {"cause": cause, "card": [*keys, to_text(mother(school).key)]}
    answered = browser(school).post(f"{PAGE}entries/", sent)
    assert "done=2" in answered["Location"]
    with behind(job_of(school.school, name="test")):
        for card in Card.objects.filter(pk__in=[one.pk for one in cards]):
            assert (card.registered, card.user) == (True, "active")
        assert AuditLine.objects.filter(action="switch_user").count() == 1
    again = browser(school).post(f"{PAGE}entries/", sent)
    assert "done=0" in again["Location"]


def test_what_somebody_else_changed_since_is_not_taken_back(school: rows.Rows) -> None:
    change(school, school.mother, **NONE)
    post(school, FRESH)
    change(school, school.mother, last_name="Другая")
    answered = browser(school).post(address(school, "back/"), {"cause": "no-snils"})
    assert answered.status_code == 409
    assert "Отменить уже нельзя" in words(answered)
    assert snils_of(mother(school), seal()) == FRESH


def test_another_schools_card_and_one_of_others_is_not_there(
    school: rows.Rows,
) -> None:
    other = rows.make_school(school.region, "Вторая")
    change(other, other.mother, **NONE)
    change(school, school.mother, **NONE)
    sent = {"typed": FRESH, "cause": "no-snils"}
    teacher = browser(school)
    assert teacher.post(address(other), sent).status_code == 404
    assert teacher.post(address(other, "back/"), sent).status_code == 404
    keys = {"cause": "no-snils", "card": [to_text(mother(other).key)], "column": FRESH}
    assert "done=0" in teacher.post(f"{PAGE}column/", keys)["Location"]
    assert mother(other).snils_digest is None
    assert (
        teacher.post(address(school), {**sent, "cause": "no-link"}).status_code == 404
    )
    assert teacher.post(f"{PAGE}entries/", keys).status_code == 404
    with behind(job_of(school.school, name="test")):
        ClassTeacher.objects.update(until_date=TODAY)
    assert teacher.post(address(school), sent).status_code == 404
    assert Client().post(address(school), sent)["Location"] == "/access/"
    administers(school)
    assert teacher.post(address(school), sent).status_code == 303
