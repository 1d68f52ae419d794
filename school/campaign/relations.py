"""What the people of a school are to an announcement: whoever is asked to read it."""

from school.campaign.models import Announcement
from school.rights.visitor import Role, Visitor


def roles_towards_announcement(
    visitor: Visitor, announcement: Announcement
) -> frozenset[Role]:
    """The visitor's roles towards the announcement, today.

    One for all employees is everybody's who works there.
    """
    if not visitor.is_staff or visitor.school != announcement.school_id:
        return frozenset()
    if Role.ADMINISTRATOR in visitor.granted:
        return frozenset({Role.ADMINISTRATOR})
    for_all = announcement.audience == Announcement.Audience.EMPLOYEES
    return frozenset({Role.TEACHER}) if for_all else frozenset()
