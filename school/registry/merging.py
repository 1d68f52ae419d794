"""Merging: of two cards of one person one stands for both, and it can be taken back.

Nothing is deleted. What the other card has goes over (:mod:`school.registry.moving`),
the card itself stays as a row that no list shows and the door does not find.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Func, Value
from django.utils.crypto import constant_time_compare, salted_hmac

from school.access.models import Session
from school.access.own_cards import own_cards
from school.lib import clock
from school.people.models import Card
from school.registry import belongings
from school.registry.belongings import Change, Row, Values, differing
from school.registry.choosing import (
    GIVEN_UP,
    Choice,
    choices_of,
    chosen,
    initials_of,
)
from school.registry.holding import held
from school.registry.models import CardMerge
from school.registry.moving import SUPPORT, Moves, moves_of
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor

TERM = timedelta(days=30)
HIMSELF = "Свою карточку объединяет другой администратор школы."
ANOTHER_HELD = (
    "В другой карточке {words}, они не переносятся. Оставьте ту карточку, а не эту."
)
BOTH_HELD = f"В обеих карточках {{words}}, они не переносятся. {SUPPORT}"
TOO_LATE = "Вернуть можно в течение 30 дней."
CHANGED = (
    "После объединения в карточку уже записали новое. Возврат это потерял бы, поэтому"
    " вернуть как было нельзя."
)
UNDONE = "Карточки уже разделили обратно."


@dataclass(frozen=True)
class Plan:
    """What a merge would do: ``troubles`` say why it cannot be done."""

    stays: Row
    goes: Row
    rows: list[Row]
    choices: list[Choice]
    moves: Moves
    troubles: list[str]
    was_held: bool

    @property
    def token(self) -> str:
        """All that was shown, as sixty-four letters and digits."""
        said = repr(sorted((row.name, sorted(row.values.items())) for row in self.rows))
        order = f"{self.stays.pk}>{self.goes.pk}"
        return salted_hmac(__name__, said + order, algorithm="sha256").hexdigest()

    def was_shown(self, token: str) -> bool:
        """Whether the form's writer saw what stands there now."""
        return constant_time_compare(self.token, token)


def plan(by: Visitor, stays: Card, goes: Card, taken: Mapping[str, str]) -> Plan:
    """What becomes of the two cards; ``taken`` are the fields chosen. Three
    queries."""
    rows = belongings.read(stays.school_id, [stays.pk, goes.pk])
    mine, his = (_card_of(rows, card.pk) for card in (stays, goes))
    moves = moves_of(stays.pk, goes.pk, rows, now=clock.now().isoformat())
    holds = held(stays.school_id, [stays.pk, goes.pk])
    troubles = [*_why_not(by, stays, goes, holds), *dict.fromkeys(moves.troubles)]
    return Plan(
        stays=mine,
        goes=his,
        rows=rows,
        choices=choices_of(mine, his, taken),
        moves=moves,
        troubles=troubles,
        was_held=bool(holds[stays.pk]),
    )


def is_same_person(one: Card, other: Card) -> bool:
    """Whether two cards look like one person's twice: of one kind and school, with one
    document or with one ФИО and birth date."""
    if (one.school_id, one.kind) != (other.school_id, other.kind) or one.pk == other.pk:
        return False
    return (
        (one.name_key, one.birth_date) == (other.name_key, other.birth_date)
        or one.snils_digest == other.snils_digest is not None
        or one.certificate_digest == other.certificate_digest is not None
    )


def merge(by: Visitor, stays: Card, goes: Card, planned: Plan) -> CardMerge:
    """Do what was planned of the two locked cards, all of it or nothing.

    Works at the next request. Raises ValueError for a plan with troubles and
    PermissionDenied for whoever is no administrator.
    """
    if planned.troubles or by.card is None:
        raise ValueError("the cards cannot be merged")
    cards = [stays.pk, goes.pk]
    with deed(by, Action.MERGE_CARDS, stays, goes):
        belongings.put(stays.school_id, _changes(planned))
        after = belongings.kept(belongings.read(stays.school_id, cards))
        before = belongings.kept(planned.rows)
        _carry_sessions(planned.moves.moved, goes.pk, stays.pk)
        made: CardMerge = CardMerge.objects.create(
            school_id=stays.school_id,
            stays=stays,
            gone=goes,
            merged_by_id=by.card,
            merged_at=clock.now(),
            before=before,
            after=after,
            was_held=planned.was_held,
        )
    return made


