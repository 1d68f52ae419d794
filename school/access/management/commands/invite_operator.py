"""`manage.py invite_operator`: a link that makes somebody an operator of the region."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from school.access.inviting import invite_operator
from school.lib import clock
from school.regions.choosing import choose_region
from school.regions.opening import NotOpened


class Command(BaseCommand):
    """Print the link; it is not kept anywhere else."""

    help = (
        "Печатает ссылку, по которой один человек после входа через Госуслуги станет"
        " оператором региона. Действует три дня и один раз."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which region."""
        parser.add_argument(
            "--region", default="", help="краткое имя региона, если их несколько"
        )

    def handle(self, *args: object, **options: str) -> None:
        """The link, or a sentence when there is no such region."""
        region = choose_region(options["region"].strip())
        if isinstance(region, NotOpened):
            raise CommandError(region.sentence)
        token = invite_operator(region, at=clock.now())
        address = reverse("access:invitation", args=[token])
        self.stdout.write(settings.SCHOOL_URL + address)
