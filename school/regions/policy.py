"""One policy of a region: who comes in how at what age (data, no decisions)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from school.lib import dates

SignIn = Literal["esia", "password"]
AccountLevel = Literal["any", "child_or_confirmed", "confirmed"]
MatchBy = Literal["snils", "snils_or_birth_certificate", "none"]
ConsentKind = Literal["none", "parent", "own"]
Asked = Literal["automatically", "in_portfolio"]
Place = Literal["portfolio", "notification", "agreements", "consent_screen"]
MessageSet = Literal["seeds", "ais"]
ParentsOfAdults = Literal["until_objection", "with_consent"]
# What Госуслуги may be asked for, in the order in which it is named to people.
DATA_ASKED = ("fullname", "birthdate", "snils", "birth_cert_doc", "email", "mobile")


class Who(StrEnum):
    """Whom a bracket speaks of."""

    PUPIL = "pupil"
    PARENT = "parent"
    STAFF = "staff"


@dataclass(frozen=True, order=True)
class Age:
    """An age in years and months, the border of a bracket."""

    years: int
    months: int = 0

    @property
    def in_months(self) -> int:
        """The age as a number of months."""
        return self.years * 12 + self.months

    def reached(self, born: date) -> date:
        """The day on which somebody born then reaches this age."""
        return dates.reaches(born, years=self.years, months=self.months)

    def __str__(self) -> str:
        return f"{self.years},5" if self.months == 6 else self._plainly()

    def _plainly(self) -> str:
        if not self.months:
            return str(self.years)
        return f"{self.years} лет {self.months} мес."


# From this age on a person answers for himself: no parent consents or reports for him.
GROWN = Age(18)


@dataclass(frozen=True)
class Bracket:
    """The way in for one kind of person between two ages (half-open).

    `since` of the first bracket and `until` of the last one are None: every age has
    exactly one bracket. `match_by` is "none" where nobody comes in through ЕСИА.
    """

    who: Who
    since: Age | None
    until: Age | None
    sign_in: tuple[SignIn, ...]
    account: AccountLevel | None
    match_by: MatchBy
    consent: ConsentKind
    consent_asked: tuple[Asked, ...] = ()
    consent_given_at: tuple[Place, ...] = ()
    grace_months: int = 0

    @property
    def through_esia(self) -> bool:
        """Whether this way opens with Госуслуги at all."""
        return "esia" in self.sign_in

    @property
    def asks_automatically(self) -> bool:
        """Whether our request for consent goes out without anybody's doing."""
        return "automatically" in self.consent_asked

    def holds(self, born: date, on: date) -> bool:
        """Whether somebody born then is inside the bracket on that day."""
        begun = self.since is None or self.since.reached(born) <= on
        return begun and (self.until is None or on < self.until.reached(born))

    def in_grace(self, born: date, on: date) -> bool:
        """Whether the former bracket's way still admits on that day (access.md §2)."""
        if self.since is None or not self.grace_months:
            return False
        months = self.since.in_months + self.grace_months
        return on < dates.reaches(born, years=0, months=months)


@dataclass(frozen=True)
class Policy:
    """The rules of a region from one day on; a school cannot override them."""

    name: str
    line: str
    valid_from: date
    system: str
    messages: MessageSet
    data_asked: tuple[str, ...]
    purpose: str
    parents_of_adults: ParentsOfAdults
    illness_code: str
    brackets: tuple[Bracket, ...]

    @property
    def agreed_to(self) -> tuple[str, str, tuple[str, ...]]:
        """What a consent names: system, purpose, data. Other ones are asked anew."""
        return (
            self.system,
            self.purpose,
            tuple(each for each in DATA_ASKED if each in self.data_asked),
        )

    def of(self, who: Who) -> tuple[Bracket, ...]:
        """The brackets of one kind of person, youngest first."""
        return tuple(each for each in self.brackets if each.who == who)

    def bracket(self, who: Who, born: date, on: date) -> Bracket:
        """The one bracket that holds somebody born then, on that day."""
        return next(each for each in self.of(who) if each.holds(born, on))

    def ways(self, who: Who, born: date, on: date) -> tuple[Bracket, ...]:
        """Every way open on that day: the own bracket, then the former one in grace."""
        brackets = self.of(who)
        index = next(i for i, each in enumerate(brackets) if each.holds(born, on))
        if brackets[index].in_grace(born, on):
            return (brackets[index], brackets[index - 1])
        return (brackets[index],)

    def password_allowed(self, who: Who, born: date, on: date) -> bool:
        """Whether somebody of this age may come in by login and password."""
        return any("password" in way.sign_in for way in self.ways(who, born, on))

    @property
    def offers_password(self) -> bool:
        """Whether the sign-in page shows the password block at all."""
        return any("password" in each.sign_in for each in self.brackets)
