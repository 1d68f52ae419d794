"""The ages at which a pupil is answered differently, out of the rules of the region."""

from dataclasses import dataclass
from itertools import pairwise

from school.access.facts import Audience
from school.regions import in_words
from school.regions.policy import GROWN, Age, Policy, Who


@dataclass(frozen=True)
class Span:
    """Ages from `since` until `until` (half-open), all of which read the same.

    None is no border. `slug` stands in addresses: «0-14», «14-14y6m», «18».
    """

    since: Age | None
    until: Age | None

    @property
    def slug(self) -> str:
        """The name of the ages in an address."""
        since = _short(self.since) if self.since else "0"
        return f"{since}-{_short(self.until)}" if self.until else since

    @property
    def title(self) -> str:
        """«Ученик от 14 до 14,5 года»."""
        return in_words.person(Who.PUPIL, self.since, self.until)

    @property
    def audience(self) -> Audience:
        """The youngest of them, who reads what all of them read."""
        return Audience(Who.PUPIL, self.since.in_months if self.since else 0)


def spans(policy: Policy) -> tuple[Span, ...]:
    """Every age of a pupil, from the youngest.

    A new span begins where a rule begins, where the former one ends to be good enough,
    and where a person begins to answer for himself.
    """
    borders = {GROWN}
    for bracket in policy.of(Who.PUPIL):
        if bracket.since is not None:
            months = bracket.since.in_months
            borders |= {
                Age(*divmod(each, 12))
                for each in (months, months + bracket.grace_months)
            }
    ordered: list[Age | None] = [None, *sorted(borders), None]
    return tuple(Span(since, until) for since, until in pairwise(ordered))


def _short(age: Age) -> str:
    return f"{age.years}y{age.months}m" if age.months else str(age.years)
