"""What Госуслуги said of somebody who was refused, in his own browser for half an hour.

The product keeps none of it. A sealed cookie carries it to the pages of the message
about sign-in, so that the person himself may pass it on to his school.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from school.access.facts import Identity
from school.access.gathering import seal
from school.people.sealing import SealError

LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Said:
    """ФИО, birth date and СНИЛС (11 digits, or empty) as Госуслуги gave them."""

    full_name: str
    birth_date: date
    snils: str

    @classmethod
    def of(cls, identity: Identity) -> "Said":
        """As much of an identity as a school needs to mend a card."""
        names = (identity.last_name, identity.first_name, identity.patronymic)
        full_name = " ".join(name for name in names if name)
        return cls(full_name, identity.birth_date, identity.snils or "")


@dataclass(frozen=True, slots=True)
class Carried:
    """The number of a refused attempt in its own browser, and what was said.

    Of a minor nothing is carried: his parents write from a browser of their own.
    """

    reference: str
    said: Said | None = None


def wrap(carried: Carried, at: datetime) -> str:
    """The cookie's text: encrypted and authenticated, good for half an hour."""
    said = carried.said
    kept = {
        "reference": carried.reference,
        "at": at.isoformat(),
        "said": None if said is None else packed(said),
    }
    return urlsafe_b64encode(seal().seal("identity", json.dumps(kept))).decode()


def unwrap(text: str, at: datetime) -> Carried | None:
    """What a cookie of ours carries; None for a forged, damaged or old one."""
    try:
        kept = json.loads(seal().unseal("identity", urlsafe_b64decode(text)))
    except (SealError, ValueError):
        return None
    made = datetime.fromisoformat(kept["at"])
    if not made <= at < made + LASTS:
        return None
    said = kept["said"]
    return Carried(kept["reference"], None if said is None else unpacked(said))


def packed(said: Said) -> str:
    """As one text, to be sealed."""
    return json.dumps([said.full_name, said.birth_date.isoformat(), said.snils])


def unpacked(text: str) -> Said:
    """The same again."""
    full_name, born, snils = json.loads(text)
    return Said(full_name, date.fromisoformat(born), snils)
