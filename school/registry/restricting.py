"""Restricting: what a court said of a link, and how its restriction is lifted.

One administrator writes a restriction down and it works at the next request. Lifting it
opens a child's diary to somebody whom a court kept away: one asks, a second one agrees,
who is another administrator or, where the school has none, its municipality
(:mod:`school.registry.seconding`).
"""

from dataclasses import dataclass
from datetime import date

from school.access.own_cards import own_cards
from school.lib import clock
from school.people.models import Kinship
from school.registry import second
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
    "Снятие подтверждает второй человек: другой администратор школы, а если его нет —"
    " оператор муниципалитета."
)
RESTRICTED_HIMSELF = (
    "Суд ограничил вас самих: снятие подтверждает другой человек — другой администратор"
    " школы, а если его нет, оператор муниципалитета."
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
        held = locked(link)
        last = last_word(held)
        if held.restricted and (last is None or last.word == Word.RESTRICTED):
            return ALREADY
        # Where lifting was asked for, this is the answer no.
        second.close(held)
        _say(by, held, Word.RESTRICTED, ruling)
        put(held, restricted=True)
        act.touched([link.student])
        act.about(f"kinship:{link.pk}")
    return ""


def ask_to_lift(by: Visitor, link: Kinship, ruling: Ruling) -> str:
    """Write down the paper by which it is to be lifted; the link stays cut.

    Where nobody else administers the school, its municipality is asked to agree.
    """
    with deed(by, Action.RESTRICT_LINK, link.student) as act:
        act.touched(())
        held = locked(link)
        if not held.restricted:
            return NONE
        second.close(held)
        word = _say(by, held, Word.LIFT_ASKED, ruling)
        act.touched([link.student])
        act.about(f"kinship:{link.pk} lift-asked")
        if not second.has_another(by, held):
            second.ask(word)
            act.about("municipality-asked")
    return ""


def lift(by: Visitor, link: Kinship) -> str:
    """Agree, as the second person, that it is lifted; works at the next request."""
    with deed(by, Action.RESTRICT_LINK, link.student) as act:
        act.touched(())
        held = locked(link)
        last = last_word(held)
        if last is None or not waits(held, last):
            return NOT_ASKED
        why = _why_not_he(by, held, last)
        if why:
            return why
        if is_restricted_besides(held):
            return ALSO_THERE
        second.close(held)
        _say(by, held, Word.LIFTED, Ruling(last.document, last.ruled_date))
        put(held, restricted=False)
        act.touched([link.student])
        act.about(f"kinship:{link.pk} lifted")
    return ""


def _why_not_he(by: Visitor, link: Kinship, last: CourtWord) -> str:
    his = own_cards(by)
    if link.guardian_id in his:
        return RESTRICTED_HIMSELF
    return HIMSELF if last.said_by_id in his else ""


def waits(link: Kinship, last: CourtWord) -> bool:
    """Whether lifting has been asked for and nobody has said yes or no."""
    is_asked = link.restricted and last.word == Word.LIFT_ASKED
    return is_asked and not second.is_refused(last)


def is_restricted_besides(link: Kinship) -> bool:
    """Whether a card that was merged into the guardian's is kept from the student."""
    gone = merged_into(link.school_id, [link.guardian_id]) - {link.guardian_id}
    links = Kinship.objects.filter(school=link.school_id, student=link.student_id)
    return links.filter(guardian__in=gone, restricted=True).exists()


def locked(link: Kinship) -> Kinship:
    """The link as it stands now; until the transaction ends nobody else changes it."""
    links = Kinship.objects.select_for_update()
    return links.get(school=link.school_id, pk=link.pk)


def put(link: Kinship, *, restricted: bool) -> None:
    """Cut the link, or open it."""
    link.restricted = restricted
    link.save(update_fields=["restricted"])


def _say(by: Visitor, link: Kinship, word: CourtWord.Word, ruling: Ruling) -> CourtWord:
    if by.card is None:
        raise ValueError("only an employee says it")
    return CourtWord.objects.create(
        school_id=link.school_id,
        kinship=link,
        word=word,
        document=ruling.document,
        ruled_date=ruling.on,
        said_by_id=by.card,
        said_at=clock.now(),
    )
