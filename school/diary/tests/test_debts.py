"""A debt («точка») as a family reads it."""

from school.diary.tests import pages
from school.diary.tests.cast import Place
from school.diary.tests.conftest import WEDNESDAY
from school.diary.tests.pages import FamilyOf
from school.journal.scale import DEBT


def test_a_debt_is_a_word_with_its_meaning_and_is_no_mark(
    city: Place, family_of: FamilyOf
) -> None:
    maria, group = city.pupil("Мария"), city.group("Математика")
    city.enrol(maria, group)
    lesson = city.lesson(group, WEDNESDAY, work_kind=city.test)
    city.mark(lesson, maria, "4")
    city.mark(lesson, maria, DEBT, slot=2)
    client = family_of(maria).client
    page = client.get(pages.week(maria)).content.decode()
    meaning = "Долг: работу нужно сдать. Контрольная работа"
    assert f'title="{meaning}"><span class="mark__value">точка</span></span>' in page
    words = pages.words(client, pages.week(maria))
    assert f"точка — {meaning}" in words
    assert "1 отметка за неделю" in words
    assert "Математика 1 отметка" in words
    assert words.count("×3") == 1  # what does not count weighs nothing


def test_a_mark_that_replaced_a_debt_stands_alone(
    city: Place, family_of: FamilyOf
) -> None:
    maria, group = city.pupil("Мария"), city.group("Математика")
    city.enrol(maria, group)
    debt = city.mark(city.lesson(group, WEDNESDAY), maria, DEBT)
    client = family_of(maria).client
    before = client.get(pages.week(maria))
    city.change(debt, value="5", number=5)
    after = client.get(pages.week(maria), headers={"If-None-Match": before["ETag"]})
    assert (before.status_code, after.status_code) == (200, 200)
    assert "Долг" in before.content.decode()
    assert "Долг" not in after.content.decode()
