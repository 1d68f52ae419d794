"""``manage.py publish_static``: styles and scripts into SCHOOL_HOME/static."""

from django.conf import settings
from django.core.management.base import BaseCommand

from school.ui.assets import publish


class Command(BaseCommand):
    """Publish; a second run changes nothing."""

    help = "Copies styles and scripts of all contexts into SCHOOL_HOME/static."

    def handle(self, *args: object, **options: object) -> None:
        """Print the digest that the pages point to."""
        self.stdout.write(publish(settings.HOME / "static"))
