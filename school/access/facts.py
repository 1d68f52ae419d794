"""What the decision is made of and what comes out of it: plain frozen facts.

No database, no HTTP, no clock. The caller gathers facts on one day and acts on the
result.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from school.access.reasons import ActorOfStep, Kind, Reason, Step
from school.people.names import FullName
from school.regions.policy import Who

Level = Literal["confirmed", "child", "standard", "simplified"]
UserState = Literal["none", "active", "inactive"]
ConsentOf = Literal["own", "parent"]
ConsentState = Literal[
    "given", "asked", "refused", "withdrawn", "expired", "superseded"
]

__all__ = [
    "WHO_OF_KIND",
    "ActorOfStep",
    "Admitted",
    "Audience",
    "CardFacts",
    "ConsentFacts",
    "ConsentOf",
    "ConsentState",
    "Held",
    "Identity",
    "Kind",
    "KinshipFacts",
    "Level",
    "Profile",
    "Reason",
    "Refused",
    "Step",
    "UserState",
]

WHO_OF_KIND: dict[Kind, Who] = {
    "student": Who.PUPIL,
    "guardian": Who.PARENT,
    "employee": Who.STAFF,
}


@dataclass(frozen=True)
class Identity:
    """What ЕСИА said: `snils` is 11 digits, `certificate` series and number.

    `proved_at` is when the person last typed his password there, None where that is
    not told.
    """

    oid: int
    last_name: str
    first_name: str
    patronymic: str
    birth_date: date
    snils: str | None
    certificate: str | None
    level: Level
    proved_at: datetime | None = None

    @property
    def name(self) -> FullName:
        """The three names as one."""
        return FullName(self.last_name, self.first_name, self.patronymic)


@dataclass(frozen=True)
class CardFacts:
    """A school's card with that СНИЛС or certificate, or attached to that oid.

    `registered`: a guardian is in «Реестр родителей», an employee works here today;
    `user` is the entry in «Реестр пользователей»; `administrator` an employee who
    mends others' cards.
    """

    card_id: int
    school_id: int
    kind: Kind
    last_name: str
    first_name: str
    patronymic: str
    birth_date: date
    snils: str | None
    certificate: str | None
    registered: bool
    user: UserState
    attached_oid: int | None
    administrator: bool = False

    @property
    def name(self) -> FullName:
        """The three names as one."""
        return FullName(self.last_name, self.first_name, self.patronymic)


@dataclass(frozen=True)
class KinshipFacts:
    """A link that is live on the day, between two cards of one school.

    `guardian_id` and `student_id` are card ids; `restricted` by a court. The student
    was `born` then, and `allows` is what he has said of his parents' reading; a student
    of whom no birth date is told is a child.
    """

    school_id: int
    guardian_id: int
    student_id: int
    restricted: bool
    born: date | None = None
    allows: bool | None = None


@dataclass(frozen=True)
class ConsentFacts:
    """A consent about the person who is coming in, as it stands on the day.

    His own, or one parent's: one fact for each who was asked, not its history. A paper
    one counts for the card `card_id` alone.
    """

    kind: ConsentOf
    state: ConsentState
    card_id: int | None = None


@dataclass(frozen=True)
class Profile:
    """One admitted card; `student_ids` are the children a guardian may see there."""

    kind: Kind
    school_id: int
    card_id: int
    student_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Held:
    """One card that did not pass: its school is told, the person never sees it."""

    school_id: int
    card_id: int
    reason: Reason


@dataclass(frozen=True)
class Audience:
    """For whom a refusal is explained: who, and a pupil's age in whole months.

    Until a card has matched it follows from the birth date at Госуслуги alone, so
    that it tells nothing of the school's data. Kept with the attempt as its text.
    """

    who: Who
    months: int | None = None

    @property
    def minor(self) -> bool:
        """A pupil under eighteen: parents report and consent for him."""
        if self.who is not Who.PUPIL:
            return False
        return self.months is not None and self.months < 18 * 12

    def __str__(self) -> str:
        return str(self.who) if self.months is None else f"{self.who}-{self.months}"

    @classmethod
    def read(cls, text: str) -> "Audience":
        """The audience written by `str`; anything else is an adult who is a parent."""
        who, _, months = text.partition("-")
        if who not in set(Who):
            return cls(Who.PARENT)
        if who != Who.PUPIL or not months.isdecimal():
            return cls(Who(who))
        return cls(Who.PUPIL, int(months))


@dataclass(frozen=True)
class Admitted:
    """The person is in with these profiles; cards that failed are held."""

    profiles: tuple[Profile, ...]
    held: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Refused:
    """The person is not in: the first failed check, as the school knows it.

    What the person reads is made of it by `diagnosis.explain`.
    """

    reason: Reason
    step: Step
    actor: ActorOfStep
    held: tuple[Held, ...] = ()
    audience: Audience = field(default=Audience(Who.PARENT))
