"""`manage.py invite_administrator`: a link for the first administrator of a school."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from school.access.inviting import invite_administrator
from school.lib import clock
from school.lib.keys import to_text
from school.regions.models import School


class Command(BaseCommand):
    """Print the link; it is not kept anywhere else."""

    help = (
        "Печатает ссылку, по которой один человек после входа через Госуслуги станет"
        " администратором школы: у него появятся карточка сотрудника и право."
        " Действует три дня и один раз."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which school."""
        parser.add_argument(
            "--school", required=True, help="ключ школы или её название целиком"
        )

    def handle(self, *args: object, **options: str) -> None:
        """The link, or a sentence that lists the schools there are."""
        school = _school(options["school"].strip())
        token = invite_administrator(school, at=clock.now())
        address = reverse("access:invitation", args=[token])
        self.stdout.write(settings.SCHOOL_URL + address)


def _school(wanted: str) -> School:
    known = list(School.objects.select_related("region").order_by("name"))
    found = [
        one for one in known if wanted in (to_text(one.key), one.name, one.short_name)
    ]
    if len(found) == 1:
        return found[0]
    there = "; ".join(f"{to_text(one.key)} {one.short_name}" for one in known[:20])
    if len(found) > 1:
        raise CommandError(f"Таких школ несколько: назовите ключ. Есть: {there}.")
    if not known:
        raise CommandError("Школ ещё нет: сначала manage.py open_school.")
    raise CommandError(f"Школы «{wanted}» нет. Есть: {there}.")
