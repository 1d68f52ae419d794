"""Mending in place: a field of one card or the entries of many, and taking it back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from school.desk.causes import Cause
from school.lib.postgres.queries import Query
from school.lib.text import plain
from school.people import names, snils
from school.people.models import Card
from school.people.names import FullName, lookalikes
from school.people.unreadable import Unreadable
from school.registry.card import name_of
from school.registry.correcting import Correction, correct
from school.registry.sharing import with_snils
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor

BY_SNILS = (Cause.NO_SNILS, Cause.SNILS_UNSOUND)
IN_A_FIELD = (*BY_SNILS, Cause.INCOMPLETE)
BY_ENTERING = (Cause.NOT_IN_GUARDIANS, Cause.NO_USER)
LONGEST = 300
ALREADY = "Эту карточку только что исправили: обновите страницу."
_TOO_LATE = "Отменить уже нельзя: карточку изменили или прошло десять минут."
_LAST_CHANGE = Query(__file__, "last_change")
_TEXTS = ("last_name", "first_name", "patronymic", "snils_digest", "snils_unsound")


@dataclass(frozen=True, slots=True)
class Mended:
    """What stands in the card now, as a list may show it: the number is masked."""

    shown: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why nothing was written: a sentence."""

    sentence: str


def mend(by: Visitor, card: Card, cause: Cause, typed: str) -> Mended | Unfit:
    """Write into a card what its cause asks for: a СНИЛС, or ФИО in one line.

    Nothing is written over what somebody has mended meanwhile. Raises PermissionDenied
    for whoever may not.
    """
    locked = Card.objects.select_for_update()
    card = locked.get(school=card.school_id, pk=card.pk)
    if not _waits(card, cause):
        return Unfit(ALREADY)
    correction = _read(by, card, cause, plain(typed)[:LONGEST])
    if isinstance(correction, Unreadable):
        return Unfit(correction.sentence)
    card = correct(by, card, correction)
    if correction.snils is not None:
        return Mended(snils.masked(correction.snils))
    return Mended(name_of(card))


def mend_column(
    by: Visitor, cards: Sequence[Card], cause: Cause, lines: Sequence[str]
) -> dict[int, Mended | Unfit]:
    """The same for several cards, a line for each in order: each is judged alone.

    An empty line leaves its card as it is. By the cards' keys.
    """
    pairs = zip_longest(cards, lines[: len(cards)], fillvalue="")
    return {
        card.key: mend(by, card, cause, line)
        for card, line in pairs
        if isinstance(card, Card) and str(line).strip()
    }


def enter(by: Visitor, cards: Sequence[Card], cause: Cause) -> int:
    """Make the missing entries of these cards in one deed; of how many that was.

    In «Реестр родителей» a guardian gets a user too, where he has none: one without
    the other lets nobody in. Raises PermissionDenied for whoever may not.
    """
    locked = Card.objects.select_for_update().filter(school=by.school)
    found = locked.filter(pk__in=[card.pk for card in cards]).order_by("pk")
    waiting = [card for card in found if _waits(card, cause)]
    if not waiting:
        return 0
    with deed(by, Action.SWITCH_USER, *waiting) as act:
        for card in waiting:
            if cause is Cause.NOT_IN_GUARDIANS:
                card.registered = True
            if cause is Cause.NO_USER or card.user == Card.User.NONE:
                card.user = Card.User.ACTIVE
        Card.objects.bulk_update(waiting, ["registered", "user"])
        act.about(f"entered:{cause.word}")
    return len(waiting)


def take_back(by: Visitor, card: Card) -> Unfit | None:
    """Put back what stood in the card before his own last change; None where it is.

    Only within ten minutes and while nobody has changed the card since.
    """
    locked = Card.objects.select_for_update()
    card = locked.get(school=card.school_id, pk=card.pk)
    values = {"school": card.school_id, "card": card.pk, "actor": by.actor().name}
    changes = [
        (_object(row.old), _object(row.new)) for row in _LAST_CHANGE.rows(values)
    ]
    if not any(old[name] != new[name] for old, new in changes for name in _TEXTS):
        return Unfit(_TOO_LATE)
    with deed(by, Action.CORRECT_CARD, card) as act:
        _restore(card, changes[0][0])
        card.save(update_fields=[*_TEXTS, "snils_sealed"])
        act.about("taken back")
    return None


def _waits(card: Card, cause: Cause) -> bool:
    """Whether the card still lacks what the cause says."""
    parts = (card.last_name, card.first_name, card.patronymic)
    nameless = not (card.last_name.strip() and card.first_name.strip())
    lacks = {
        Cause.NO_SNILS: card.snils_digest is None,
        Cause.SNILS_UNSOUND: card.snils_unsound,
        Cause.INCOMPLETE: nameless or any(map(lookalikes, parts)),
        Cause.NOT_IN_GUARDIANS: not card.registered,
        Cause.NO_USER: card.user != Card.User.ACTIVE,
    }
    return lacks.get(cause, False)


def _read(by: Visitor, card: Card, cause: Cause, typed: str) -> Correction | Unreadable:
    if cause is Cause.INCOMPLETE:
        return _read_name(typed)
    digits = snils.parse(typed)
    if isinstance(digits, Unreadable):
        return digits
    sharers = with_snils(by, card, digits)
    if sharers:
        told = "; ".join(dict.fromkeys(one.told for one in sharers))
        return Unreadable(f"Этот СНИЛС уже стоит {told}. Сверьте с документом.")
    return Correction(snils=digits)


def _read_name(typed: str) -> Correction | Unreadable:
    name = names.split(typed)
    if isinstance(name, FullName) and any(map(lookalikes, vars(name).values())):
        return Unreadable("Среди русских букв есть латинские. Впишите ФИО заново.")
    return name if isinstance(name, Unreadable) else Correction(name=name)


def _restore(card: Card, old: dict[str, Any]) -> None:
    for name in _TEXTS:
        setattr(card, name, old[name])
    sealed = old["snils_sealed"]
    # PostgreSQL writes bytes as \x and hexadecimal digits.
    card.snils_sealed = None if sealed is None else bytes.fromhex(sealed[2:])


def _object(value: Any) -> dict[str, Any]:  # noqa: ANN401 - text or what the driver made
    found: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
    return found
