"""«Родители видят мой дневник»: how the switch stands for one student, on one day."""

from dataclasses import dataclass
from datetime import date

from school.access.letting_parents_read import last_word, own_cards
from school.people.letting_read import Word
from school.people.parents_reading import asked_from, own_from, parents_read
from school.regions.policy import ParentsOfAdults
from school.rights.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether parents read today and from the eighteenth birthday on.

    ``opens`` is the day from which the student may say it, ``own_from`` his birthday.
    """

    rule: ParentsOfAdults
    born: date
    today: date
    word: Word | None

    @property
    def opens(self) -> date:
        """The day on which the switch becomes his own."""
        return asked_from(self.born)

    @property
    def own_from(self) -> date:
        """The day on which the diary becomes his own."""
        return own_from(self.born)

    @property
    def is_his(self) -> bool:
        """Whether he may say it today."""
        return self.today >= self.opens

    @property
    def is_grown(self) -> bool:
        """Whether what he says works at once."""
        return self.today >= self.own_from

    @property
    def they_read(self) -> bool:
        """Whether parents read from the birthday on, as things stand."""
        later = max(self.today, self.own_from)
        choice = None if self.word is None else self.word.allowed
        return parents_read(self.rule, self.born, later, choice)


def reading_of(visitor: Visitor, rule: ParentsOfAdults) -> Reading | None:
    """The switch of somebody who learns here himself; None for everybody else."""
    cards = own_cards(visitor)
    if not cards:
        return None
    born = max(card.birth_date for card in cards)
    return Reading(rule, born, visitor.today, last_word(cards))
