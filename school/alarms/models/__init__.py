"""What was found, and who has seen it; how much is too much."""

from school.alarms.models.alarm import Alarm
from school.alarms.models.limits import AlarmLimits

__all__ = ["Alarm", "AlarmLimits"]
