"""One look at a personal card: one permission, one line of who looked."""

from django.core.exceptions import PermissionDenied

from school.audit.glances import Glance, note
from school.people.models import Card
from school.rights.deed import may
from school.rights.table import SENTENCES, Action
from school.rights.visitor import Visitor


def glance(by: Visitor, action: Action, card: Card) -> None:
    """Let somebody look at a card, and write down that he did.

    The pages of personal cards are to call it before anything of the card is shown, in
    the page's transaction; there are none yet.
    Raises PermissionDenied with the action's sentence.
    """
    if not may(by, action, card):
        raise PermissionDenied(SENTENCES[action])
    note(Glance(by.actor().name, action, card.school_id, card.pk))
