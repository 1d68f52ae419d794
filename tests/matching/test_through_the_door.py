"""The same towns as rows: the door's own queries find the same cards, and decide so."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from random import Random

import pytest

from school.access.admitting import admit
from school.access.attaching import open_account
from school.access.facts import Admitted, CardFacts, ConsentFacts
from school.access.gathering import gather, seal
from school.access.models import Attachment
from school.people import certificates
from school.people.models import Card, Employee, Kinship
from school.regions.in_force import policy_of
from school.regions.models import Municipality, Region, School
from school.walls.actor import job_of
from school.walls.behind import behind
from tests.matching.judge import Verdict
from tests.matching.people import ON
from tests.matching.town import SCHOOLS, Town, Written, invent
from tests.matching.trial import SEED, verdicts

pytestmark = pytest.mark.django_db

FAMILIES = 200
_MOMENT = datetime(2026, 11, 22, 7, tzinfo=UTC)
_SINCE = date(2026, 9, 1)
_CONSENTS = (ConsentFacts("own", "given"), ConsentFacts("parent", "given"))


def test_the_door_finds_and_admits_whom_the_judge_says() -> None:
    region = Region.objects.create(slug="r", name="Область", policy_line="ryazan")
    town = invent(Random(SEED), FAMILIES)  # noqa: S311 - an invented town
    rows = _Rows(region, town)
    policy = policy_of(region, ON)
    due = let_in = 0
    for person, found in town.pairs():
        facts = gather(region, person, ON)
        assert {card.card_id for card in facts.cards} == {
            rows.ids[x] for x in _ids(found)
        }
        decision = admit(policy, ON, person, facts.cards, facts.kinship, _CONSENTS)
        inside = decision.profiles if isinstance(decision, Admitted) else ()
        cards = {profile.card_id for profile in inside}
        for card, verdict in verdicts(policy, person, found):
            admitted = rows.ids[card.facts.card_id] in cards
            due += verdict is Verdict.MUST
            let_in += verdict is Verdict.MUST and admitted
            assert not (admitted and verdict in (Verdict.NEVER, Verdict.MUST_NOT))
    assert due > 2 * FAMILIES
    assert let_in >= 0.99 * due


def _ids(found: list[Written]) -> Iterator[int]:
    return (card.facts.card_id for card in found)


class _Rows:
    """A town written into the tables; `ids` leads from its cards to the rows."""

    def __init__(self, region: Region, town: Town) -> None:
        place = Municipality.objects.create(region=region, name="Город")
        self._schools = {
            number: School.objects.create(
                region=region,
                municipality=place,
                name=f"{number}",
                short_name=f"{number}",
            )
            for number in SCHOOLS
        }
        self._accounts = {
            one.oid: open_account(region, one, _MOMENT) for one in town.people
        }
        self.ids: dict[int, int] = {}
        cards = sorted((one.facts for one in town.cards), key=lambda c: c.school_id)
        for number, here in groupby(cards, key=lambda card: card.school_id):
            school = self._schools[number]
            with behind(job_of(school.pk, name="test")):
                self._write(school, list(here), town)

    def _write(self, school: School, facts: list[CardFacts], town: Town) -> None:
        made = Card.objects.bulk_create([_card(school, one) for one in facts])
        self.ids |= {one.card_id: row.pk for one, row in zip(facts, made, strict=True)}
        Attachment.objects.bulk_create(
            Attachment(
                school=school,
                card_id=self.ids[one.card_id],
                account_id=self._accounts[one.attached_oid],
                oid=one.attached_oid,
                evidence="snils",
                since_at=_MOMENT,
            )
            for one in facts
            if one.attached_oid is not None
        )
        Employee.objects.bulk_create(
            Employee(
                school=school,
                card_id=self.ids[one.card_id],
                name="Иванова Е. И.",
                position="учитель",
                since_date=_SINCE,
            )
            for one in facts
            if one.kind == "employee"
        )
        Kinship.objects.bulk_create(
            Kinship(
                school=school,
                guardian_id=self.ids[link.guardian_id],
                student_id=self.ids[link.student_id],
                kind=Kinship.Kind.GUARDIAN,
                since_date=_SINCE,
            )
            for one in facts
            for link in set(town.links.get(one.card_id, ()))
        )


def _card(school: School, facts: CardFacts) -> Card:
    """The row as a school keeps it: documents in one form, sealed."""
    digits = "".join(sign for sign in facts.snils or "" if sign.isdigit())
    paper = certificates.normalise(facts.certificate or "")
    row = Card(
        school=school,
        kind=facts.kind,
        last_name=facts.last_name,
        first_name=facts.first_name,
        patronymic=facts.patronymic,
        birth_date=facts.birth_date,
    )
    if digits.strip("0"):
        row.snils_sealed = seal().seal("snils", digits)
        row.snils_digest = seal().digest("snils", digits)
    if paper:
        row.certificate_sealed = seal().seal("certificate", paper)
        row.certificate_digest = seal().digest("certificate", paper)
    return row
