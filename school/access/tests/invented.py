"""Invented people and cards for the tests of the decision: short to write, all right.

By default Наталия comes in and her one card passes; a test says what it changes.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from school.access.admitting import admit
from school.access.facts import (
    Admitted,
    CardFacts,
    ConsentFacts,
    Identity,
    KinshipFacts,
    Reason,
    Refused,
)
from school.people import snils
from school.regions.rules import Policy, load

RULES = load(Path(__file__).resolve().parents[3] / "policies")
POLICIES = {each.name: each for line in RULES.values() for each in line.policies}
RYAZAN: Policy = POLICIES["ryazan-2024"]

ON = date(2026, 11, 22)
MOTHER_SNILS = snils.complete(900000001)
CHILD_SNILS = snils.complete(900000002)
OTHER_SNILS = snils.complete(900000077)
CERTIFICATE = "II-ИК 123456"
OWN = (ConsentFacts("own", "given"),)
BY_PARENT = (ConsentFacts("parent", "given"),)
LINK = (KinshipFacts(1, 10, 20, restricted=False),)

_MOTHER: dict[str, Any] = {
    "last_name": "Смирнова",
    "first_name": "Наталия",
    "patronymic": "Сергеевна",
    "birth_date": date(1988, 3, 14),
    "snils": MOTHER_SNILS,
    "certificate": None,
}
_CHILD: dict[str, Any] = {
    "last_name": "Смирнова",
    "first_name": "Мария",
    "patronymic": "Алексеевна",
    "birth_date": date(2015, 5, 20),
    "snils": CHILD_SNILS,
    "certificate": CERTIFICATE,
}
_CARD: dict[str, Any] = {
    "school_id": 1,
    "registered": True,
    "user": "active",
    "attached_oid": None,
}


def mother(**changed: Any) -> Identity:
    """Наталия, 38, confirmed, as Госуслуги know her."""
    return Identity(**{"oid": 1, "level": "confirmed", **_MOTHER, **changed})


def child(**changed: Any) -> Identity:
    """Мария, 11, with a child account."""
    return Identity(**{"oid": 2, "level": "child", **_CHILD, **changed})


def guardian_card(**changed: Any) -> CardFacts:
    """Наталия's card as a guardian in school 1."""
    return CardFacts(
        **{"card_id": 10, "kind": "guardian", **_MOTHER, **_CARD, **changed}
    )


def employee_card(**changed: Any) -> CardFacts:
    """Наталия's card as a teacher in school 1."""
    return CardFacts(
        **{"card_id": 11, "kind": "employee", **_MOTHER, **_CARD, **changed}
    )


def student_card(**changed: Any) -> CardFacts:
    """Мария's card in school 1."""
    return CardFacts(**{"card_id": 20, "kind": "student", **_CHILD, **_CARD, **changed})


def decide(
    identity: Identity,
    cards: Sequence[CardFacts],
    *,
    kinship: Sequence[KinshipFacts] = LINK,
    consents: Sequence[ConsentFacts] = (*OWN, *BY_PARENT),
    policy: str = "ryazan-2024",
    on: date = ON,
) -> Admitted | Refused:
    """The decision with everything else all right."""
    return admit(POLICIES[policy], on, identity, cards, kinship, consents)


def reason(decision: Admitted | Refused) -> Reason:
    """Why it was a refusal."""
    assert isinstance(decision, Refused)
    return decision.reason
