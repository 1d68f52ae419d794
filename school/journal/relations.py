"""What somebody is to a lesson: its teacher, its class's teacher, the school's head."""

from django.core.exceptions import PermissionDenied

from school.journal.models import Lesson
from school.rights.visitor import Role, Visitor


def roles_towards_lesson(visitor: Visitor, lesson: Lesson) -> frozenset[Role]:
    """The visitor's roles towards the lesson, by the facts of today.

    A lesson that was read for this visitor (``Lesson.objects.visible_to``) already
    knows; another one is asked about.
    """
    if not visitor.is_staff or visitor.school != lesson.school_id:
        return frozenset()
    known = lesson
    if getattr(lesson, "asked_by", None) != visitor.card:
        known = Lesson.objects.towards(visitor).get(pk=lesson.pk)
    roles = {
        Role.TEACHER: known.taught,  # type: ignore[attr-defined]  # by towards()
        Role.CLASS_TEACHER: known.led,  # type: ignore[attr-defined]
        Role.ADMINISTRATOR: Role.ADMINISTRATOR in visitor.granted,
    }
    return frozenset(role for role, holds in roles.items() if holds)


def author_of(by: Visitor) -> int:
    """The card that signs what the visitor writes; a family writes nothing here."""
    if by.card is None:
        raise PermissionDenied("Журнал ведут сотрудники школы.")
    return by.card
