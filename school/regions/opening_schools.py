"""Opening a school of the region: the place, not yet its people."""

from django.db import transaction

from school.audit.trail import Line, write
from school.regions.choosing import choose_region
from school.regions.models import Municipality, Region, School
from school.regions.opening import NotOpened

_LONGEST_NAME = 300
ABSURD = f"Названия школы и района — строки до {_LONGEST_NAME} знаков."


def open_school(
    *, municipality: str, name: str, short_name: str = "", region_slug: str = ""
) -> School | NotOpened:
    """Make a school by a command, and its municipality when it is the first one there.

    As :func:`open_school_in`; NotOpened also for a region that is not there or not
    said among several.
    """
    town = tidy(municipality)
    if not is_name(town) or not _are_names(name, short_name):
        return NotOpened(ABSURD)
    region = choose_region(region_slug)
    if isinstance(region, NotOpened):
        return region
    with transaction.atomic():
        hold(region.pk)
        same = Municipality.objects.filter(region=region, name=town)
        place = same.order_by("pk").first()
        place = place or Municipality.objects.create(region=region, name=town)
        return open_school_in(place, name=name, short_name=short_name, by="command")


def open_school_in(
    place: Municipality, *, name: str, short_name: str = "", by: str
) -> School | NotOpened:
    """Make a school of this municipality; ``by`` names who opens it in the trail.

    Without a short name the name is used. NotOpened for an absurd name, or a school
    that is there already.
    """
    whole = tidy(name)
    if not _are_names(name, short_name):
        return NotOpened(ABSURD)
    with transaction.atomic():
        hold(place.region_id)
        if School.objects.filter(municipality=place, name=whole).exists():
            return NotOpened(f"Школа «{whole}» уже есть: {place.name}.")
        school = School.objects.create(
            region_id=place.region_id,
            municipality=place,
            name=whole,
            short_name=tidy(short_name) or whole,
        )
        write(Line(by, "open_school", f"school:{school.pk}", school.pk))
    return school


def hold(region: int) -> None:
    """Let one transaction at a time add or name places of a region.

    Of two who make the same place at one moment the second sees what the first made;
    who signs in there meanwhile waits for nobody.
    """
    Region.objects.select_for_update(no_key=True).get(pk=region)


def tidy(text: str) -> str:
    """The same with single spaces."""
    return " ".join(text.split())


def is_name(text: str) -> bool:
    """Whether a place can be called so."""
    return text.isprintable() and 0 < len(text) <= _LONGEST_NAME


def _are_names(name: str, short_name: str) -> bool:
    whole = tidy(name)
    return is_name(whole) and is_name(tidy(short_name) or whole)