def undo(by: Visitor, merge: CardMerge) -> str:
    """Put both cards and all that is theirs back to the letter; of a locked merge.

    Empty when it is done, else the sentence why not.
    """
    cards = [merge.stays_id, merge.gone_id]
    list(Card.every.select_for_update().filter(pk__in=cards).order_by("pk"))
    rows = belongings.read(merge.school_id, cards)
    why = why_not_back(merge, rows)
    if why:
        return why
    with deed(by, Action.MERGE_CARDS, merge.stays) as act:
        act.about(f"card:{merge.gone_id} undone")
        belongings.put(merge.school_id, belongings.back(merge.before, rows))
        _carry_sessions(_gone_over(merge, rows), merge.stays_id, merge.gone_id)
        merge.undone_by_id = by.card
        merge.undone_at = clock.now()
        merge.save(update_fields=["undone_by", "undone_at"])
    return ""


def why_not_back(merge: CardMerge, rows: Iterable[Row]) -> str:
    """Why it cannot be taken back; empty where it can. One query."""
    if merge.undone_at is not None:
        return UNDONE
    if clock.now() > merge.merged_at + TERM:
        return TOO_LATE
    if differing(merge.after, belongings.kept(rows)):
        return CHANGED
    is_held = bool(held(merge.school_id, [merge.stays_id])[merge.stays_id])
    return CHANGED if is_held and not merge.was_held else ""


def _gone_over(merge: CardMerge, rows: Iterable[Row]) -> list[Row]:
    """The ties to people at Госуслуги that the merge had moved."""
    return [
        row
        for row in rows
        if row.table == "attachment"
        and merge.before[row.name]["card_id"] == merge.gone_id
        and row.values["card_id"] == merge.stays_id
    ]


def _card_of(rows: Iterable[Row], pk: int) -> Row:
    return next(row for row in rows if (row.table, row.pk) == ("card", pk))


def _why_not(
    by: Visitor, stays: Card, goes: Card, holds: Mapping[int, tuple[str, ...]]
) -> list[str]:
    mine, his = holds[stays.pk], holds[goes.pk]
    told = [] if own_cards(by).isdisjoint({stays.pk, goes.pk}) else [HIMSELF]
    if his:
        sentence = BOTH_HELD if mine else ANOTHER_HELD
        words = ", ".join(dict.fromkeys((*his, *mine)))
        told.append(sentence.format(words=words))
    return told


def _changes(planned: Plan) -> list[Change]:
    """In an order in which no two rows of one owner ever last at once."""
    stands = chosen(planned.stays, planned.goes, planned.choices)
    changes = [Change(planned.goes, GIVEN_UP), *planned.moves.changes]
    if stands:
        changes.append(Change(planned.stays, stands))
    changes += _renamed(planned, stands)
    changes += _mended(planned)
    return changes


def _renamed(planned: Plan, stands: Values) -> list[Change]:
    """Families read an employee's name from the employment, not from the card."""
    if planned.stays.values["kind"] != Card.Kind.EMPLOYEE:
        return []
    name = {"name": initials_of(planned.stays.values | stands)}
    return [
        Change(row, name)
        for row in planned.rows
        if row.table == "employee" and row not in planned.moves.left
    ]


def _mended(planned: Plan) -> list[Change]:
    """Why the door refused the former cards says nothing of this one."""
    mended = {"mended_at": clock.now().isoformat()}
    return [Change(row, mended) for row in planned.rows if row.table == "held_card"]


def _carry_sessions(moved: Iterable[Row], old: int, new: int) -> None:
    """Whoever is signed in with the card goes on with the one that stands for it."""
    accounts = [row.values["account_id"] for row in moved if row.table == "attachment"]
    sessions = Session.objects.filter(account_id__in=accounts, cards__contains=[old])
    with_new = Func(F("cards"), Value(old), Value(new), function="array_replace")
    sessions.update(cards=with_new)
    Session.objects.filter(account_id__in=accounts, card_id=old).update(card_id=new)
