"""`manage.py invite_operator`: a link that makes somebody an operator of the region."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from school.access.inviting import invite_operator
from school.lib import clock
from school.regions.models import Region


class Command(BaseCommand):
    """Print the link; it is not kept anywhere else."""

    help = (
        "Печатает ссылку, по которой один человек после входа через Госуслуги станет"
        " оператором региона. Действует три дня и один раз."
    )

    def handle(self, *args: object, **options: object) -> None:
        """The link, or a sentence when there is no region yet."""
        region = Region.objects.order_by("id").first()
        if region is None:
            raise CommandError("Региона ещё нет: сначала manage.py open_region.")
        token = invite_operator(region, at=clock.now())
        address = reverse("access:invitation", args=[token])
        self.stdout.write(settings.SCHOOL_URL + address)
