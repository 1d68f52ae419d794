"""Linking: a guardian's card and a student's, and the end of a link.

A court's restriction is stronger than any of it: while it stands, no new link is made
between the two, by whatever card the same person comes.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from school.people.models import Card, Kinship
from school.people.names import FullName
from school.registry.standing import merged_into
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor

RESTRICTED = (
    "Этого человека от ребёнка ограничил суд. Пока ограничение не снято, связь"
    " не делается."
)
MERGED = "Одну из карточек только что объединили с другой. Найдите её заново."
LINKED = "Эти карточки уже связаны."
NOT_TODAY = "Связь уже закончена."
LONGEST_DOCUMENT = 200


@dataclass(frozen=True, slots=True)
class Tie:
    """What the guardian is to the student, the paper that the school saw, and the days.

    Without ``since`` it begins today; on ``until`` it is over, without one it lasts.
    """

    kind: Kinship.Kind
    document: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class NotLinked:
    """Nothing was written, and the sentence that says why."""

    sentence: str


def link(by: Visitor, guardian: Card, student: Card, tie: Tie) -> Kinship | NotLinked:
    """Link the cards for the days of the tie; works at the next request.

    Whoever keeps the student's card may. Raises PermissionDenied for anybody else.
    """
    with deed(by, Action.LINK, student) as act:
        act.touched(())
        why = why_not(guardian, student, tie, by.today)
        if why:
            return NotLinked(why)
        made = tie_up(guardian, student, tie, by.today)
        act.touched([student])
        act.about(f"card:{guardian.pk}")
        act.about(f"kinship:{made.pk}")
    return made


def tie_up(guardian: Card, student: Card, tie: Tie, on: date) -> Kinship:
    """The row itself, inside a deed that has asked :func:`why_not`."""
    made: Kinship = Kinship.objects.create(
        school_id=student.school_id,
        guardian=guardian,
        student=student,
        kind=tie.kind,
        document=tie.document,
        since_date=tie.since or on,
        until_date=tie.until,
    )
    return made


def why_not(guardian: Card, student: Card, tie: Tie, on: date) -> str:
    """Why the two may not be linked; empty where they may. Two queries.

    The cards are locked: two who link the student at once wait for one another.
    """
    pair = [card.pk for card in (student, guardian) if card.pk]
    locked = Card.objects.select_for_update().filter(school=student.school_id)
    if len(locked.filter(pk__in=pair).order_by("pk")) < len(pair):
        return MERGED
    links = Kinship.objects.filter(school=student.school_id, student=student)
    if links.filter(guardian__in=_same_person(guardian), restricted=True).exists():
        return RESTRICTED
    meets = Q(until_date=None) | Q(until_date__gt=tie.since or on)
    if tie.until is not None:
        meets &= Q(since_date__lt=tie.until)
    lasted = links.exclude(until_date=F("since_date"))
    if lasted.filter(meets, guardian=guardian.pk or 0).exists():
        return LINKED
    return ""


def end(by: Visitor, link: Kinship) -> str:
    """End the link today; works at the next request. An administrator alone.

    Empty when it is done, else the sentence why not.
    """
    with deed(by, Action.END_LINK, link.student) as act:
        act.touched(())
        links = Kinship.objects.select_for_update()
        locked = links.get(school=link.school_id, pk=link.pk)
        if locked.until_date is not None and locked.until_date <= by.today:
            return NOT_TODAY
        locked.until_date = max(by.today, locked.since_date)
        locked.save(update_fields=["until_date"])
        act.touched([link.student])
        act.about(f"kinship:{link.pk}")
    return ""


def _same_person(card: Card) -> set[int]:
    """All guardians' cards of the school that are this person's, the merged ones too:
    what a court said of those holds."""
    name = FullName(card.last_name, card.first_name, card.patronymic)
    same = Q(pk=card.pk) | Q(name_key=name_key(name), birth_date=card.birth_date)
    if card.snils_digest:
        same |= Q(snils_digest=card.snils_digest)
    guardians = Card.every.filter(same, school=card.school_id)
    found = guardians.filter(kind=Card.Kind.GUARDIAN).values_list("pk", flat=True)
    return merged_into(card.school_id, found)


def name_key(name: FullName) -> str:
    """As PostgreSQL makes ``Card.name_key``; a card unwritten has none yet."""
    return f"{name.last} {name.first} {name.patronymic}".lower().replace("ё", "е")
