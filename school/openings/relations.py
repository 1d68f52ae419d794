"""What the people of a school are to its opening: its administrators may end it."""

from school.openings.models import Opening
from school.rights.visitor import Role, Visitor


def roles_towards_opening(visitor: Visitor, opening: Opening) -> frozenset[Role]:
    """The visitor's roles towards the opening, today."""
    is_his = visitor.is_staff and visitor.school == opening.school_id
    return frozenset({Role.ADMINISTRATOR} & visitor.granted) if is_his else frozenset()
