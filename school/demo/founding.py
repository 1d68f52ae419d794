"""The land and its year: region, schools, calendar, bells, kinds of work."""

from decimal import Decimal

from school.academics.models import Bell, Holiday, Period, SchoolYear, Subject
from school.demo import chance, invented
from school.demo.days import calendar
from school.journal.models import WorkKind
from school.regions.models import DayOff, HelpLine, Municipality, Region, School

Schools = dict[str, School]


def found() -> tuple[Region, Schools]:
    """Make the region and its schools, by their keys of the data files."""
    read = invented.table("region")
    region = Region.objects.create(
        slug=read["slug"],
        name=read["name"],
        policy_line=read["policy_line"],
        time_zone=read["time_zone"],
    )
    HelpLine.objects.create(region=region, **read["help_line"])
    DayOff.objects.bulk_create(
        DayOff(region=region, date=day) for day in calendar().closed()
    )
    schools = {}
    for place in invented.places():
        municipality = Municipality.objects.create(
            region=region, name=place.municipality
        )
        schools[place.key] = School.objects.create(
            key=chance.key("school", place.key),
            region=region,
            municipality=municipality,
            name=place.name,
            short_name=place.short_name,
        )
    return region, schools


def furnish(schools: Schools) -> None:
    """Give each school its year, bells and kinds of work; name the subjects."""
    for key, school in schools.items():
        _year(school)
        Bell.objects.bulk_create(
            Bell(school=school, number=ring.number, starts=ring.starts, ends=ring.ends)
            for ring in invented.rings()
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
            for position, work in enumerate(invented.works(), start=1)
        )
    names = dict.fromkeys(name for form in invented.forms() for name in form.hours)
    Subject.objects.bulk_create(
        [Subject(name=name) for name in names], ignore_conflicts=True
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
        )
        for holiday in year.holidays
    )
