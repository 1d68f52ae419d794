"""The context as a Django application."""

from django.apps import AppConfig


class AlarmsConfig(AppConfig):
    """See the package's docstring."""

    name = "school.alarms"

    def ready(self) -> None:
        """Say who an alarm is for, and have the worker count each day."""
        from school.alarms.models import Alarm
        from school.alarms.raising import raise_what_is_due
        from school.alarms.relations import roles_towards_alarm
        from school.notices.chores import look_after
        from school.rights.relations import relate

        relate(Alarm, roles_towards_alarm)
        look_after("alarms", raise_what_is_due, every_s=600)
