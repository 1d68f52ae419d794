"""What a package would do to the school: every thing of it with its verdict."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from school.exchange.incoming.days import Placed, Ref
from school.exchange.incoming.told import (
    OF_KIND,
    Package,
    Thing,
    ToldClass,
    ToldGroup,
    ToldHuman,
    ToldLink,
)
from school.exchange.oneroster.remarks import Remark
from school.importing.verdicts import Person, Verdict

T = TypeVar("T")
Counts = Mapping[Thing, Counter[Verdict]]
OUT = (Verdict.DOUBTFUL, Verdict.WRONG)


@dataclass(frozen=True, slots=True)
class Judged(Generic[T]):
    """One thing of the package: ``pk`` is ours that it is, None for a new one.

    What is doubtful or wrong has a remark; or none, when it hangs on one that has.
    """

    told: T
    verdict: Verdict
    pk: int | None = None
    remark: Remark | None = None

    @property
    def is_clear(self) -> bool:
        """Whether it may be written."""
        return self.verdict not in OUT


@dataclass(frozen=True, slots=True)
class JudgedHuman:
    """A user beside the school's cards; a change has a remark too, a harmless one."""

    told: ToldHuman
    person: Person
    remark: Remark | None = None

    @property
    def is_clear(self) -> bool:
        """Whether it may be written."""
        return self.person.verdict not in OUT


@dataclass(frozen=True, slots=True)
class JudgedGroup:
    """A group with the class it is of here and the id of its subject."""

    group: Judged[ToldGroup]
    school_class: Ref
    subject: int | str


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """A link with the cards that it is between here; None hangs on one left out."""

    told: ToldLink
    verdict: Verdict
    guardian: Ref | None = None
    student: Ref | None = None
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole package beside the school.

    ``opens_year``: the school has no such year yet. ``remarks`` are of what is left
    out, the doubtful and the wrong; harmless ones say what changes or is passed by.
    """

    package: Package
    opens_year: bool
    opens_periods: bool
    classes: tuple[Judged[ToldClass], ...]
    groups: tuple[JudgedGroup, ...]
    humans: tuple[JudgedHuman, ...]
    ties: Mapping[Thing, tuple[Placed, ...]]
    links: tuple[JudgedLink, ...]
    counts: Counts
    remarks: tuple[Remark, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether writing it would change nothing."""
        written = (Verdict.CREATE, Verdict.CHANGE)
        return not any(one[each] for one in self.counts.values() for each in written)


def counted(
    year: Verdict,
    classes: Iterable[Judged[ToldClass]],
    groups: Iterable[JudgedGroup],
    humans: Iterable[JudgedHuman],
    links: Iterable[JudgedLink],
    package: Package,
) -> dict[Thing, Counter[Verdict]]:
    """How many of what become what; what could not be read is wrong."""
    found: dict[Thing, Counter[Verdict]] = {thing: Counter() for thing in Thing}
    found[Thing.YEAR][year] += 1
    found[Thing.CLASS].update(one.verdict for one in classes)
    found[Thing.GROUP].update(one.group.verdict for one in groups)
    found[Thing.LINK].update(one.verdict for one in links)
    for one in humans:
        found[OF_KIND[one.told.kind]][one.person.verdict] += 1
    for wrong in package.wrong:
        found[wrong.thing][Verdict.WRONG] += 1
    return found
