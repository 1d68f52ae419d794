"""What a newer policy changes, and for whom: compared age by age, told in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from school.regions import in_words
from school.regions.policy import Age, Bracket, Policy, Who

_NEVER = 10**6


@dataclass(frozen=True)
class Change:
    """One thing that changes: for whom, what, how it was and how it will be.

    `whom` is «Для всех» where it does not hang on who one is.
    """

    whom: str
    what: str
    was: str
    will_be: str


@dataclass(frozen=True)
class Turn:
    """The day on which a newer policy begins, and everything it changes.

    `asks_again`: the text of the consent differs (the data asked for, the purpose, the
    system's name), so that everybody is asked for it once more.
    """

    policy: Policy
    changes: tuple[Change, ...]
    asks_again: bool

    @property
    def on(self) -> date:
        """The first day of the newer policy."""
        return self.policy.valid_from


def turn(former: Policy, later: Policy) -> Turn:
    """What `later` changes against `former`, everybody's first, then by age."""
    changes = [*_of_everybody(former, later)]
    for who in Who:
        changes += _of_one_kind(who, former, later)
    return Turn(later, tuple(changes), former.agreed_to != later.agreed_to)


def differences(one: Bracket, other: Bracket) -> tuple[tuple[str, str, str], ...]:
    """What two brackets ask for differently: what, how one does, how the other."""
    was, will_be = dict(in_words.terms(one)), dict(in_words.terms(other))
    return tuple(
        (what, was.get(what, "нет"), will_be.get(what, "нет"))
        for what in dict.fromkeys((*was, *will_be))
        if was.get(what) != will_be.get(what)
    )


def _of_everybody(former: Policy, later: Policy) -> Iterator[Change]:
    pairs = zip(in_words.about(former), in_words.about(later), strict=True)
    for (what, was), (_, will_be) in pairs:
        if was != will_be:
            yield Change("Для всех", what, was, will_be)


def _of_one_kind(who: Who, former: Policy, later: Policy) -> Iterator[Change]:
    """Ages between two borders of either policy, neighbours with one change joined."""
    spans = pairwise(_borders(former.of(who), later.of(who)))
    told = [
        (since, until, differences(_at(former, who, since), _at(later, who, since)))
        for since, until in spans
    ]
    for changes, alike in groupby(told, key=lambda span: span[2]):
        joined = list(alike)
        whom = in_words.person(who, _age(joined[0][0]), _age(joined[-1][1]))
        for what, was, will_be in changes:
            yield Change(whom, what, was, will_be)


def _borders(*brackets: tuple[Bracket, ...]) -> list[int]:
    """Every border in months, with nought and never at the ends."""
    inside = {each.since.in_months for each in sum(brackets, ()) if each.since}
    return [0, *sorted(inside), _NEVER]


def _at(policy: Policy, who: Who, months: int) -> Bracket:
    """The bracket of somebody so many months old."""
    return next(
        each
        for each in policy.of(who)
        if each.until is None or months < each.until.in_months
    )


def _age(months: int) -> Age | None:
    return None if months in (0, _NEVER) else Age(*divmod(months, 12))
