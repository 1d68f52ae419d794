"""The context as a Django application."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """See the package's docstring."""

    name = "school.staff"

    def ready(self) -> None:
        """Have the worker suspend what nobody uses, and the last one stay on."""
        from school.notices.chores import look_after
        from school.registry.switching import ask_before
        from school.staff.remaining import why_stays_on
        from school.staff.suspending import suspend_what_is_due

        look_after("roles", suspend_what_is_due, every_s=600)
        ask_before(why_stays_on)
