"""The attempt: one use, one browser, ten minutes; and what becomes of the person."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from school.access import attempting, references, signing_in
from school.access.attaching import open_account
from school.access.facts import Identity
from school.access.models import Account, Attempt
from school.access.recognising import at_the_door
from school.access.signing_in import Browser, CameIn, TurnedAway, begin, come_back
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER, STRANGER
from school.lib import clock
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


@pytest.fixture
def consented(school: rows.Rows) -> rows.Rows:
    account = open_account(school.region, MOTHER, clock.now())
    rows.agreed(school.region, account)
    return school


def started(school: rows.Rows) -> tuple[str, str]:
    """State and browser of an attempt that has just begun."""
    begun = begin(school.region)
    query = parse_qs(urlsplit(begun.address).query)
    return query["state"][0], begun.browser


def decided(school: rows.Rows, identity: Identity) -> CameIn | TurnedAway:
    """What becomes of somebody whom Госуслуги have named."""
    taken = attempting.take(*started(school), clock.now())
    assert taken is not None
    return signing_in._decide(taken, identity, Browser(""))


def told(result: CameIn | TurnedAway) -> str:
    assert isinstance(result, TurnedAway)
    assert result.reference.startswith("ЭШ-")
    return Attempt.objects.get(reference=result.reference).reason


def test_the_same_return_again_gets_the_same_answer(school: rows.Rows) -> None:
    state, browser = started(school)
    back = {"state": state, "error": "access_denied", "error_description": "x"}
    first = come_back(back, Browser(browser))
    kept = Attempt.objects.values().get()
    assert come_back(back, Browser(browser)) == first
    assert come_back({"state": state, "code": "x"}, Browser(browser)) == first
    assert Attempt.objects.values().get() == kept


def test_an_attempt_is_used_up_by_its_first_return(school: rows.Rows) -> None:
    state, browser = started(school)
    assert attempting.take(state, browser, clock.now()) is not None
    assert attempting.take(state, browser, clock.now()) is None
    again = come_back({"state": state, "code": "x"}, Browser(browser))
    assert again == TurnedAway(reference="")


def test_another_browser_brings_nothing_and_leaves_nothing(school: rows.Rows) -> None:
    state, browser = started(school)
    back = {"state": state, "code": "x"}
    before = Attempt.objects.values().get()
    for other in ("", "forged", browser + "x"):
        assert come_back(back, Browser(other)) == TurnedAway(reference="")
    assert come_back({"state": "x"}, Browser(browser)) == TurnedAway(reference="")
    assert Attempt.objects.values().get() == before


def test_after_ten_minutes_it_is_over(school: rows.Rows) -> None:
    state, browser = started(school)
    Attempt.objects.update(started_at=clock.now() - timedelta(minutes=10))
    result = come_back({"state": state, "code": "x"}, Browser(browser))
    assert told(result) == "attempt_expired"


def test_a_refusal_at_gosuslugi_keeps_its_reason(school: rows.Rows) -> None:
    state, browser = started(school)
    back = {
        "state": state,
        "error": "access_denied",
        "error_description": "ESIA-007004: The owner denied the request.",
    }
    assert told(come_back(back, Browser(browser))) == "esia_denied"


def test_gosuslugi_that_do_not_answer_are_named(school: rows.Rows) -> None:
    state, browser = started(school)
    result = come_back({"state": state, "code": "x"}, Browser(browser))
    assert told(result) == "esia_unavailable"


def test_a_number_that_is_taken_is_given_to_nobody_else(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(["ЭШ-2611-777777", "ЭШ-2611-777777", "ЭШ-2611-888888"])
    monkeypatch.setattr(references, "generate", lambda _: next(numbers))
    started(school)
    started(school)
    kept = Attempt.objects.order_by("id").values_list("reference", flat=True)
    assert list(kept) == ["ЭШ-2611-777777", "ЭШ-2611-888888"]


def test_without_a_consent_nobody_comes_in_and_no_account_is_made(
    school: rows.Rows,
) -> None:
    assert told(decided(school, MOTHER)).startswith("own_consent")
    with behind(Actor(Kind.DOOR, "test", oid=MOTHER.oid)):
        assert not Account.objects.exists()


def test_a_mother_comes_in_and_looks_at_her_child(consented: rows.Rows) -> None:
    result = decided(consented, MOTHER)
    assert isinstance(result, CameIn)
    with at_the_door(result.token) as recognised:
        assert recognised is not None
        assert recognised.visitor is not None
        assert [one.student for one in recognised.visitor.followed] == [consented.child]
    assert Attempt.objects.get().outcome == Attempt.Outcome.ADMITTED


def test_a_stranger_and_a_typo_read_the_same_reason_for_the_family(
    consented: rows.Rows,
) -> None:
    stranger = decided(consented, STRANGER)
    typo = decided(consented, replace(MOTHER, first_name="Аннна"))
    assert told(stranger) != told(typo), "the school knows the difference"
    (audience,) = set(Attempt.objects.values_list("audience", flat=True))
    assert audience == "parent", "the family does not"
