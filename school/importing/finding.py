"""Finding whose card a person of a table is, among those of one kind. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from school.importing.likeness import alike
from school.importing.told import Told
from school.importing.verdicts import Known
from school.people.sealing import Sealable

# A document's digest, as cards keep it.
Digest = Callable[[Sealable, str], str]


@dataclass(slots=True)
class Cards:
    """The cards of one kind, to be found by each sign."""

    digest: Digest
    by_snils: dict[str, Known] = field(default_factory=dict)
    by_certificate: dict[str, Known] = field(default_factory=dict)
    by_day: dict[date, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[tuple[str, str, str], list[Known]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @classmethod
    def of(cls, cards: Iterable[Known], digest: Digest) -> "Cards":
        """Laid out."""
        made = cls(digest)
        for card in cards:
            if card.snils:
                made.by_snils.setdefault(card.snils, card)
            if card.certificate:
                made.by_certificate.setdefault(card.certificate, card)
            made.by_day[card.birth_date].append(card)
            made.by_name[card.name.key].append(card)
        return made

    def find(self, told: Told) -> Known | tuple[tuple[Known, ...], str]:
        """The card that is his, or those he is nearly and why; none for a stranger."""
        mine = self.digest("snils", told.snils) if told.snils else ""
        by_number = self.by_snils.get(mine) if mine else None
        if by_number is not None:
            if agrees(by_number, told):
                return by_number
            return (by_number,), "СНИЛС тот же, а ФИО и дата рождения другие."
        twins = [
            card
            for card in self.by_name.get(told.name.key, ())
            if card.birth_date == told.birth_date
        ]
        other = [card for card in twins if mine and card.snils]
        if other:
            return tuple(other), "ФИО и дата рождения те же, а СНИЛС другой."
        if len(twins) > 1:
            return tuple(twins), "В школе несколько таких карточек."
        if twins:
            return twins[0]
        return self._nearly(told)

    def _nearly(self, told: Told) -> Known | tuple[tuple[Known, ...], str]:
        paper = told.certificate and self.digest("certificate", told.certificate)
        by_paper = self.by_certificate.get(paper) if paper else None
        if by_paper is not None:
            if agrees(by_paper, told):
                return by_paper
            return (by_paper,), "Свидетельство то же, а ФИО и дата рождения другие."
        around = {
            card.pk: card
            for card in (
                *self.by_day.get(told.birth_date, ()),
                *self.by_name.get(told.name.key, ()),
            )
            if alike(told.name, told.birth_date, card.name, card.birth_date)
        }
        return tuple(around.values()), "Похоже, это один человек с опечаткой."


def agrees(card: Known, told: Told) -> bool:
    """Whether beside a document anything else is the same: the name or the day."""
    return card.name.key == told.name.key or card.birth_date == told.birth_date
