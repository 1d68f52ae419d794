"""Looks at personal cards: each needs a permission, and each is written down twice.

By name for the school (`school.audit.glances`), by role and day for the family, which
reads «классный руководитель — 3 раза» (security.md §5.3).
"""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import connection

from school.audit.glances import Glance, note
from school.people.models import Card
from school.rights.relations import roles_towards
from school.rights.table import SENTENCES, TABLE, Action
from school.rights.visitor import Role, Visitor

# Of several roles a person looks by the nearest to the child.
_NEAREST = (Role.CLASS_TEACHER, Role.ADMINISTRATOR)
_COUNT = """
INSERT INTO card_look (school_id, card_id, role, on_date, times)
SELECT %(school)s, card, %(role)s, %(day)s, 1 FROM unnest(%(cards)s::bigint[]) card
ON CONFLICT (school_id, card_id, role, on_date)
DO UPDATE SET times = card_look.times + 1
"""


def glance(by: Visitor, action: Action, card: Card) -> None:
    """Let somebody look at a card, and write down that he did.

    Called before anything of the card is shown, in the page's transaction. Raises
    PermissionDenied with the action's sentence.
    """
    _look(by, action, card, [card])


def glance_at_all(
    by: Visitor, action: Action, of: object, cards: Sequence[Card]
) -> None:
    """The same of several cards of one thing, for which the permission is asked."""
    _look(by, action, of, cards)


def _look(by: Visitor, action: Action, of: object, cards: Sequence[Card]) -> None:
    roles = TABLE[action] & roles_towards(by, of)
    if not roles:
        raise PermissionDenied(SENTENCES[action])
    for card in cards:
        note(Glance(by.actor().name, action, card.school_id, card.pk))
    role = next((each for each in _NEAREST if each in roles), None)
    if role is not None and cards:
        _count(by, role, cards)


def _count(by: Visitor, role: Role, cards: Sequence[Card]) -> None:
    """Once more for each card; in the order of their ids, so that nobody waits for
    somebody who waits for him."""
    ids = sorted(card.pk for card in cards)
    seen = {"school": by.school, "role": role, "day": by.today, "cards": ids}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, seen)
