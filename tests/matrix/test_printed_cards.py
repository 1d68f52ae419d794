"""Registration cards as PDF: whose words are on them, where there are passwords."""

import pytest

from school.lib.keys import to_text
from school.regions.models import Region
from tests.cast import World
from tests.matrix.canaries import body_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


@pytest.fixture(autouse=True)
def _by_password() -> None:
    Region.objects.update(policy_line="meshchora")


@pytest.mark.parametrize(
    ("name", "whole", "children"),
    [
        ("leader", "{class5}", {"Ш1У1", "Ш1У2"}),
        ("head", "school", {"Ш1У1", "Ш1У2", "Ш1У3"}),
    ],
)
def test_a_paper_has_the_words_of_those_asked_for_and_nobody_elses(
    world: World, name: str, whole: str, children: set[str]
) -> None:
    person = world.people[name]
    of = whole.format(class5=to_text(world.schools["Ш1"].classes[5].key))
    answer = person.browser().post("/cards/print/", {"who": "all", "class": of})
    assert answer.status_code == 200
    flown = world.aviary.flown(answer, of)
    assert children <= flown <= person.reads()
    assert {one for one in flown if "У" in one} == children
    assert "снилс" not in body_of(answer).casefold()


@pytest.mark.parametrize(
    "name", ["mother", "pupil", "teacher", "colleague", "left", "exhead", "outsider"]
)
def test_nobody_else_prints_where_the_rules_know_passwords(
    world: World, name: str
) -> None:
    browser = world.people[name].browser()
    for sent in (
        {"who": to_text(world.schools["Ш1"].pupils[1].key)},
        {"who": "all", "class": to_text(world.schools["Ш1"].classes[5].key)},
        {"who": "all", "class": "school"},
    ):
        answer = browser.post("/cards/print/", sent)
        assert answer.status_code in (302, 404), sent
