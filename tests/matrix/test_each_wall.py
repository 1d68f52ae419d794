"""Each wall alone keeps a stranger out; with both away, the search itself is proved.

PostgreSQL alone tells schools apart for staff, and children apart for families: who
teaches whom inside one school is Python's business, and public words of a school
(its lessons, without a child's marks) are open to all of its families there.
"""

import pytest

from tests.cast import SEES, Person, World
from tests.matrix.judging import DONE, wrong
from tests.matrix.kept import changed, kept
from tests.matrix.planting import GRADES
from tests.matrix.table import Row, ask, asked, one_of_each, rows
from tests.matrix.walls_down import Lie

pytestmark = pytest.mark.usefixtures("wednesday")

_FAMILIES = {"mother", "other", "stranger", "both", "pupil", "mate"}
_STAFF = {
    "Ш1": {"teacher", "colleague", "unloaded", "leader", "head", "exhead"},
    "Ш2": {"outsider"},
}
# Whoever must not write at Ш1, whatever Python says. Its own staff may, as far as
# PostgreSQL knows.
_STRANGERS = [
    "mother",
    "both",
    "father",
    "pupil",
    "left",
    "outsider",
    "chooser",
    "nobody",
]
# Not walled, and rightly so: whose sessions, attempts and acts they are, ids say.
_OPEN = {"session", "attempt", "audit_line"}
# What each page shows of strangers when nothing hinders it. (The day's list stumbles
# over lessons of two schools at once.)
_CHILDREN = {"Ш1У1", "Ш1У2", "Ш1У3", "Ш2У2"}
_SHOWN = {
    "diary:week": _CHILDREN,
    "diary:day": _CHILDREN,
    "journal:lesson": _CHILDREN,
    "support:messages": {"Ш1СК5", "Ш1СК9", "Ш2СК5", "Ш2СК9"},
    "support:message": {"Ш1СК5", "Ш1СК9", "Ш2СК5"},
    "support:consents": _CHILDREN,
}
_OF_STAFF = (
    *("journal:", "support:messages", "support:message"),
    *("support:consents", "support:paper"),
)
_INSIDE = ("diary:", *_OF_STAFF, "landing", "access:closed")


def postgres_shows(person: Person) -> set[str]:
    """Owners that PostgreSQL lets this person read, whatever Python asks."""
    seen = person.reads()
    places = {owner[:2] for owner in SEES[person.name]}
    if person.name in _FAMILIES:
        classes = {f"{place}К{grade}" for place in places for grade in GRADES}
        return seen | places | classes
    for place, staff in _STAFF.items():
        if person.name in staff:
            numbers = [number for pupils in GRADES.values() for number in pupils]
            seen |= {place, *(f"{place}К{grade}" for grade in GRADES)}
            seen |= {f"{place}У{number}" for number in numbers} | {f"{place}ШТАТ"}
            seen |= {f"{place}СК{grade}" for grade in GRADES} | {f"{place}Р1"}
    return seen


def lies(row: Row) -> list[str]:
    """For whom Python takes the visitor at this row: a parent, a teacher there."""
    if row.view.startswith("diary:"):
        return [""]
    return ["Ш1", "Ш2"] if row.view.startswith(_OF_STAFF) else []


@pytest.mark.django_db
@pytest.mark.parametrize("who", SEES)
def test_postgresql_alone_shows_nobody_a_stranger(
    world: World, python_allows_everything: Lie, who: str
) -> None:
    person, found = world.people[who], []
    browser, may_see = person.browser(), postgres_shows(person)
    for row in rows("GET"):
        for school in lies(row):
            python_allows_everything.school = school
            response = ask(browser, row, world)
            flown = world.aviary.flown(response, asked(row, world)) - may_see
            found += [f"{who} {row.text} ({school}): {owner}" for owner in flown]
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", _STRANGERS)
def test_postgresql_alone_lets_no_stranger_change_anything(
    world: World, python_allows_everything: Lie, who: str
) -> None:
    person, found = world.people[who], []
    browser, before = person.browser(), kept(world, person)
    python_allows_everything.school = "Ш1"
    for row in rows("POST"):
        if row.view.startswith(_OF_STAFF) and row.expected[who] not in DONE:
            response = ask(browser, row, world)
            flown = world.aviary.flown(response, asked(row, world))
            stray = flown - postgres_shows(person)
            found += [f"{who} {row.text}: {owner}" for owner in stray]
    assert found == []
    assert changed(before, kept(world, person)) - _OPEN == set()


@pytest.mark.parametrize("who", SEES)
def test_python_alone_answers_all_that_the_table_says(
    postgres_lets_everything: None, db: None, world: World, who: str
) -> None:
    person, found = world.people[who], []
    browser, before = person.browser(), kept(world, person)
    for row in rows() if SEES[who] else one_of_each(rows(), who):
        if row.view.startswith(_INSIDE) and row.expected[who] not in DONE:
            response = ask(browser, row, world)
            found += wrong(row, person, world, response)
    assert found == []
    assert changed(before, kept(world, person)) - _OPEN == set()


def test_with_both_walls_away_a_stranger_would_be_seen(
    postgres_lets_everything: None,
    db: None,
    world: World,
    python_allows_everything: Lie,
) -> None:
    stranger, seen = world.people["stranger"], dict[str, set[str]]()
    browser, before = stranger.browser(), kept(world, stranger)
    python_allows_everything.is_told = True
    for row in rows():
        for school in lies(row):
            python_allows_everything.school = school
            response = ask(browser, row, world)
            flown = world.aviary.flown(response, asked(row, world))
            seen[row.view] = seen.get(row.view, set()) | flown
    for view, owners in _SHOWN.items():
        assert seen[view] >= owners, view
    written = changed(before, kept(world, stranger))
    assert written >= {
        "mark",
        "absence",
        "lesson",
        "homework",
        "remark",
        "notice",
        "ticket",
        "card_consent",
    }
