"""Invitations of a planted school: of each class one, by which somebody waits."""

from datetime import date

from school.access.gathering import seal
from school.access.invited import Person, packed
from school.inviting.issuing import LASTS, digest_of
from school.inviting.models import FamilyInvitation, InvitedPerson
from school.lib import clock
from school.people.names import FullName
from tests.matrix.canaries import word
from tests.matrix.planting import GRADES, Planted


def plant(here: Planted) -> None:
    """Leave them at a school; behind its walls."""
    for grade, pupils in GRADES.items():
        owner, student = f"СК{grade}", here.pupils[pupils[0]]
        now = clock.now()
        made = here.put(
            FamilyInvitation,
            owner,
            student=student,
            digest=digest_of(here.place + owner),
            made_by=student,
            made_at=now,
            expires_at=now + LASTS,
            state="waiting",
            answered_at=now,
        )
        parts = (word(here.place + owner, part) for part in ("пришёл", "он", "сам"))
        person = Person(FullName(*parts), date(1988, 3, 14), "90000010286")
        sealed = seal().seal("identity", packed(person))
        here.put(InvitedPerson, invitation=made, sealed=sealed)
        here.invitations[grade] = made
