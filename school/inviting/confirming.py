"""Confirming: «Это мама этого ученика», and the card is made of what Госуслуги gave.

The account is tied to the card by the door itself, when the parent comes again: there
everything is compared once more.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from school.access.gathering import seal
from school.access.invited import Person, unpacked
from school.inviting.joining import Ours, Unclear, his_card
from school.inviting.models import FamilyInvitation, InvitedPerson
from school.people.documents import snils_of
from school.people.models import Card, Kinship
from school.people.names import FullName
from school.registry import making
from school.registry.correcting import Correction, correct
from school.registry.linking import LINKED, NotLinked, Tie, link
from school.registry.switching import switch
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor
from school.walls.behind import explain

NOT_WAITING = "По этому приглашению уже ответили. Обновите страницу."
State = FamilyInvitation.State


def confirm(
    by: Visitor, invitation: FamilyInvitation, tie: Tie, *, at: datetime
) -> str:
    """Write the person down as this student's: card, both entries, link.

    A card of the school that is his already is joined, and made like Госуслуги. Empty
    when it is done, else the sentence why not; a court's restriction is stronger.
    Raises PermissionDenied for whoever keeps the student's card no more.
    """
    student = invitation.student
    with deed(by, Action.INVITE, student) as act:
        act.touched(())
        one = _locked(invitation)
        person = person_of(one)
        if one.state != State.WAITING or person is None:
            return NOT_WAITING
        explain(f"family_invitation:{one.pk}")
        trouble = _write_down(by, student, person, tie)
        if trouble:
            return trouble
        _close(by, one, State.CONFIRMED, at)
        act.touched([student])
        act.about(f"family_invitation:{one.pk} confirmed")
    return ""


def decline(by: Visitor, invitation: FamilyInvitation, *, at: datetime) -> str:
    """«Это не наш родитель»: nothing of the person is kept. Likewise."""
    with deed(by, Action.INVITE, invitation.student) as act:
        act.touched(())
        one = _locked(invitation)
        if one.state != State.WAITING:
            return NOT_WAITING
        _close(by, one, State.DECLINED, at)
        act.touched([invitation.student])
        act.about(f"family_invitation:{one.pk} declined")
    return ""


def person_of(invitation: FamilyInvitation) -> Person | None:
    """Who has answered and waits; None where nobody does."""
    return people_of([invitation]).get(invitation.pk)


def people_of(invitations: Sequence[FamilyInvitation]) -> dict[int, Person]:
    """Who waits, by invitation of one school. One query."""
    if not invitations:
        return {}
    kept = InvitedPerson.objects.filter(
        school=invitations[0].school_id, invitation__in=invitations
    )
    return {
        one.invitation_id: unpacked(seal().unseal("identity", one.sealed))
        for one in kept
        if one.sealed
    }


def _write_down(by: Visitor, student: Card, person: Person, tie: Tie) -> str:
    """Make or join the card; the sentence why not, and then nothing is written."""
    around = _around(student, person, by)
    his = his_card(person, [ours for _, ours in around])
    if isinstance(his, Unclear):
        return his.sentence
    if his is None:
        who = making.Person(person.name, person.birth_date, person.snils)
        made = making.add_guardian(by, student, who, tie)
        return made.sentence if isinstance(made, NotLinked) else ""
    card = next(card for card, _ in around if card.pk == his)
    linked = link(by, card, student, tie)
    if isinstance(linked, NotLinked) and linked.sentence != LINKED:
        return linked.sentence
    _make_alike(by, card, person)
    return ""


def _make_alike(by: Visitor, card: Card, person: Person) -> None:
    """Put into the card what Госуслуги gave, where it differs, and both entries."""
    name = FullName(card.last_name, card.first_name, card.patronymic)
    number = snils_of(card, seal())
    correction = Correction(
        name=person.name if name.key != person.name.key else None,
        snils=person.snils if number != person.snils else None,
    )
    if correction.parts:
        card = correct(by, card, correction)
    if not card.registered or card.user != Card.User.ACTIVE:
        switch(by, card, registered=True, user=Card.User.ACTIVE)


def _around(student: Card, person: Person, by: Visitor) -> list[tuple[Card, Ours]]:
    """The guardians of the school that have his СНИЛС, or his ФИО and birth date."""
    who = making.Person(person.name, person.birth_date, person.snils)
    cards = making.known_guardians(student, who)
    lasting = Q(until_date=None) | Q(until_date__gt=by.today)
    links = Kinship.objects.filter(lasting, school=student.school_id, student=student)
    linked = set(links.values_list("guardian", flat=True))
    return [(card, _ours(card, linked)) for card in cards]


def _ours(card: Card, linked: set[int]) -> Ours:
    return Ours(
        card=card.pk,
        name=FullName(card.last_name, card.first_name, card.patronymic),
        birth_date=card.birth_date,
        snils=snils_of(card, seal()),
        is_sound=not card.snils_unsound,
        is_linked=card.pk in linked,
    )


def _locked(invitation: FamilyInvitation) -> FamilyInvitation:
    locked = FamilyInvitation.objects.select_for_update()
    return locked.get(school=invitation.school_id, pk=invitation.pk)


def _close(
    by: Visitor, one: FamilyInvitation, state: FamilyInvitation.State, at: datetime
) -> None:
    """It is answered: what Госуслуги gave lives in the card or nowhere."""
    one.state, one.changed_at, one.changed_by_id = state, at, by.card
    one.save(update_fields=["state", "changed_at", "changed_by"])
    # Staff delete nothing behind the walls; an empty row tells of nobody.
    kept = InvitedPerson.objects.filter(school=one.school_id, invitation=one)
    kept.update(sealed=b"")
