"""Week by week: how a school or a class stood, and what has changed since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from school.desk.causes import Cause
from school.desk.counting import Side, Truths
from school.desk.models import Tally
from school.lib.dates import day_in_words, monday

# A school quarter: as far back as progress is asked for.
_BACK = 8
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """How it stood at the end of a week: «9 ноября» is its Monday.

    ``causes`` are people by cause; None of several classes together, where a parent
    of two children would be counted twice.
    """

    since: str
    truths: Truths
    causes: Mapping[Cause, int] | None


@dataclass(frozen=True, slots=True)
class Past:
    """The weeks before this one, the latest first, and each class a week ago."""

    weeks: tuple[Week, ...] = ()
    ago: Week | None = None
    classes: Mapping[int, Truths] | None = None

    def gained(self, now: Truths) -> int | None:
        """By how many more families are ready than a week ago; None: unknown."""
        return None if self.ago is None else now.ready - self.ago.truths.ready

    def change(self, cause: Cause, count: int) -> int:
        """By how many people a cause has grown since a week ago; 0 where unknown."""
        if self.ago is None or self.ago.causes is None:
            return 0
        return count - self.ago.causes[cause]

    def class_gained(self, place: int, now: Truths) -> int:
        """The same of a class; 0 where it is unknown."""
        was = (self.classes or {}).get(place)
        return 0 if was is None else now.ready - was.ready


def past(school: int, side: Side, today: date, classes: Sequence[int] | None) -> Past:
    """What was written down; without ``classes`` of the whole school. One query."""
    this, last = monday(today), monday(today) - _A_WEEK
    wanted = Q(is_whole=True) | Q(monday=last)
    if classes is not None:
        wanted = Q(school_class__in=classes)
    found = Tally.objects.filter(
        wanted,
        school=school,
        side=side,
        monday__lt=this,
        monday__gte=this - _BACK * _A_WEEK,
    )
    by_week = defaultdict[date, list[Tally]](list)
    of_classes: dict[int, Truths] = {}
    for one in found:
        if one.is_whole or classes is not None:
            by_week[one.monday].append(one)
        if one.monday == last and one.school_class_id is not None:
            of_classes[one.school_class_id] = truths_of([one])
    weeks = {day: _week(day, by_week[day]) for day in sorted(by_week, reverse=True)}
    return Past(tuple(weeks.values()), weeks.get(last), of_classes)


def truths_of(tallies: Iterable[Tally]) -> Truths:
    """The truths of several schools or classes together."""
    tallies = list(tallies)
    return Truths(
        families=sum(one.families for one in tallies),
        ready=sum(one.ready for one in tallies),
        not_confirmed=sum(one.not_confirmed for one in tallies),
        no_consent=sum(one.no_consent for one in tallies),
        entered=sum(one.entered for one in tallies),
    )


def causes_of(tally: Tally) -> dict[Cause, int]:
    """How many people each cause hindered; of one added since, nobody."""
    return {**dict.fromkeys(Cause, 0), **dict(zip(Cause, tally.causes, strict=False))}


def _week(day: date, tallies: list[Tally]) -> Week:
    return Week(
        since=day_in_words(day),
        truths=truths_of(tallies),
        causes=causes_of(tallies[0]) if len(tallies) == 1 else None,
    )
