"""What came of it: the decision, the ledger, the cards, the register."""

from school.access.facts import Identity
from school.access.models import Account, Attempt, CardConsent, Consent
from school.access.signing_in import CameIn, TurnedAway
from school.access.tests import rows
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind
from tests.consents.conftest import Office


def reason(result: CameIn | TurnedAway) -> str:
    if isinstance(result, CameIn):
        return ""
    return Attempt.objects.get(reference=result.reference).reason


def account_of(identity: Identity) -> int | None:
    with behind(Actor(Kind.DOOR, "test", oid=identity.oid)):
        found = Account.objects.filter(oid=identity.oid).first()
        return found.pk if found else None


def ledger(account: int) -> list[tuple[str, str]]:
    with behind(Actor(Kind.DOOR, "test", account=account)):
        words = Consent.objects.filter(account_id=account).order_by("decided_at", "id")
        return [(word.kind, word.state) for word in words]


def on_card(school: rows.Rows, card: int) -> list[str]:
    with behind(job_of(school.school, name="test")):
        found = CardConsent.objects.filter(card_id=card).order_by("decided_at", "id")
        return [word.state for word in found]


def about_child(office: Office) -> list[dict[str, str]]:
    """What the register holds about the child."""
    found = office.control("GET", "consents")
    return [row for row in found if row["about_key"] == "maria"]


def asked_at(office: Office) -> set[str]:
    return {row["asked_at"] for row in about_child(office)}
