"""`manage.py invite_operator`: a link that makes somebody an operator of the region."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from school.access.inviting import invite_operator
from school.lib import clock
from school.regions.choosing import choose_region
from school.regions.models import Municipality, Region
from school.regions.opening import NotOpened


class Command(BaseCommand):
    """Print the link; it is not kept anywhere else."""

    help = (
        "Печатает ссылку, по которой один человек после входа через Госуслуги станет"
        " оператором региона, а с --municipality — одного муниципалитета. Действует"
        " три дня и один раз."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which region, and which part of it."""
        parser.add_argument(
            "--region", default="", help="краткое имя региона, если их несколько"
        )
        parser.add_argument(
            "--municipality",
            default="",
            help="название района или города, если не весь",
        )

    def handle(self, *args: object, **options: str) -> None:
        """The link, or a sentence when there is no such place."""
        region = choose_region(options["region"].strip())
        if isinstance(region, NotOpened):
            raise CommandError(region.sentence)
        wanted = options["municipality"].strip()
        town = _town(region, wanted) if wanted else None
        token = invite_operator(region, municipality=town, at=clock.now())
        address = reverse("access:invitation", args=[token])
        self.stdout.write(settings.SCHOOL_URL + address)


def _town(region: Region, wanted: str) -> Municipality:
    known = Municipality.objects.filter(region=region).order_by("name")
    found = known.filter(name=wanted).first()
    if found is None:
        there = "; ".join(one.name for one in known[:20]) or "ни одного"
        raise CommandError(f"Муниципалитета «{wanted}» нет. Есть: {there}.")
    return found
