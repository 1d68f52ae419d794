"""Birthdays that change how a pupil comes in: told 30, 14 and 3 days before. Pure.

Which ages these are stands in the rules of the region: where a bracket begins (14, in
some 14 and a half, 18), and where the grace of the former way ends. An age at which
the rules ask for the same is told nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from school.people.parents_reading import own_from
from school.regions.changes import differences
from school.regions.in_words import terms, years
from school.regions.policy import GROWN, Age, Bracket, ParentsOfAdults, Policy
from school.regions.rules import Rules, Who
from school.ui.typography import plural

DISTANCES = (3, 14, 30)
_FORMER = "прежний порядок"
_SWITCH = "«Родители видят мой дневник»"
_FOR_PARENTS: dict[ParentsOfAdults, str] = {
    "until_objection": f"открыт, пока ученик не выключит {_SWITCH}",
    "with_consent": f"закрыт, пока ученик не включит {_SWITCH}",
}


@dataclass(frozen=True)
class Border:
    """An age that a pupil reaches soon, and what then changes for him.

    `distance` is the telling this is due for (30, 14 or 3 days before; told late, it is
    the nearest one that has begun; 0 for one that is further away). `changes` are what,
    how it is, how it will be.
    """

    age: Age
    on: date
    distance: int
    changes: tuple[tuple[str, str, str], ...]

    @property
    def key(self) -> int:
        """A number of its own for each age and distance: told once, never twice."""
        return self.age.in_months * 100 + self.distance

    def sentences(self, today: date) -> tuple[str, ...]:
        """The notice in words: when which age comes, then a line for each change."""
        days = (self.on - today).days
        return (
            f"{_in_days(days)} ученику исполнится {years(self.age)}.",
            *(
                f"{what[:1].upper()}{what[1:]}: сейчас — {was}; потом — {will_be}."
                for what, was, will_be in self.changes
            ),
        )


def coming(rules: Rules, born: date, today: date) -> Border | None:
    """The age within the next 30 days that changes the way in; None where none does.

    Compared are the ways of the day before, by the policy of that day, and of the day
    itself, so that rules which begin on the birthday are told as they will be.
    """
    border = ahead(rules, born, today)
    return border if border is not None and border.distance else None


def ahead(rules: Rules, born: date, today: date) -> Border | None:
    """The next age that changes the way in, however far; None where none does.

    By the rules that are known today: those of a later year may be others.
    """
    later = sorted(
        (age.reached(born), age)
        for policy in rules.policies
        for age in _ages(policy)
        if today < age.reached(born) and _in_force(rules, age.reached(born)) is policy
    )
    for on, age in later:
        changes = _changes(rules, born, on)
        if changes:
            away = (on - today).days
            distance = next((each for each in DISTANCES if away <= each), 0)
            return Border(age, on, distance, changes)
    return None


def _ages(policy: Policy) -> Iterator[Age]:
    """The ages at which a pupil's bracket begins, or its grace ends; and eighteen."""
    yield GROWN
    for bracket in policy.of(Who.PUPIL):
        if bracket.since is not None:
            yield bracket.since
            if bracket.grace_months:
                months = bracket.since.in_months + bracket.grace_months
                yield Age(*divmod(months, 12))


def _in_force(rules: Rules, on: date) -> Policy:
    """The policy of that day; before there were any, the first one."""
    return rules.in_force(max(on, rules.policies[0].valid_from))


def _changes(rules: Rules, born: date, on: date) -> tuple[tuple[str, str, str], ...]:
    eve = on - timedelta(days=1)
    was = _in_force(rules, eve).ways(Who.PUPIL, born, eve)
    will_be = _in_force(rules, on).ways(Who.PUPIL, born, on)
    asked = [each for each in differences(was[0], will_be[0]) if each[0] != _FORMER]
    return (*asked, *_former(was, will_be), *_for_parents(rules, born, on))


def _for_parents(rules: Rules, born: date, on: date) -> Iterator[tuple[str, str, str]]:
    """At eighteen the diary becomes the student's own, and the switch is named."""
    if on == own_from(born):
        rule = _in_force(rules, on).parents_of_adults
        yield ("дневник для родителей", "открыт", _FOR_PARENTS[rule])


def _former(
    was: tuple[Bracket, ...], will_be: tuple[Bracket, ...]
) -> Iterator[tuple[str, str, str]]:
    """Whether the former way goes on for a while, or comes to its end that day."""
    if len(will_be) > len(was):
        lasts = dict(terms(will_be[0]))[_FORMER]
        yield (_FORMER, "действует", lasts)
    if len(will_be) < len(was):
        yield (_FORMER, "ещё подходит", "не подойдёт")


def _in_days(days: int) -> str:
    if days == 1:
        return "Завтра"
    return f"Через {days} {plural(days, 'день', 'дня', 'дней')}"
