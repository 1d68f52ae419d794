"""Accounts and consents of the people of the stories.

They stand for what the families did before the demo began. Cards are not attached to
anybody: that is done at the first sign-in, after a full match.
"""

from school.access.consents.channels.channel import GOSUSLUGI
from school.access.consents.texts import texts_of
from school.access.models import Account, Consent
from school.demo import invented
from school.lib import clock
from school.regions.in_force import policy_of
from school.regions.models import Region


def agree(region: Region) -> None:
    """Write the own consents of the adults and the parents' ones for the children."""
    people = invented.people()
    agreed = [person for person in people.values() if person.consent]
    now = clock.now()
    texts = texts_of(policy_of(region, now.astimezone(region.zone()).date()))
    made = Account.objects.bulk_create(
        Account(
            region=region,
            oid=person.oid,
            short_name=person.name.short,
            created_at=now,
        )
        for person in agreed
    )
    accounts = {
        person.key: account for person, account in zip(agreed, made, strict=True)
    }
    Consent.objects.bulk_create(
        Consent(
            account=accounts[person.key],
            kind="parent" if person.parent_consent else "own",
            state=person.consent,
            by_oid=people[person.parent_consent or person.key].oid,
            channel=GOSUSLUGI,
            text_version=texts.of("parent" if person.parent_consent else "own").version,
            decided_at=now,
        )
        for person in agreed
    )
