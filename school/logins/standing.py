"""Standing: how far a student is, from a printed card or a parent's code to a password.

The code itself is nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from school.lib import clock
from school.lib.dates import day_in_words
from school.lib.keys import to_text
from school.logins.making import name_of, why_not
from school.logins.models import RegistrationCard
from school.logins.rules import NoPassword
from school.people.models import Card
from school.regions.models import Region
from school.registry.beside import Said
from school.rights.visitor import Visitor

State = RegistrationCard.State
# Of a child who loses every card the last ones tell enough.
_SAID = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """One student: his newest card, if any, and why his age has no password.

    ``chose``: he has chosen a password, by this card or by a former one.
    """

    student: Card
    card: RegistrationCard | None
    chose: bool
    why: NoPassword | None
    is_over: bool

    @property
    def name(self) -> str:
        """«Петров Пётр Петрович»."""
        return name_of(self.student).full

    @property
    def student_key(self) -> str:
        """As an address or a form has it."""
        return to_text(self.student.key)

    @property
    def card_key(self) -> str:
        """Likewise, of the newest card; empty where there is none."""
        return to_text(self.card.key) if self.card else ""

    @property
    def words(self) -> str:
        """How far he is: «Выдана родителю»."""
        if self.card is None:
            return "" if self.why else "Не напечатана"
        if self.is_over:
            return "Срок вышел"
        if self.card.state == State.ISSUED:
            if self.is_by_parent:
                return "Код у родителя"
            to = RegistrationCard.To(self.card.issued_to)
            return f"{State.ISSUED.label} {to.label.lower()}"
        return State(self.card.state).label

    @property
    def at(self) -> datetime | None:
        """Since when it is so."""
        card = self.card
        if card is None:
            return None
        if self.is_over:
            return card.expires_at
        return card.ended_at or card.issued_at or card.made_at

    @property
    def can_be_handed_out(self) -> bool:
        """Printed, and not yet given to anybody."""
        printed = self.card is not None and self.card.state == State.PRINTED
        return printed and not self.is_over

    @property
    def is_by_parent(self) -> bool:
        """Whether a parent made the code, and no card was printed."""
        return self.card is not None and self.card.made_by.kind == Card.Kind.GUARDIAN

    def origin(self, zone: tzinfo) -> str:
        """Who made it and when: «Напечатана 12 ноября, Петрова И. В.»; the name alone
        where the state has said the rest."""
        card = self.card
        if card is None:
            return ""
        whom = name_of(card.made_by).with_initials
        if self.can_be_handed_out:
            return whom
        did = "Код создал родитель" if self.is_by_parent else "Напечатана"
        return f"{did} {day_in_words(card.made_at.astimezone(zone))}, {whom}"

    def said(self, zone: tzinfo) -> str:
        """Both in one line: «Выдана родителю 13 ноября. Напечатана 12 ноября, …»."""
        day = day_in_words(self.at.astimezone(zone)) if self.at else ""
        mark = "," if self.can_be_handed_out else "."
        return f"{self.words} {day}{mark} {self.origin(zone)}"


def read(
    region: Region, students: Sequence[Card], *, today: date, at: datetime
) -> list[Standing]:
    """The same students in the same order. One query."""
    newest: dict[int, RegistrationCard] = {}
    chose: set[int] = set()
    for one in _cards(students):
        newest[one.login.student_id] = one
        if one.state == State.ACTIVATED:
            chose.add(one.login.student_id)
    return [
        Standing(
            student,
            card := newest.get(student.pk),
            student.pk in chose,
            why_not(region, student, today),
            card is not None and _is_over(card, at),
        )
        for student in students
    ]


def said_of(visitor: Visitor, student: Card) -> list[Said]:
    """The same of one student's last cards, for his personal card. One query."""
    if student.kind != Card.Kind.STUDENT:
        return []
    now, zone = clock.now(), visitor.zone
    told = [
        Standing(student, card, chose=False, why=None, is_over=_is_over(card, now))
        for card in reversed(_cards([student])[-_SAID:])
    ]
    return [
        Said("Прежняя карточка" if former else "Карточка доступа", one.said(zone))
        for former, one in enumerate(told)
    ]


def _cards(students: Sequence[Card]) -> list[RegistrationCard]:
    """All cards of these students, the oldest first."""
    if not students:
        return []
    found = RegistrationCard.objects.filter(
        school=students[0].school_id, login__student__in=[one.pk for one in students]
    )
    return list(found.select_related("login", "made_by").order_by("made_at", "id"))


def _is_over(card: RegistrationCard, at: datetime) -> bool:
    return card.state in (State.PRINTED, State.ISSUED) and card.expires_at <= at
