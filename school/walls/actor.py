"""Who stands before the walls, as PostgreSQL is told it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the policies of every table ask first."""

    DOOR = "door"  # nobody yet: sees only the cards whose digest it already knows
    FAMILY = "family"  # parents and pupils: the students they may follow
    STAFF = "staff"  # one employee of one school
    JOB = "job"  # the machine itself, in one school
    SUPPORT = "support"  # a region's operator: rows without personal data, no writing


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts or looks, in the ids that the walls understand.

    ``schools`` are the schools whose rows may be seen at all, ``students`` the
    student cards that a family may read, ``cards`` the actor's own cards (of a
    family those of the student himself, no parent's), ``digests`` what a person at the
    door proved to know about himself, ``oid`` who he is at Госуслуги. ``region`` is the
    one whose operators he appoints and dismisses. ``name`` goes into history: an id,
    never a person's name.
    """

    kind: Kind
    name: str
    account: int | None = None
    schools: tuple[int, ...] = ()
    students: tuple[int, ...] = ()
    cards: tuple[int, ...] = ()
    digests: tuple[str, ...] = ()
    oid: int | None = None
    region: int | None = None

    def settings(self) -> dict[str, str]:
        """The ``app.*`` settings that the policies read, name → text."""
        return {
            "kind": self.kind,
            "actor": self.name,
            "account": "" if self.account is None else str(self.account),
            "schools": _array(self.schools),
            "students": _array(self.students),
            "cards": _array(self.cards),
            "digests": _array(self.digests),
            "oid": "" if self.oid is None else str(self.oid),
            "region": "" if self.region is None else str(self.region),
        }


def job_of(school: int, *, name: str) -> Actor:
    """The machine working for one school, e.g. writing its refused attempts."""
    return Actor(kind=Kind.JOB, name=f"job:{name}", schools=(school,))


def _array(values: tuple[int, ...] | tuple[str, ...]) -> str:
    return "{" + ",".join(str(value) for value in values) + "}" if values else ""
