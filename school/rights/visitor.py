"""Who is signed in and as whom he looks: the argument ``by`` of every verb."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from school.walls.actor import Actor, Kind


class Role(StrEnum):
    """What a person is towards a thing."""

    STUDENT = "student"
    GUARDIAN = "guardian"
    TEACHER = "teacher"
    CLASS_TEACHER = "class_teacher"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Followed:
    """A student card that a family may read, and what the person is to it."""

    school: int
    student: int
    role: Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person, read anew at every request.

    A family (``card`` is None) follows students, of several schools perhaps; staff is
    one ``card`` of one ``school`` with the roles granted to it. ``oid`` is None for a
    student whom Госуслуги have not named. ``today`` is the region's day. ``choices``
    counts the ways in which the person could look.
    """

    account: int
    oid: int | None
    short_name: str
    zone: ZoneInfo
    today: date
    followed: tuple[Followed, ...] = ()
    school: int | None = None
    card: int | None = None
    granted: frozenset[Role] = frozenset()
    choices: int = 1

    @property
    def is_staff(self) -> bool:
        """Whether the person looks as an employee of a school."""
        return self.card is not None

    @property
    def himself(self) -> tuple[Followed, ...]:
        """His own cards as a student: one in each school where he learns."""
        return tuple(one for one in self.followed if one.role is Role.STUDENT)

    @property
    def schools(self) -> tuple[int, ...]:
        """The schools whose rows the person may come near, in order."""
        if self.school is not None:
            return (self.school,)
        return tuple(sorted({one.school for one in self.followed}))

    def actor(self) -> Actor:
        """The person as the walls understand him."""
        if self.card is not None and self.school is not None:
            return Actor(
                kind=Kind.STAFF,
                name=f"account:{self.account} card:{self.card}",
                account=self.account,
                schools=(self.school,),
                cards=(self.card,),
            )
        return Actor(
            kind=Kind.FAMILY,
            name=f"account:{self.account}",
            account=self.account,
            schools=self.schools,
            students=tuple(one.student for one in self.followed),
            cards=tuple(one.student for one in self.himself),
        )
