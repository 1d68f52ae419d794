"""The desk of a region: shares and causes of its municipalities and schools, no people.

It reads what was written down for whole schools, and so knows no class and no card. A
number of fewer than five people could be recognised by whoever knows the school: it is
told as «1–4».
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from school.access.operating import Keeper
from school.desk.causes import ABOUT, About, Cause
from school.desk.counting import Side, Truths
from school.desk.models import Tally
from school.desk.weeks import causes_of, truths_of
from school.lib.dates import monday
from school.regions.models import School
from school.walls.behind import behind

_FEW = 5
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Part:
    """A region, a municipality or a school: how far its families are.

    ``gained`` is by how many whole percents more of them are ready than a week ago,
    None where that is unknown; ``parts`` are the schools of a municipality.
    """

    name: str
    truths: Truths
    gained: int | None = None
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class RegionDesk:
    """``causes`` with how many people they hinder; ``uncounted`` schools are new."""

    whole: Part
    causes: tuple[tuple[About, int], ...]
    municipalities: tuple[Part, ...]
    uncounted: int


def read(by: Keeper, side: Side, today: date) -> RegionDesk:
    """The latest numbers of every school that he keeps. One query, its wall up."""
    this = monday(today)
    with behind(by.actor()):
        found = list(
            Tally.objects.filter(
                school__in=by.schools, side=side, monday__gte=this - _A_WEEK
            ).order_by("monday")
        )
    latest = {one.school_id: one for one in found}
    before = {one.school_id: one for one in found if one.monday < this}
    causes = dict.fromkeys(Cause, 0)
    for tally in latest.values():
        for cause, count in causes_of(tally).items():
            causes[cause] += count
    return RegionDesk(
        whole=_together(by.place, latest.values(), before),
        causes=tuple((ABOUT[cause], count) for cause, count in causes.items()),
        municipalities=_municipalities(by.schools, latest, before),
        uncounted=len(by.schools) - len(latest),
    )


def few(count: int) -> str:
    """A number of people as the region reads it. Pure."""
    return "1–4" if 0 < count < _FEW else str(count)


def share(count: int, whole: int) -> str:
    """A share in percents that betrays no handful on either side of it. Pure.

    «—» where there is nobody, «меньше 5» of a hundred where it would be one to four.
    """
    if not whole:
        return "—"
    if 0 < count < _FEW or 0 < whole - count < _FEW:
        return "почти все" if count * 2 > whole else "почти никто"
    return f"{count * 100 // whole}\N{NO-BREAK SPACE}%"


def _municipalities(
    schools: dict[int, School], latest: dict[int, Tally], before: dict[int, Tally]
) -> tuple[Part, ...]:
    """By name, and their schools by name."""
    inside = defaultdict[str, list[School]](list)
    for school in schools.values():
        if school.pk in latest:
            inside[school.municipality.name].append(school)
    return tuple(
        replace(
            _together(name, (latest[one.pk] for one in inside[name]), before),
            parts=tuple(
                _together(one.short_name, [latest[one.pk]], before)
                for one in sorted(inside[name], key=lambda one: one.short_name)
            ),
        )
        for name in sorted(inside)
    )


def _together(name: str, tallies: Iterable[Tally], before: dict[int, Tally]) -> Part:
    tallies = list(tallies)
    now = truths_of(tallies)
    known = [before[one.school_id] for one in tallies if one.school_id in before]
    ago = truths_of(known)
    gained = now.share(now.ready) - ago.share(ago.ready)
    return Part(name, now, gained if len(known) == len(tallies) else None)
