"""The region that a command is about: the only one, or the one it names."""

from school.regions.models import Region
from school.regions.opening import NotOpened


def choose_region(slug: str) -> Region | NotOpened:
    """The region of this short name; an empty name will do where there is one region.

    NotOpened with a sentence where nothing is open yet, the name is not there, or it
    is left out among several regions.
    """
    known = list(Region.objects.order_by("slug"))
    if not known:
        return NotOpened("Региона ещё нет: сначала manage.py open_region.")
    found = [region for region in known if slug in ("", region.slug)]
    if len(found) == 1:
        return found[0]
    there = ", ".join(region.slug for region in known)
    if not found:
        return NotOpened(f"Региона «{slug}» нет. Есть: {there}.")
    return NotOpened(f"Регионов несколько, назовите один в --region: {there}.")
