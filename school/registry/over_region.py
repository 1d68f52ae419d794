"""Over a region: where a person with this СНИЛС is written down, told to its operator.

Only by the whole number and never by a name: the walls show a card at the door to who
knows its digest, and nothing else of any school. What is told is where the card stands;
what stands in it the school reads.
"""

from dataclasses import dataclass

from school.access.gathering import seal
from school.access.operating import Keeper
from school.audit.trail import Line, write
from school.lib.keys import to_text
from school.people.models import Card
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

KINDS: dict[str, str] = {
    Card.Kind.STUDENT: "ученик",
    Card.Kind.GUARDIAN: "родитель",
    Card.Kind.EMPLOYEE: "сотрудник",
}
_USERS: dict[str, str] = {
    Card.User.NONE: "пользователя нет",
    Card.User.ACTIVE: "пользователь включён",
    Card.User.INACTIVE: "пользователь отключён",
}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A card as the operator reads it: ``number`` is what its school finds it by."""

    school: str
    town: str
    kind: str
    user: str
    number: str


def find(by: Keeper, digits: str) -> list[Whereabouts]:
    """The cards of the operator's region with this СНИЛС, 11 digits.

    A transaction of its own. A line of audit for each school in which one stands, or
    one line that nothing was found.
    """
    knows = seal().digests("snils", digits)
    who = Actor(Kind.DOOR, f"account:{by.account}", account=by.account, digests=knows)
    with behind(who):
        cards = list(
            Card.objects.filter(snils_digest__in=knows, school__region=by.region)
            .select_related("school__municipality")
            .order_by("school__name", "pk")
        )
        for card in cards:
            _write(who, f"card:{card.pk}", card.school_id)
        if not cards:
            _write(who, "nothing", None)
    return [_told(card) for card in cards]


def _write(who: Actor, thing: str, school: int | None) -> None:
    write(Line(actor=who.name, action="find_in_region", thing=thing, school=school))


def _told(card: Card) -> Whereabouts:
    return Whereabouts(
        school=card.school.short_name,
        town=card.school.municipality.name,
        kind=KINDS[card.kind],
        user=_USERS[card.user],
        number=to_text(card.key),
    )
