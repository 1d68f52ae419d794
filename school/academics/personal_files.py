"""The personal file («личное дело») that goes with a student to another school.

One school takes it out behind its own walls, the other takes it in behind its own:
between them it is a value and stands in no table. Sealed documents stay sealed; the
same person is known by a digest and the birth date.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from school.people.letting_read import Word, put_word, word_of
from school.people.models import Card, Kinship

_DOCUMENTS = ("snils_digest", "certificate_digest")
_COPIED = (
    "kind",
    "last_name",
    "first_name",
    "patronymic",
    "birth_date",
    "phone",
    "email",
    "snils_sealed",
    "snils_digest",
    "certificate_sealed",
    "certificate_digest",
    "registered",
    "user",
)

Written = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Guardian:
    """A guardian's card as it is written, and what he is to the student."""

    card: Written = field(repr=False)
    kind: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class PersonalFile:
    """The student's card and those of his guardians, restricted by a court or not.

    ``lets_read`` is what he has said of their reading.
    """

    student: Written = field(repr=False)
    guardians: tuple[Guardian, ...]
    lets_read: Word | None = None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The student's card in the receiving school.

    ``without`` counts guardians who were left out: a card without a document cannot be
    told from a namesake's, and nobody signs in with it.
    """

    student: Card
    guardians: int
    without: int


@dataclass(frozen=True, slots=True)
class NotTakenIn:
    """Nothing was written, and the sentence that says why."""

    sentence: str


def take_out(*, student: Card, on: date) -> PersonalFile:
    """Read the file as it is on the day, behind the leaving school's walls."""
    links = Kinship.objects.filter(
        Q(until_date=None) | Q(until_date__gt=on),
        school=student.school_id,
        student=student,
        since_date__lte=on,
    ).select_related("guardian")
    return PersonalFile(
        student=_written(student),
        guardians=tuple(
            Guardian(_written(link.guardian), link.kind, link.restricted)
            for link in links.order_by("pk")
        ),
        lets_read=word_of(student),
    )


def take_in(brought: PersonalFile, *, school: int, on: date) -> TakenIn | NotTakenIn:
    """Find or make the cards in the receiving school, behind its walls.

    A card that is there stays as its school wrote it. A court's restriction is carried
    along, and is stronger than a link without one; so is the student's own word on
    whether his parents read, and the later one stands.
    """
    if not _digests(brought.student):
        return NotTakenIn(
            "В карточке ученика нет ни СНИЛС, ни свидетельства о рождении: в другой"
            " школе его не узнать. Впишите документ."
        )
    known = [one for one in brought.guardians if _digests(one.card)]
    everybody = [brought.student, *(one.card for one in known)]
    found = [_find(one, school) for one in everybody]
    if any(isinstance(one, NotTakenIn) for one in found):
        return next(one for one in found if isinstance(one, NotTakenIn))
    student, *guardians = _make(zip(everybody, found, strict=True), school)
    for one, card in zip(known, guardians, strict=True):
        _link(one, card, student, on)
    if brought.lets_read is not None:
        put_word(brought.lets_read, school=school, student=student.pk)
    return TakenIn(student, len(known), len(brought.guardians) - len(known))


def _written(card: Card) -> Written:
    return {name: getattr(card, name) for name in _COPIED}


def _digests(card: Written) -> dict[str, str]:
    return {name: card[name] for name in _DOCUMENTS if card[name]}


def _find(card: Written, school: int) -> Card | NotTakenIn | None:
    """The same person's card here, None, or a card that only shares the document."""
    same_document = Q()
    for name, digest in _digests(card).items():
        same_document |= Q(**{name: digest})
    there = list(
        Card.objects.filter(same_document, school=school, kind=card["kind"]).order_by(
            "pk"
        )
    )
    for one in there:
        if one.birth_date == card["birth_date"]:
            return one
    if there:
        return NotTakenIn(
            "В новой школе этот документ уже стоит в карточке с другой датой рождения:"
            " сначала исправьте её."
        )
    return None


def _make(found: Iterable[tuple[Written, Any]], school: int) -> list[Card]:
    return [
        one if one is not None else Card.objects.create(school_id=school, **card)
        for card, one in found
    ]


def _link(guardian: Guardian, card: Card, student: Card, on: date) -> None:
    there = Kinship.objects.filter(
        Q(until_date=None) | Q(until_date__gt=on),
        school=student.school_id,
        guardian=card,
        student=student,
    )
    if not there.exists():
        Kinship.objects.create(
            school_id=student.school_id,
            guardian=card,
            student=student,
            kind=guardian.kind,
            restricted=guardian.restricted,
            since_date=on,
        )
    elif guardian.restricted:
        there.update(restricted=True)
