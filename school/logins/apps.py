"""The context as a Django application."""

from django.apps import AppConfig


class LoginsConfig(AppConfig):
    """See the package's docstring."""

    name = "school.logins"

    def ready(self) -> None:
        """Have the worker answer whoever forgot his password, and the school told."""
        from school.logins.recovering import answer_what_waits
        from school.logins.standing import said_of
        from school.logins.told import news
        from school.notices.chores import look_after
        from school.registry.beside import say_on_cards
        from school.registry.frame import bring

        look_after("recoveries", answer_what_waits, every_s=2)
        bring(news)
        say_on_cards(said_of)
