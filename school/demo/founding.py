"""The land and its year: regions, schools, calendar, bells, kinds of work."""

from typing import Any

from school.academics.models import Subject
from school.demo import chance, consenting, curriculum, invented
from school.demo.days import calendar
from school.demo.scenery import Scenery
from school.importing.beginning.draft import offered
from school.importing.beginning.writing import begin
from school.regions.models import DayOff, HelpLine, Municipality, Region, School

Founded = dict[str, School]


def found(scenery: Scenery) -> Founded:
    """The schools of the scenery by their keys; what is missing is made.

    They have a calendar, bells and kinds of work, and nobody in them yet.
    """
    _name_subjects()
    regions = {row["slug"]: _region(row, scenery) for row in scenery.regions}
    return {
        setting.place.key: _school(setting.place, regions[setting.region])
        for setting in scenery.settings
    }


def is_founded(school: str) -> bool:
    """Whether the school with that key of the data files is there."""
    return School.objects.filter(key=chance.key("school", school)).exists()


def _region(row: dict[str, Any], scenery: Scenery) -> Region:
    region, is_new = Region.objects.get_or_create(
        slug=row["slug"],
        defaults={
            "name": row["name"],
            "policy_line": row["policy_line"],
            "time_zone": row["time_zone"],
        },
    )
    if is_new:
        HelpLine.objects.create(region=region, **row["help_line"])
        DayOff.objects.bulk_create(
            DayOff(region=region, date=day) for day in calendar().closed()
        )
        if row is scenery.regions[0]:
            consenting.agree(region)
    return region


def _school(place: invented.Place, region: Region) -> School:
    municipality, _ = Municipality.objects.get_or_create(
        region=region, name=place.municipality
    )
    school, is_new = School.objects.get_or_create(
        key=chance.key("school", place.key),
        defaults={
            "region": region,
            "municipality": municipality,
            "name": place.name,
            "short_name": place.short_name,
        },
    )
    if is_new:
        year = offered(calendar().year)
        begin(school, year, lambda name: chance.key("work kind", place.key, name))
    return school


def _name_subjects() -> None:
    told = [name for form in invented.forms() for name in form.hours]
    names = dict.fromkeys([*told, *curriculum.subjects()])
    Subject.objects.bulk_create(
        [Subject(name=name, graded=curriculum.is_graded(name)) for name in names],
        ignore_conflicts=True,
    )
