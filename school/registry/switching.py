"""Switching: the entries of a card in the registries, and the diary on paper."""

from collections.abc import Callable

from school.access.own_cards import is_own
from school.people.models import Card
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor

HIMSELF = "Себя не отключают: попросите другого администратора."

WhyNot = Callable[[Visitor, Card], str]
"""Why the user of this card may not be switched off; empty where he may."""
_asked: list[WhyNot] = []


def ask_before(why_not: WhyNot) -> None:
    """Ask this before a user is switched off; called from a context's ``ready``."""
    _asked.append(why_not)


def switch(by: Visitor, card: Card, *, registered: bool, user: str) -> str:
    """Put the card into the registries or take it out; works at the next request.

    Of a card that is no guardian's only the user. Empty when it is done, else the
    sentence why not. Raises PermissionDenied for whoever may not.
    """
    with deed(by, Action.SWITCH_USER, card) as act:
        why = _why_not(by, card, user)
        if why:
            act.touched(())
            return why
        if card.kind == Card.Kind.GUARDIAN:
            card.registered = registered
            act.about(f"registered:{registered:d}")
        card.user = user
        act.about(f"user:{user}")
        card.save(update_fields=["registered", "user"])
    return ""


def _why_not(by: Visitor, card: Card, user: str) -> str:
    if card.user != Card.User.ACTIVE or user == Card.User.ACTIVE:
        return ""
    if is_own(by, card.pk):
        return HIMSELF
    return next(filter(None, (why_not(by, card) for why_not in _asked)), "")


def read_on_paper(by: Visitor, student: Card, *, reads: bool) -> None:
    """Say whether the student's family gets the diary printed; likewise."""
    with deed(by, Action.CORRECT_CARD, student) as act:
        student.reads_paper = reads
        student.save(update_fields=["reads_paper"])
        act.about(f"reads_paper:{reads:d}")
