"""The operators of a region, as its own operator reads them."""

from dataclasses import dataclass
from datetime import date

from school.access.models import Operator
from school.access.operating import Keeper
from school.regions.models import Municipality
from school.walls.behind import behind


@dataclass(frozen=True, slots=True)
class Colleague:
    """One operator: how he is called, what he keeps, since which day.

    ``operator`` names him to the form; ``is_himself``: he who looks.
    """

    operator: int
    name: str
    place: str
    since: date
    is_himself: bool


@dataclass(frozen=True, slots=True)
class Operators:
    """Who keeps the region and its municipalities, and those that nobody keeps."""

    colleagues: tuple[Colleague, ...]
    towns: tuple[Municipality, ...]
    unkept: tuple[str, ...]


def read(by: Keeper) -> Operators:
    """Those of the whole region first, then by municipality. Two queries."""
    with behind(by.actor()):
        live = Operator.objects.filter(region=by.region, until_at=None)
        found = list(live.select_related("municipality").order_by("since_at", "pk"))
    towns = tuple(Municipality.objects.filter(region=by.region).order_by("name"))
    kept = {one.municipality_id for one in found}
    colleagues = (
        Colleague(
            operator=one.pk,
            name=one.short_name or "Имя запишется при входе",
            place=one.municipality.name if one.municipality else "",
            since=one.since_at.astimezone(by.region.zone()).date(),
            is_himself=one.account_id == by.account,
        )
        for one in found
    )
    return Operators(
        tuple(sorted(colleagues, key=lambda one: one.place)),
        towns,
        tuple(one.name for one in towns if one.pk not in kept),
    )


def accounts_by_town(by: Keeper) -> dict[int, frozenset[int]]:
    """Whose accounts keep a municipality of their own, by its id. One query."""
    with behind(by.actor()):
        live = Operator.objects.filter(region=by.region, until_at=None)
        kept = set(live.values_list("municipality", "account"))
    return {
        town: frozenset(account for of, account in kept if of == town)
        for town, _ in kept
        if town is not None
    }
