"""`manage.py open_school`: add a school to the region."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from school.lib.keys import to_text
from school.regions.opening import NotOpened
from school.regions.opening_schools import open_school


class Command(BaseCommand):
    """Said once for each school; the same name in one municipality is refused."""

    help = (
        "Добавляет школу. Например: manage.py open_school --municipality «Рязань»"
        " --name «МБОУ „Школа № 12“» --short-name «Школа № 12»"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What a school needs."""
        parser.add_argument("--municipality", required=True, help="район или город")
        parser.add_argument("--name", required=True, help="полное название")
        parser.add_argument("--short-name", default="", help="как её зовут семьи")
        parser.add_argument(
            "--region", default="", help="краткое имя региона, если их несколько"
        )

    def handle(self, *args: object, **options: str) -> None:
        """Print the key, by which the school is named to other commands."""
        done = open_school(
            municipality=options["municipality"],
            name=options["name"],
            short_name=options["short_name"],
            region_slug=options["region"].strip(),
        )
        if isinstance(done, NotOpened):
            raise CommandError(done.sentence)
        self.stdout.write(
            f"Школа «{done.short_name}» открыта, ключ {to_text(done.key)}."
        )
