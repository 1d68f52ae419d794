"""Places of a package beside those that stand: half-open days that may not meet. Pure.

A place that stands keeps its first day; the package may end one that lasts. Whatever
would meet another place is left out: nobody learns in two classes at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from school.exchange.incoming.told import Thing, ToldTie
from school.importing.verdicts import Verdict
from school.lib.dates import numeric

# A card or a place of the school by its id, or by its key in the package.
Ref = int | str
_ANOTHER_END = (
    "У нас это место закончилось {}, а в архиве — {}. Исправьте одно из двух."
)
_MEETS = {
    Thing.ENROLMENT: "На эти дни ученик уже в классе: с {}{}.",
    Thing.MEMBERSHIP: "На эти дни ученик уже в этой группе: с {}{}.",
    Thing.LEAD: "На эти дни у класса уже есть классный руководитель: с {}{}.",
    Thing.LOAD: "На эти дни эта нагрузка уже есть: с {}{}.",
}
_TWICE = "Это место уже названо в строке {}."
_ENDS = "Это место у нас закончится: {}."


@dataclass(frozen=True, slots=True)
class Fact:
    """A place that stands: ``place`` and ``who`` are ids of the school's."""

    pk: int
    place: int
    who: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A place of the package, with whom and where it is here.

    ``pk`` is the place that stands already, None for a new one.
    """

    told: ToldTie
    place: Ref
    who: Ref
    verdict: Verdict
    pk: int | None = None
    sentence: str = ""
    column: str = ""


@dataclass(slots=True)
class _Days:
    """Days of one place under way: what stands, or was told in this row."""

    place: Ref
    who: Ref
    since: date
    until: date | None
    pk: int | None = None
    row: int = 0

    def meets(self, since: date, until: date | None) -> bool:
        """Whether they share a day."""
        begins = until is None or self.since < until
        return begins and (self.until is None or since < self.until)


def settle(
    thing: Thing, told: Iterable[tuple[ToldTie, Ref, Ref]], facts: Iterable[Fact]
) -> tuple[Placed, ...]:
    """The told places of one kind, each with its place and person here, beside what
    stands of that kind."""
    standing: dict[object, list[_Days]] = defaultdict(list)
    asked: dict[object, list[tuple[ToldTie, Ref, Ref]]] = defaultdict(list)
    for fact in facts:
        days = _Days(fact.place, fact.who, fact.since, fact.until, fact.pk)
        standing[_scope(thing, fact.place, fact.who)].append(days)
    for tie, place, who in told:
        asked[_scope(thing, place, who)].append((tie, place, who))
    found = [
        placed
        for scope, ties in asked.items()
        for placed in _together(ties, standing.get(scope, []))
    ]
    return tuple(sorted(found, key=lambda one: one.told.row))


def _scope(thing: Thing, place: Ref, who: Ref) -> object:
    """Among which places no two may meet: a student's classes, a class's teachers."""
    if thing is Thing.ENROLMENT:
        return who
    return place if thing is Thing.LEAD else (place, who)


def _together(
    ties: Sequence[tuple[ToldTie, Ref, Ref]], days: list[_Days]
) -> Iterable[Placed]:
    """The places of one scope: first those that stand, then the new ones."""
    rest = []
    for tie, place, who in ties:
        own = _same(tie, place, who, days)
        if own is None:
            rest.append((tie, place, who))
        else:
            yield _beside(Placed(tie, place, who, Verdict.SAME, own.pk), own)
    for tie, place, who in rest:
        new = Placed(tie, place, who, Verdict.CREATE)
        other = next((one for one in days if one.meets(tie.since, tie.until)), None)
        if other is None:
            days.append(_Days(place, who, tie.since, tie.until, row=tie.row))
            yield new
        else:
            yield _said(new, Verdict.WRONG, _why(tie.thing, other), "classSourcedId")


def _same(tie: ToldTie, place: Ref, who: Ref, days: Iterable[_Days]) -> _Days | None:
    """The place that stands and is this one: from the same day, or meeting it."""
    own = [one for one in days if (one.place, one.who) == (place, who)]
    exact = (one for one in own if one.since == tie.since)
    return next(exact, None) or next(
        (one for one in own if one.meets(tie.since, tie.until)), None
    )


def _beside(placed: Placed, own: _Days) -> Placed:
    if own.row:
        return _said(placed, Verdict.WRONG, _TWICE.format(own.row), "sourcedId")
    own.row, until = placed.told.row, placed.told.until
    if until is None or until == own.until:
        return placed
    if own.until is None and until > own.since:
        own.until = until
        words = _ENDS.format(numeric(until))
        return _said(placed, Verdict.CHANGE, words, "endDate")
    ended = "" if own.until is None else numeric(own.until)
    words = _ANOTHER_END.format(ended, numeric(until))
    return _said(placed, Verdict.DOUBTFUL, words, "endDate")


def _said(placed: Placed, verdict: Verdict, words: str, column: str) -> Placed:
    return replace(placed, verdict=verdict, sentence=words, column=column)


def _why(thing: Thing, other: _Days) -> str:
    until = "" if other.until is None else f" до {numeric(other.until)}"
    return _MEETS[thing].format(numeric(other.since), until)
