"""`manage.py ticket_terms`: in how many working days a message rises."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from school.regions.models import Region
from school.support.models import TicketTerm

_MOST = 30


class Command(BaseCommand):
    """Tell a region's terms, or set them; messages that wait keep their own."""

    help = (
        "Через сколько рабочих дней сообщение о входе само переходит дальше: от"
        " классного руководителя администратору, от него в техподдержку. Без слов"
        " показывает. Например: manage.py ticket_terms --administrator-days 2"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The two numbers, and the region where there are several."""
        parser.add_argument("--region", default="", help="краткое имя региона")
        parser.add_argument("--class-teacher-days", type=int, help="дней, 1–30")
        parser.add_argument("--administrator-days", type=int, help="дней, 1–30")

    def handle(self, *args: object, **options: str | int | None) -> None:
        """Set what is named, tell both; a sentence and exit code 1 for what is odd."""
        region = _region(str(options["region"]))
        named = ("class_teacher_days", "administrator_days")
        asked = {name: days for name in named if (days := options[name]) is not None}
        if any(not 1 <= int(days) <= _MOST for days in asked.values()):
            raise CommandError(f"Срок — от 1 до {_MOST} рабочих дней.")
        term, _ = TicketTerm.objects.update_or_create(region=region, defaults=asked)
        self.stdout.write(
            f"Регион «{region.name}»: от классного руководителя —"
            f" {term.class_teacher_days}, от администратора —"
            f" {term.administrator_days}."
        )


def _region(slug: str) -> Region:
    found = Region.objects.filter(slug=slug) if slug else Region.objects.all()
    regions = list(found[:2])
    if len(regions) != 1:
        raise CommandError("Назовите регион: --region SLUG.")
    return regions[0]
