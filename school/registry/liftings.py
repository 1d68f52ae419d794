"""What waits for an operator as the second person: paper, school and day, no names."""

from dataclasses import dataclass
from datetime import date, datetime

from school.access.operating import Keeper
from school.access.operators import accounts_by_town
from school.lib.keys import to_text
from school.registry.models import SecondWord
from school.registry.seconding import may_decide
from school.walls.behind import behind


@dataclass(frozen=True, slots=True)
class Lifting:
    """One restriction that a school asks to lift; ``number`` is what it is named by."""

    number: str
    school: str
    town: str
    document: str
    ruled: date
    asked_at: datetime


def read(by: Keeper) -> tuple[Lifting, ...]:
    """Those that are his to decide, the longest waiting first.

    Three queries, and for the region a few more for each that a municipality keeps.
    """
    return tuple(_told(by, one) for one in _waiting(by).values())


def find(by: Keeper, key: int) -> SecondWord | None:
    """The one of this key while it waits for him."""
    return _waiting(by).get(key)


def _waiting(by: Keeper) -> dict[int, SecondWord]:
    """By key. The region decides where nobody of the municipality may.

    There it has no operator, or none whom the restriction does not concern himself.
    """
    with behind(by.actor()):
        found = list(SecondWord.objects.order_by("asked_at", "pk"))
    if by.municipality is None and found:
        kept = accounts_by_town(by)
        of = {
            one.pk: kept.get(one.municipality_id, frozenset())
            for one in by.schools.values()
        }
        found = [one for one in found if not may_decide(of[one.school_id], one)]
    return {one.key: one for one in found}


def _told(by: Keeper, one: SecondWord) -> Lifting:
    school = by.schools[one.school_id]
    return Lifting(
        number=to_text(one.key),
        school=school.short_name,
        town=school.municipality.name,
        document=one.document,
        ruled=one.ruled_date,
        asked_at=one.asked_at.astimezone(by.region.zone()),
    )
