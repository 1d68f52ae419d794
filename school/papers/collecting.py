"""The sheet on which a family hands in its data: a box for each sign.

The typo, cause of most failed sign-ins, is made when somebody reads another's
handwriting. The sheet asks only for what the school lacks of the child.
"""

from collections.abc import Sequence
from typing import NamedTuple

from school.people.models import Card
from school.people.names import FullName
from school.regions.policy import Policy

NAME = "_" * 22
SNILS = "___-___-___ __"
BIRTH = "__.__.____"
PHONE = "+7 ___ ___-__-__"


class Sheet(NamedTuple):
    """The sheet of one child; of the documents only those that are missing.

    Who has a СНИЛС in his card needs no certificate there.
    """

    name: str
    lacks_snils: bool
    lacks_certificate: bool


def sheets(students: Sequence[Card], policy: Policy) -> list[Sheet]:
    """One sheet for each student; a certificate only where the rules match by it."""
    by_certificate = any(
        each.match_by == "snils_or_birth_certificate" for each in policy.brackets
    )
    return [_sheet(card, by_certificate=by_certificate) for card in students]


def _sheet(card: Card, *, by_certificate: bool) -> Sheet:
    lacks_snils = card.snils_digest is None or card.snils_unsound
    lacks_certificate = card.certificate_digest is None
    return Sheet(
        name=FullName(card.last_name, card.first_name, card.patronymic).full,
        lacks_snils=lacks_snils,
        lacks_certificate=by_certificate and lacks_snils and lacks_certificate,
    )
