"""Everybody of an imagined school: who works there, who learns, who cares for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from random import Random

from school.demo import chance, curriculum, families, naming, telling
from school.demo.curriculum import Office
from school.demo.days import calendar
from school.demo.draft import Entrant, Job, Kin, SchoolDraft, Someone
from school.demo.spec import Outline, Spec
from school.demo.staffing import Teacher
from school.people import snils
from school.people.names import FullName

_SNILS = 910_000_000
_OID = 1_200_000_000
_PEOPLE_OF_A_SCHOOL = 20_000
_MEN = 0.13
_CAME_IN = 0.85
_NOT_REGISTERED = 0.02
_NO_USER = 0.02
_NO_SNILS = 0.01
_GROWN = 18
# Pupils who have their own account at Госуслуги mostly are 14 and older.
_COMES_HIMSELF = 14
_COMES_IN = 0.6


@dataclass
class People:
    """Everybody of the school, with numbers that nobody else has."""

    spec: Spec
    luck: Random
    told: SchoolDraft
    last: int = 0

    def __post_init__(self) -> None:
        self.cards = list(self.told.cards)
        self.jobs = list(self.told.jobs)
        self.kinship = list(self.told.kinship)
        self.entrants: list[Entrant] = []
        self.habits = chance.luck("habits", self.spec.key)

    def employ(self, teachers: Sequence[Teacher]) -> dict[int, int]:
        """Cards of the teachers by their numbers, and of everybody else who works."""
        found = {}
        for each in teachers:
            if each.key:
                about = ("employee", self.spec.key, each.key)
                found[each.number] = chance.key("card", self.spec.key, *about)
            else:
                office = Office(each.specialty.position)
                found[each.number] = self._worker(office, str(each.number))
        wanted = self.spec.employees - len(self.jobs)
        for place, office in zip(range(wanted), self._offices(), strict=False):
            self._worker(office, f"office {place}")
        return found

    def _offices(self) -> Iterator[Office]:
        """Who is still missing; a school has one administrator."""
        positions = {job.position for job in self.jobs}
        roles = {job.role for job in self.jobs}
        for office in curriculum.offices():
            if office.position not in positions:
                role = "" if office.role in roles else office.role
                yield Office(office.position, role)
        yield from repeat(Office("воспитатель группы продлённого дня"))

    def _worker(self, office: Office, about: str) -> int:
        name = naming.grown(self.luck, man=self.luck.random() < _MEN)
        born = date(
            self.luck.randint(1962, 2001),
            self.luck.randint(1, 12),
            self.luck.randint(1, 28),
        )
        card = self._card(("imagined employee", about), "employee", name, born)
        self.jobs.append(
            Job(
                card.key,
                name.with_initials,
                office.position,
                telling.STAFF_SINCE,
                role=office.role,
            )
        )
        self._enter(card, "own", self._oid())
        return card.key

    def settle(self, forms: Sequence[Outline]) -> dict[int, list[int]]:
        """Students' keys by the number of their class, in the order of the alphabet."""
        found: dict[int, list[Someone]] = {}
        year = calendar().year
        for family in families.families(forms, year=year, luck=self.luck):
            children = []
            for child in family.children:
                about = ("imagined student", str(self.last))
                card = self._card(about, "student", child.name, child.born)
                children.append((card, self._oid()))
                found.setdefault(child.form, []).append(card)
            came = self.spec.family_consents and self.luck.random() < _CAME_IN
            self._care(family, children, came=came)
        return {
            number: [card.key for card in sorted(cards, key=lambda card: card.name.key)]
            for number, cards in found.items()
        }

    def _care(
        self,
        family: families.Family,
        children: list[tuple[Someone, int]],
        *,
        came: bool,
    ) -> None:
        first = 0
        for adult in family.adults:
            about = ("imagined guardian", str(self.last))
            card = self._card(about, "guardian", adult.name, adult.born)
            self.kinship += [
                Kin(card.key, child.key, adult.kind) for child, _ in children
            ]
            if came:
                first = first or self._oid()
                self._enter(card, "own", self._oid())
        for child, oid in children if came else ():
            years = calendar().since.year - child.born.year
            kind = "own" if years > _GROWN else "parent"
            given = oid if years > _GROWN else first
            comes = years > _COMES_HIMSELF and self.habits.random() < _COMES_IN
            self.entrants.append(
                Entrant(
                    oid, child.name.short, kind, given, child.key if comes else None
                )
            )

    def _enter(self, card: Someone, kind: str, oid: int) -> None:
        fit = card.snils and card.registered and card.user == "active"
        self.entrants.append(
            Entrant(oid, card.name.short, kind, oid, card.key if fit else None)
        )

    def _oid(self) -> int:
        """The oid of whoever got the last card."""
        return _OID + self.spec.number * _PEOPLE_OF_A_SCHOOL + self.last

    def _card(
        self, about: tuple[str, ...], kind: str, name: FullName, born: date
    ) -> Someone:
        self.last += 1
        number = self.spec.number * _PEOPLE_OF_A_SCHOOL + self.last
        luck = self.luck
        guardian = kind == "guardian"
        known = not (guardian and luck.random() < _NO_SNILS)
        card = Someone(
            self.spec.key,
            about,
            kind,
            name,
            born,
            snils.complete(_SNILS + number) if known else "",
            phone="" if kind == "student" else f"+7(901){number % 10_000_000:07}",
            user="none" if guardian and luck.random() < _NO_USER else "active",
            registered=not (guardian and luck.random() < _NOT_REGISTERED),
        )
        self.cards.append(card)
        return card
