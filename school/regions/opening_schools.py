"""Opening a school of the region: the place, not yet its people."""

from django.db import transaction

from school.audit.trail import Line, write
from school.regions.choosing import choose_region
from school.regions.models import Municipality, School
from school.regions.opening import NotOpened

_LONGEST_NAME = 300
ABSURD = f"Названия школы и района — строки до {_LONGEST_NAME} знаков."


def open_school(
    *,
    municipality: str,
    name: str,
    short_name: str = "",
    region_slug: str = "",
    by: str = "command",
) -> School | NotOpened:
    """Make a school, and its municipality when it is the first one there.

    Without a short name the name is used; ``by`` names who opens it in the trail.
    NotOpened for an absurd name, a school that is there already, or a region that is
    not there or not said among several.
    """
    town, whole = tidy(municipality), tidy(name)
    short = tidy(short_name) or whole
    if not all(is_name(one) for one in (town, whole, short)):
        return NotOpened(ABSURD)
    region = choose_region(region_slug)
    if isinstance(region, NotOpened):
        return region
    with transaction.atomic():
        place, _ = Municipality.objects.get_or_create(region=region, name=town)
        if School.objects.filter(municipality=place, name=whole).exists():
            return NotOpened(f"Школа «{whole}» уже есть: {town}.")
        school = School.objects.create(
            region=region, municipality=place, name=whole, short_name=short
        )
        write(Line(by, "open_school", f"school:{school.pk}", school.pk))
    return school


def tidy(text: str) -> str:
    """The same with single spaces."""
    return " ".join(text.split())


def is_name(text: str) -> bool:
    """Whether a place can be called so."""
    return text.isprintable() and 0 < len(text) <= _LONGEST_NAME
