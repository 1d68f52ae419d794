"""Numbering: whoever is in already gets a number, to write to a school under it."""

from datetime import datetime
from hashlib import sha256

from school.access import references
from school.access.facts import Audience
from school.access.models import Attempt
from school.regions.models import Region


def number_for(
    region: Region, *, key: str, audience: Audience, at: datetime
) -> Attempt:
    """A number under which somebody who is in writes to a school; one for a key.

    An attempt that ended well: nothing refuses it, and nobody else gets its number.
    """
    of = sha256(key.encode()).hexdigest()
    month = at.astimezone(region.zone()).date()
    while True:
        made = Attempt(
            region=region,
            state_digest=of,
            browser_digest="",
            verifier="",
            started_at=at,
            used_at=at,
            outcome=Attempt.Outcome.ADMITTED,
            audience=str(audience),
            reference=references.generate(month),
        )
        Attempt.objects.bulk_create([made], ignore_conflicts=True)
        # Either of the two may have been taken: by this person before, or by another.
        found = Attempt.objects.select_related("region").filter(state_digest=of).first()
        if found is not None:
            return found
