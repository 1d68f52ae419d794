"""Handing out: «Карточка выдана», to the pupil or to a parent."""

from datetime import datetime

from school.logins.models import RegistrationCard
from school.people.models import Card
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor

NOT_PRINTED = "Эту карточку уже выдали, или она больше не действует. Обновите страницу."
State = RegistrationCard.State


def hand_out(
    by: Visitor, card: RegistrationCard, to: RegistrationCard.To, *, at: datetime
) -> str:
    """Note into whose hands a printed card was given; empty, else why it was not.

    Raises PermissionDenied for whoever does not keep the student's card.
    """
    student = Card.objects.get(school=card.school_id, pk=card.login.student_id)
    with deed(by, Action.MAKE_LOGIN, student) as act:
        act.touched(())
        printed = RegistrationCard.objects.filter(
            school=card.school_id, pk=card.pk, state=State.PRINTED, expires_at__gt=at
        )
        noted = printed.update(
            state=State.ISSUED, issued_to=to, issued_at=at, issued_by=by.card
        )
        if not noted:
            return NOT_PRINTED
        act.touched([student])
        act.about(f"registration_card:{card.pk} issued:{to}")
    return ""
