"""What the people of a school are to an alarm: its administrators answer for it."""

from school.alarms.models import Alarm
from school.rights.visitor import Role, Visitor


def roles_towards_alarm(visitor: Visitor, alarm: Alarm) -> frozenset[Role]:
    """The visitor's roles towards the alarm, today."""
    is_his = visitor.is_staff and visitor.school == alarm.school_id
    return frozenset({Role.ADMINISTRATOR} & visitor.granted) if is_his else frozenset()
