"""Accounts and consents of the people of the stories.

They stand for what the families did before the demo began. Cards are not attached to
anybody: that is done at the first sign-in, after a full match.
"""

from school.access.models import Account, Consent
from school.demo import invented
from school.lib import clock
from school.regions.models import Region

_CHANNEL = "demo"
_TEXT_VERSION = "demo-1"


def agree(region: Region) -> None:
    """Write the own consents of the adults and the parents' ones for the children."""
    people = [person for person in invented.people().values() if person.consent]
    now = clock.now()
    made = Account.objects.bulk_create(
        Account(
            region=region,
            oid=person.oid,
            short_name=person.name.short,
            created_at=now,
        )
        for person in people
    )
    accounts = {
        person.key: account for person, account in zip(people, made, strict=True)
    }
    Consent.objects.bulk_create(
        Consent(
            account=accounts[person.key],
            kind=Consent.Kind.PARENT if person.parent_consent else Consent.Kind.OWN,
            state=person.consent,
            given_by=_decided(person, accounts),
            channel=_CHANNEL,
            text_version=_TEXT_VERSION,
            decided_at=now,
        )
        for person in people
    )


def _decided(person: invented.Person, accounts: dict[str, Account]) -> int | None:
    """Whose word it was; a request has not been answered by anybody yet."""
    if person.consent == Consent.State.ASKED:
        return None
    return accounts[person.parent_consent or person.key].pk
