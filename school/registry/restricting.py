"""Restricting: what a court said of a link, and how its restriction is lifted.

One administrator writes a restriction down and it works at the next request. Lifting it
opens a child's diary to somebody whom a court kept away: one asks, a second one agrees.
"""

from dataclasses import dataclass
from datetime import date

from school.lib import clock
from school.people.models import Kinship
from school.registry.models import CourtWord
from school.registry.standing import merged_into
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor

Word = CourtWord.Word
ALREADY = "Ограничение уже записано."
NONE = "Ограничения нет: снимать нечего."
NOT_ASKED = "Снять ограничение никто не просил."
ALSO_THERE = (
    "Суд ограничил этого человека и по карточке, которую объединили с этой. Сначала"
    " снимите ограничение там: её связь стоит в карточке ученика."
)
HIMSELF = (
    "Снятие подтверждает второй человек: другой администратор школы. Попросите его"
    " открыть эту страницу."
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The court's paper as the school saw it: what it is, and of which day."""

    document: str
    on: date


def last_word(link: Kinship) -> CourtWord | None:
    """Where the restriction stands; None where nobody wrote of any here."""
    said = CourtWord.objects.filter(school=link.school_id, kinship=link)
    return said.select_related("said_by").order_by("-id").first()


def restrict(by: Visitor, link: Kinship, ruling: Ruling) -> str:
    """Cut the link by a court's ruling. Empty when done, else the sentence why not."""
    with deed(by, Action.RESTRICT_LINK, link.student) as act:
        act.touched(())
        locked = _locked(link)
        last = last_word(locked)
        if locked.restricted and (last is None or last.word == Word.RESTRICTED):
            return ALREADY
        # Where lifting was asked for, this is the answer no.
        _say(by, locked, Word.RESTRICTED, ruling)
        _put(locked, restricted=True)
        act.touched([link.student])
        act.about(f"kinship:{link.pk}")
    return ""


def ask_to_lift(by: Visitor, link: Kinship, ruling: Ruling) -> str:
    """Write down the paper by which it is to be lifted; the link stays cut."""
    with deed(by, Action.RESTRICT_LINK, link.student) as act:
        act.touched(())
        locked = _locked(link)
        if not locked.restricted:
            return NONE
        _say(by, locked, Word.LIFT_ASKED, ruling)
        act.touched([link.student])
        act.about(f"kinship:{link.pk} lift-asked")
    return ""


def lift(by: Visitor, link: Kinship) -> str:
    """Agree, as the second person, that it is lifted; works at the next request."""
    with deed(by, Action.RESTRICT_LINK, link.student) as act:
        act.touched(())
        locked = _locked(link)
        last = last_word(locked)
        if last is None or last.word != Word.LIFT_ASKED or not locked.restricted:
            return NOT_ASKED
        if last.said_by_id == by.card:
            return HIMSELF
        if _is_restricted_besides(locked):
            return ALSO_THERE
        _say(by, locked, Word.LIFTED, Ruling(last.document, last.ruled_date))
        _put(locked, restricted=False)
        act.touched([link.student])
        act.about(f"kinship:{link.pk} lifted")
    return ""


def _is_restricted_besides(link: Kinship) -> bool:
    """Whether a card that was merged into the guardian's is kept from the student."""
    gone = merged_into(link.school_id, [link.guardian_id]) - {link.guardian_id}
    links = Kinship.objects.filter(school=link.school_id, student=link.student_id)
    return links.filter(guardian__in=gone, restricted=True).exists()


def _locked(link: Kinship) -> Kinship:
    links = Kinship.objects.select_for_update()
    return links.get(school=link.school_id, pk=link.pk)


def _put(link: Kinship, *, restricted: bool) -> None:
    link.restricted = restricted
    link.save(update_fields=["restricted"])


def _say(by: Visitor, link: Kinship, word: CourtWord.Word, ruling: Ruling) -> None:
    if by.card is None:
        raise ValueError("only an employee says it")
    CourtWord.objects.create(
        school_id=link.school_id,
        kinship=link,
        word=word,
        document=ruling.document,
        ruled_date=ruling.on,
        said_by_id=by.card,
        said_at=clock.now(),
    )
