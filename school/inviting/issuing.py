"""Issuing: sheets for the families of students; a new one makes the old one void."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from school.access.gathering import seal
from school.inviting.codes import new_code
from school.inviting.models import FamilyInvitation
from school.people.models import Card
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor

LASTS = timedelta(days=14)
NOT_OPEN = "Это приглашение уже не действует."
State = FamilyInvitation.State


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation for one student's family; the code is kept nowhere else."""

    student: Card
    code: str
    expires_at: datetime


def issue(by: Visitor, students: Sequence[Card], *, at: datetime) -> list[Issued]:
    """A new invitation for each student, in one deed; the former open one is over.

    One that somebody has answered waits on for the class teacher. Raises
    PermissionDenied unless the visitor keeps the cards of all of them.
    """
    if by.card is None or by.school is None:
        raise ValueError("only an employee invites")
    issued = [Issued(student, new_code(), at + LASTS) for student in students]
    with deed(by, Action.INVITE, *students):
        # Whoever prints for the same students at once waits here, in the same order.
        cards = [student.pk for student in students]
        locked = Card.objects.select_for_update().order_by("pk")
        list(locked.filter(school=by.school, pk__in=cards).values_list("pk"))
        former = FamilyInvitation.objects.filter(school=by.school, student__in=cards)
        former.filter(state=State.OPEN).update(
            state=State.OVER, changed_at=at, changed_by=by.card
        )
        FamilyInvitation.objects.bulk_create(
            FamilyInvitation(
                school_id=by.school,
                student=one.student,
                digest=digest_of(one.code),
                made_by_id=by.card,
                made_at=at,
                expires_at=one.expires_at,
            )
            for one in issued
        )
    return issued


def withdraw(by: Visitor, invitation: FamilyInvitation, *, at: datetime) -> str:
    """Make an open invitation void. Empty when it is done, else the sentence why not.

    Raises PermissionDenied for whoever does not keep the student's card.
    """
    with deed(by, Action.INVITE, invitation.student) as act:
        act.touched(())
        locked = FamilyInvitation.objects.select_for_update()
        one = locked.get(school=invitation.school_id, pk=invitation.pk)
        if one.state != State.OPEN:
            return NOT_OPEN
        one.state, one.changed_at, one.changed_by_id = State.OVER, at, by.card
        one.save(update_fields=["state", "changed_at", "changed_by"])
        act.touched([invitation.student])
        act.about(f"family_invitation:{one.pk} withdrawn")
    return ""


def digest_of(code: str) -> str:
    """What an invitation is found by."""
    return seal().digest("invitation", code)
