"""What the rules of the region say of a password at an age. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from school.lib import dates
from school.regions.policy import Who
from school.regions.requirements import Requirement, password_for, requirement
from school.regions.rules import Rules

_NEVER = (
    "По правилам региона ученики входят через Госуслуги, карточек с логином нет."
    " Напечатайте памятку семье: в ней следующий шаг."
)
_OUTGROWN = (
    "По правилам региона логин и пароль — {}. Этот ученик входит через"
    " Госуслуги: напечатайте памятку семье, в ней следующий шаг."
)


@dataclass(frozen=True, slots=True)
class NoPassword:
    """The rules give this age no password: why, what to do instead.

    ``needed`` is what whoever is of this age needs to come in.
    """

    sentence: str
    needed: Requirement


def password_ends(rules: Rules, born: date, today: date) -> date | None:
    """The first day on which somebody who has a password today has none any more.

    By all rules that are known, those that begin later too; None where there is none.
    """
    for day in sorted(set(_turns(rules, born))):
        if day > today and not _allowed(rules, born, day):
            return day
    return None


def no_password(rules: Rules, born: date, today: date) -> NoPassword | None:
    """Why somebody born then has no password today; None where he has."""
    policy = rules.in_force(today)
    if policy.password_allowed(Who.PUPIL, born, today):
        return None
    sentence = _OUTGROWN.format(whom) if (whom := password_for(policy)) else _NEVER
    return NoPassword(sentence, requirement(policy, Who.PUPIL, born, today))


def _allowed(rules: Rules, born: date, day: date) -> bool:
    return rules.in_force(day).password_allowed(Who.PUPIL, born, day)


def _turns(rules: Rules, born: date) -> Iterator[date]:
    """The days on which the rules may say something else of somebody born then."""
    for policy in rules.policies:
        yield policy.valid_from
        for bracket in policy.of(Who.PUPIL):
            if bracket.since is not None:
                yield bracket.since.reached(born)
                months = bracket.since.in_months + bracket.grace_months
                yield dates.reaches(born, years=0, months=months)
