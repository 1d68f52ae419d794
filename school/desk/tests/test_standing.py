"""The query over a school finds what the pure function finds of each of its people."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from school.access.consents.representing import counted
from school.access.consents.standing import facts
from school.access.consents.texts import Texts, texts_of
from school.access.facts import WHO_OF_KIND, ConsentFacts
from school.access.models import Account
from school.access.readiness import readiness
from school.access.reasons import Reason
from school.access.tests.invented import ON, POLICIES
from school.desk import standing
from school.desk.brackets import stretches
from school.desk.causes import SEEN_AT_THE_DOOR, Cause, cause_of, causes
from school.desk.tests.invented import NOW, Drawn, Invented, lasts, schools
from school.lib import clock
from school.people.names import lookalikes
from school.people.parents_reading import parents_read
from school.regions.models import Municipality, Region, School
from school.regions.policy import Policy
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

# A campaign of thousands: DESK_EXAMPLES=5000.
_EXAMPLES = int(os.environ.get("DESK_EXAMPLES", "40"))


def school() -> tuple[School, int]:
    """An empty school, and an account that its cards may be tied to."""
    region, _ = Region.objects.get_or_create(
        slug="r", name="Область", policy_line="ryazan"
    )
    town, _ = Municipality.objects.get_or_create(region=region, name="Город")
    made = School.objects.create(
        region=region, municipality=town, name="Школа", short_name="Школа"
    )
    with behind(Actor(Kind.DOOR, name="test", oid=made.pk)):
        account = Account.objects.create(
            region=region, oid=made.pk, short_name="А", created_at=clock.now()
        )
    return made, account.pk


@settings(
    max_examples=_EXAMPLES,
    deadline=None,
    # Each school is rows in a database: to find the smallest one would take minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(schools(), st.sampled_from(sorted(POLICIES)))
def test_the_query_answers_as_the_pure_function(drawn: list[Drawn], name: str) -> None:
    policy = POLICIES[name]
    made, account = school()
    with behind(job_of(made.pk, name="test")):
        invented = Invented(made, account, drawn, texts_of(policy))
        found = standing.read(made.pk, policy, ON, NOW)
    told = {each.card: each.causes for each in found}
    pure = expected(invented, policy)
    differing = [
        (told.get(card, "nobody"), pure.get(card, "nobody"), one)
        for card, one in invented
        if told.get(card, "nobody") != pure.get(card, "nobody")
    ]
    assert differing == []


def expected(invented: Invented, policy: Policy) -> dict[int, Any]:
    """What the pure function says of everybody whom the desk is to know."""
    texts = texts_of(policy)
    return {
        card: judged(invented, number, policy, texts)
        for number, (card, one) in enumerate(invented)
        if belongs(invented, one, policy)
    }


def belongs(invented: Invented, one: Drawn, policy: Policy) -> bool:
    """A student of today; whoever may read one, or has never been linked."""
    if one.kind == "student":
        return one.places is not None and lasts(one.places)
    if one.kind == "employee":
        return False
    if not one.links:
        return True
    rule = policy.parents_of_adults
    for number, (restricted, span) in one.links.items():
        child = invented.drawn[number]
        reads = parents_read(rule, child.birth_date, ON, child.allows)
        here = child.places is not None and lasts(child.places)
        if lasts(span) and not restricted and reads and here:
            return True
    return False


def judged(
    invented: Invented, number: int, policy: Policy, texts: Texts
) -> tuple[Cause, ...] | None:
    one, cards = invented.drawn[number], invented.facts()
    ready = readiness(
        policy,
        ON,
        cards[number],
        cards=cards,
        kinship=invented.kinship(),
        consents=None if one.oid is None else consents(invented, number, texts),
    )
    names = (one.last_name, one.first_name, one.patronymic)
    misnamed = not (one.last_name and one.first_name) or any(map(lookalikes, names))
    told = causes(
        ready,
        unsound=one.unsound,
        misnamed=one.oid is None and misnamed,
        held=held(one),
        entered=one.entered and (one.past_tie or one.oid is not None),
    )
    plain = not one.unsound and not misnamed and held(one) is None
    if plain and told and ready.stop is not None and ready.stop.reason is not None:
        assert told[0] is cause_of(ready.stop.reason), (
            "the first cause is the first stop"
        )
    return told


def consents(invented: Invented, number: int, texts: Texts) -> tuple[ConsentFacts, ...]:
    """Those that count: of a child whom a court guards, his representatives' alone."""
    card = invented.ids[number]
    links = [each for each in invented.kinship() if each.student_id == card]
    oids = {
        one.oid
        for guardian, one in invented
        for each in links
        if each.guardian_id == guardian and not each.restricted
    }
    those = frozenset(oid for oid in oids if oid is not None)
    guarded = any(each.restricted for each in links)
    words = counted(invented.said(number), those if guarded else None)
    return facts(words, texts, NOW)


def held(one: Drawn) -> Reason | None:
    """Why the door last refused the card, if that is not answered since."""
    standing_still = [
        (-days, reason)
        for reason, (days, mended) in one.held.items()
        if reason in SEEN_AT_THE_DOOR and not mended
        if one.oid is None or days < one.tied_days_ago
    ]
    latest = sorted(standing_still, key=lambda each: each[0])
    return latest[-1][1] if latest else None


def test_a_school_takes_one_query_and_one_where_a_document_is_on_two_kinds() -> None:
    made, _ = school()
    policy = POLICIES["ryazan-2024"]
    with (
        behind(job_of(made.pk, name="test")),
        CaptureQueriesContext(connection) as captured,
    ):
        assert standing.read(made.pk, policy, ON, NOW) == ()
    sent = [query["sql"] for query in captured.captured_queries]
    to_the_planner, read, and_back = sent
    assert "enable_nestloop" in to_the_planner
    assert "enable_nestloop" in and_back
    assert "enable_nestloop" not in read


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_every_birth_date_lies_where_the_rules_say_the_same(name: str) -> None:
    policy = POLICIES[name]
    for each in stretches(policy, ON):
        for days in range(9000):
            born = ON - days * timedelta(days=1)
            if each.after < born <= each.upto and each.ways:
                assert each.ways == policy.ways(WHO_OF_KIND[each.kind], born, ON)
