"""What the demo consists of in each size: regions, schools, which days are shown."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from school.demo import imagining, invented, telling
from school.demo.days import calendar
from school.demo.draft import SchoolDraft
from school.demo.invented import Place
from school.demo.spec import Spec
from school.lib import dates

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Setting:
    """A school of the demo: where it stands and, unless only told, what it is like."""

    region: str
    place: Place
    spec: Spec | None = None

    def draft(self, *, today: date, family_consents: bool) -> SchoolDraft:
        """The school before its first lesson."""
        if self.spec is None:
            return telling.tell(self.place.key, today=today, talks=False)
        spec = replace(self.spec, family_consents=family_consents)
        return imagining.imagine(spec, today=today)


@dataclass(frozen=True, slots=True)
class Scenery:
    """A size of the demo. The first region is the one whose door is open.

    ``weeks_behind`` None shows the whole year so far.
    """

    name: str
    regions: tuple[dict[str, Any], ...]
    settings: tuple[Setting, ...]
    weeks_behind: int | None
    weeks_ahead: int

    def span(self, today: date) -> tuple[date, date]:
        """The days that are shown on a day, half-open: whole weeks of the school year,
        out of it the weeks at its nearest end."""
        year = calendar()
        anchor = max(year.since, min(today, year.until - timedelta(days=1)))
        monday = dates.monday(anchor)
        until = min(year.until, monday + (self.weeks_ahead + 1) * _WEEK)
        if self.weeks_behind is None:
            return year.since, until
        return max(year.since, monday - self.weeks_behind * _WEEK), until


def small() -> Scenery:
    """Only what the data files tell: three schools, seven classes, four weeks."""
    regions = invented.regions()
    settings = tuple(
        Setting(region["slug"], place)
        for region in regions
        for place in invented.places(region)
    )
    return Scenery("small", regions, settings, weeks_behind=2, weeks_ahead=1)


def full() -> Scenery:
    """Four schools of two regions, told people among the imagined, from September."""
    regions = invented.regions()
    told = {place.key: place for each in regions for place in invented.places(each)}
    settings = tuple(_setting(row, told) for row in invented.table("full")["school"])
    return Scenery("full", regions, settings, weeks_behind=None, weeks_ahead=2)


def _setting(row: dict[str, Any], told: dict[str, Place]) -> Setting:
    key = row["key"]
    place = told.get(key) or Place(
        key, row["municipality"], row["name"], row["short_name"]
    )
    spec = Spec(
        key=key,
        number=row["number"],
        kind=row["kind"],
        students=row["students"],
        employees=row["employees"],
        parallels=tuple(row["parallels"]),
        joined=tuple(tuple(grades) for grades in row.get("joined", ())),
        second_shift=tuple(row.get("second_shift", ())),
        told=key in told,
    )
    return Setting(row["region"], place, spec)
