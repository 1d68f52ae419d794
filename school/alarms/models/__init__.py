"""What was found, and who has seen it."""

from school.alarms.models.alarm import Alarm

__all__ = ["Alarm"]
