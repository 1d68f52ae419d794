"""The land and its year: regions, schools, calendar, bells, kinds of work."""

from decimal import Decimal
from typing import Any

from school.academics.models import Bell, Holiday, Period, SchoolYear, Subject
from school.demo import chance, consenting, curriculum, invented, syllabus
from school.demo.days import calendar
from school.demo.scenery import Scenery
from school.importing.beginning import standard
from school.journal.models import WorkKind
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
        _furnish(school, place.key)
    return school


def _furnish(school: School, key: str) -> None:
    _year(school)
    Bell.objects.bulk_create(
        Bell(
            school=school,
            shift=ring.shift,
            number=ring.number,
            starts=ring.starts,
            ends=ring.ends,
        )
        for ring in standard.rings()
    )
    WorkKind.objects.bulk_create(
        WorkKind(
            school=school,
            key=chance.key("work kind", key, work.name),
            name=work.name,
            short_name=work.short_name,
            weight=Decimal(work.weight),
            position=position,
        )
        for position, work in enumerate(syllabus.works(), start=1)
    )


def _name_subjects() -> None:
    told = [name for form in invented.forms() for name in form.hours]
    names = dict.fromkeys([*told, *curriculum.subjects()])
    Subject.objects.bulk_create(
        [Subject(name=name, graded=curriculum.is_graded(name)) for name in names],
        ignore_conflicts=True,
    )


def _year(school: School) -> None:
    year = calendar()
    SchoolYear.objects.create(
        school=school, year=year.year, since_date=year.since, until_date=year.until
    )
    Period.objects.bulk_create(
        Period(
            school=school,
            year=year.year,
            number=period.number,
            name=period.name,
            since_date=period.since,
            until_date=period.until,
        )
        for period in year.periods
    )
    Holiday.objects.bulk_create(
        Holiday(
            school=school,
            year=year.year,
            name=holiday.name,
            since_date=holiday.since,
            until_date=holiday.until,
            grade=holiday.grade,
        )
        for holiday in year.holidays
    )
