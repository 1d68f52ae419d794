"""Side by side: the cards that may be the sender's, each beside what Госуслуги gave."""

from dataclasses import dataclass

from django.db.models import Q

from school.academics.leading import led_cards
from school.access.gathering import seal
from school.access.said import Said
from school.lib.keys import to_text
from school.people.documents import snils_of
from school.people.models import Card
from school.people.names import FullName
from school.rights.glance import glance
from school.rights.table import Action
from school.rights.visitor import Role, Visitor
from school.support.comparing import NotReplaced, Ours, Row, may_replace, same_person
from school.support.comparing import beside as compared

_KINDS: dict[str, str] = {
    Card.Kind.STUDENT: "Карточка ученика",
    Card.Kind.GUARDIAN: "Карточка родителя",
    Card.Kind.EMPLOYEE: "Карточка сотрудника",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One card beside Госуслуги; ``refused`` says why it may not be replaced."""

    key: str
    kind: str
    rows: tuple[Row, ...]
    refused: str


def read(by: Visitor, said: Said) -> list[Side]:
    """Every card that the visitor keeps and that may be the sender's, side by side.

    Each is an opened card, and is written down as one. A query, and one for each card.
    """
    found = []
    for card, ours in candidates(by, said):
        glance(by, Action.OPEN_CARD, card)
        ruling = may_replace(ours, said, seen=True)
        refused = ruling.sentence if isinstance(ruling, NotReplaced) else ""
        rows = compared(ours, said)
        found.append(Side(to_text(card.key), _KINDS[card.kind], rows, refused))
    return found


def candidates(by: Visitor, said: Said) -> list[tuple[Card, Ours]]:
    """The cards of the visitor's school that may be the sender's, the oldest first.

    Of the whole school one needs only that the СНИЛС is taken; shown are the visitor's.
    """
    digests = seal().digests("snils", said.snils) if said.snils else ()
    near = Q(snils_digest__in=digests) | Q(birth_date=said.birth_date)
    if not digests:
        near = Q(birth_date=said.birth_date)
    around = list(Card.objects.filter(near, school=by.school).order_by("id"))
    kept = {card.pk for card in around}
    if Role.ADMINISTRATOR not in by.granted:
        mine = led_cards(by).filter(pk__in=kept)
        kept = set(mine.values_list("pk", flat=True)) if kept else set()
    with_number = [one for one in around if one.snils_digest in digests]
    facts = [(one, _ours(one, with_number)) for one in around if one.pk in kept]
    return [(card, ours) for card, ours in facts if same_person(ours, said)]


def _ours(card: Card, with_number: list[Card]) -> Ours:
    return Ours(
        name=FullName(card.last_name, card.first_name, card.patronymic),
        birth_date=card.birth_date,
        snils=snils_of(card, seal()),
        taken=any(
            other.pk != card.pk and other.kind == card.kind for other in with_number
        ),
    )
