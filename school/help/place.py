"""The region that a page of help speaks of, and how its addresses say so."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest

from school.access.place import place_of
from school.lib import clock
from school.regions.in_force import policy_of
from school.regions.models import Region
from school.regions.policy import Policy


@dataclass(frozen=True, slots=True)
class Here:
    """A region at a moment. Where there are several, an address names its own."""

    region: Region
    has_others: bool
    now: datetime

    @property
    def on(self) -> date:
        """The region's own day."""
        return self.now.astimezone(self.region.zone()).date()

    @property
    def policy(self) -> Policy:
        """The rules in force today."""
        return policy_of(self.region, self.on)

    def query(self, *pairs: tuple[str, str]) -> str:
        """What follows the path of an address: «?who=parent», or nothing."""
        named = (("region", self.region.slug),) if self.has_others else ()
        text = urlencode((*named, *pairs))
        return f"?{text}" if text else ""


def here_of(request: HttpRequest) -> Here:
    """The region that the address names, else that of the door in this browser.

    Raises Region.DoesNotExist while there is none: the page says so.
    """
    place = place_of(request)
    named = request.GET.get("region", "")
    region = place.region
    if place.has_others and named:
        region = Region.objects.filter(slug=named).first() or region
    return Here(region, place.has_others, clock.now())
