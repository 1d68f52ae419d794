"""Renewing: a parent makes a new code for his own child; the school sees it."""

from datetime import datetime

from school.access.models import Attachment
from school.logins.making import Order, why_not, write_cards
from school.logins.models import RegistrationCard
from school.logins.paper import CardOnPaper
from school.logins.rules import NoPassword
from school.people.models import Card, Kinship
from school.regions.models import School
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Followed, Role, Visitor
from school.walls.actor import job_of
from school.walls.behind import behind


def child_of(by: Visitor, key: int) -> tuple[Followed, Card] | None:
    """The visitor's own child with this key; None for any other one, and for himself.

    Whom a court keeps from a child does not follow it. A transaction of its own.
    """
    for one in by.followed:
        if one.role is Role.GUARDIAN:
            with behind(job_of(one.school, name="login")):
                cards = Card.objects.filter(school=one.school, pk=one.student, key=key)
                card = cards.select_related("school__region").first()
            if card is not None:
                return one, card
    return None


def no_code(by: Visitor, child: Card) -> NoPassword | None:
    """Why the child has no password today; None where he may have a code."""
    return why_not(child.school.region, child, by.today)


def make_code(
    by: Visitor, followed: Followed, *, at: datetime
) -> CardOnPaper | NoPassword:
    """A new code for one's child, in one's own hands at once; the former card is void.

    A transaction of its own. Raises PermissionDenied for whoever is no parent of his.
    """
    with behind(job_of(followed.school, name="login")):
        cards = Card.objects.select_related("school__region")
        child = cards.get(school=followed.school, pk=followed.student)
        with deed(by, Action.MAKE_LOGIN, child) as act:
            why = no_code(by, child)
            if why is not None:
                act.touched(())
                return why
            order = Order(
                school=School.objects.select_related("region").get(pk=followed.school),
                students=[child],
                made_by=_his_card(by, followed),
                at=at,
                to=RegistrationCard.To.PARENT,
            )
            (made,) = write_cards(order)
    return made


def _his_card(by: Visitor, followed: Followed) -> int:
    """The guardian's own card at the child's school, by which he follows it."""
    ties = Attachment.objects.filter(
        school=followed.school, account=by.account, until_at=None
    )
    links = Kinship.objects.filter(
        school=followed.school,
        student=followed.student,
        guardian__in=ties.values("card"),
        restricted=False,
    )
    return links.order_by("-since_date").values_list("guardian", flat=True)[0]
