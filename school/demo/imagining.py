"""Thinking up a whole school: pure, from its specification and luck alone.

Nothing here knows of other schools or of a database, so schools can be thought up in
any order, in several processes, and again after an interruption.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import repeat
from random import Random

from school.demo import chance, curriculum, families, invented, naming, telling, weekly
from school.demo.curriculum import Office, Specialty
from school.demo.days import calendar
from school.demo.draft import (
    Entrant,
    Form,
    Group,
    Job,
    Kin,
    SchoolDraft,
    Slot,
    Someone,
    Term,
)
from school.demo.spec import Outline, Spec, outlines
from school.demo.staffing import Staff, Teacher, Unit, employ, leader_of, units_of
from school.demo.weekly import Course, Week
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


def imagine(spec: Spec, *, today: date) -> SchoolDraft:
    """The school as it stands before its first lesson, told people among the rest."""
    told = (
        telling.tell(spec.key, today=today, talks=True) if spec.told else SchoolDraft()
    )
    forms = outlines(spec)
    people = _People(spec, chance.luck("people", spec.key), told)
    known = _known(spec, told) if spec.told else []
    units = units_of(forms, spec.joined)
    luck = chance.luck("week", spec.key)
    staff = employ(units, kind=spec.kind, told=known, luck=luck)
    cards = people.employ(staff.teachers)
    students = people.settle(forms)
    return SchoolDraft(
        people.cards,
        people.jobs,
        people.kinship,
        [*told.forms, *_forms(spec, forms, units, staff, cards, students, told, luck)],
        people.entrants,
    )


def _known(spec: Spec, told: SchoolDraft) -> list[Teacher]:
    """The told teachers who can take more classes; nobody who leaves or comes."""
    workers = [each for each in invented.workers() if each.school == spec.key]
    successors = {each.successor for each in workers}
    leaders = {form.leader for form in told.forms}
    found: list[Teacher] = []
    for worker in workers:
        specialty = _specialty(spec.kind, worker.position)
        if specialty is None or worker.until or worker.key in successors:
            continue
        card = telling.card_of(spec.key, "employee", spec.key, worker.key)
        mine = [
            group
            for form in told.forms
            for group in form.groups
            if group.terms[0].teacher == card
        ]
        found.append(
            Teacher(
                len(found),
                specialty,
                room=mine[0].room if mine else "каб. 1",
                key=worker.key,
                hours=sum(len(group.slots) for group in mine),
                leads=card in leaders,
            )
        )
    return found


def _specialty(kind: str, position: str) -> Specialty | None:
    return next(
        (each for each in curriculum.specialties(kind) if each.position == position),
        None,
    )


@dataclass
class _People:
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
            grown = calendar().since.year - child.born.year > _GROWN
            kind = "own" if grown else "parent"
            given = oid if grown else first
            self.entrants.append(Entrant(oid, child.name.short, kind, given))

    def _enter(self, card: Someone, kind: str, oid: int) -> None:
        self.entrants.append(Entrant(oid, card.name.short, kind, oid))

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


def _forms(
    spec: Spec,
    forms: Sequence[Outline],
    units: Sequence[Unit],
    staff: Staff,
    cards: dict[int, int],
    students: dict[int, list[int]],
    told: SchoolDraft,
    luck: Random,
) -> Iterator[Form]:
    """The classes that are not told, with their leaders and their weeks."""
    teachers = staff.teachers
    leaders = [
        leader_of(unit, courses, teachers)
        for unit, courses in zip(units, staff.courses, strict=True)
    ]
    talks = [Slot(1, forms[unit.numbers[0]].shift, 1) for unit in units]
    numbers = {card: number for number, card in cards.items()}
    busy = {(leader.number, slot) for leader, slot in zip(leaders, talks, strict=True)}
    busy |= {
        (numbers[term.teacher], slot)
        for form in told.forms
        for group in form.groups
        for term in group.terms
        for slot in group.slots
        if term.teacher in numbers
    }
    weeks = [
        Week(_slots(forms, unit), courses)
        for unit, courses in zip(units, staff.courses, strict=True)
    ]
    placed = weekly.compose(weeks, busy=busy, clashes=clashes(), luck=luck)
    for unit, leader, talk, week in zip(units, leaders, talks, placed, strict=True):
        for number in unit.numbers:
            pupils = tuple(students[number])
            groups = [
                Group(
                    curriculum.TALKS,
                    "",
                    pupils,
                    (Term(cards[leader.number], calendar().since),),
                    leader.room,
                    (talk,),
                ),
                *_groups(pupils, week, staff.teachers, cards, leader),
            ]
            yield _form(spec, forms[number], cards[leader.number], pupils, groups)


def _form(
    spec: Spec,
    outline: Outline,
    leader: int,
    pupils: tuple[int, ...],
    groups: Sequence[Group],
) -> Form:
    key = chance.key("class", spec.key, outline.grade, outline.letter)
    return Form(key, outline.grade, outline.letter, leader, pupils, tuple(groups))


def _groups(
    pupils: tuple[int, ...],
    week: dict[Slot, Course],
    teachers: Sequence[Teacher],
    cards: dict[int, int],
    leader: Teacher,
) -> Iterator[Group]:
    places: dict[Course, list[Slot]] = {}
    for slot, course in week.items():
        places.setdefault(course, []).append(slot)
    for course, slots in places.items():
        parts = len(course.teachers)
        share = -(-len(pupils) // parts)
        for part, number in enumerate(course.teachers):
            teacher = teachers[number]
            yield Group(
                course.subject,
                f"{part + 1}-я группа" if parts > 1 else "",
                pupils[part * share : (part + 1) * share],
                (Term(cards[number], calendar().since),),
                teacher.room,
                tuple(sorted(slots)),
            )


def _slots(forms: Sequence[Outline], unit: Unit) -> tuple[Slot, ...]:
    shift = forms[unit.numbers[0]].shift
    return weekly.slots_of(
        sum(curriculum.hours(unit.grade).values()),
        shift=shift,
        first_on_monday=2,
        longest=curriculum.day_limit(unit.grade),
        last_bell=max(ring.number for ring in invented.rings() if ring.shift == shift),
    )


@cache
def clashes() -> dict[Slot, tuple[Slot, ...]]:
    """For each place of the week the places whose bells share time with its own."""
    rings = invented.rings()
    together = {
        (one.shift, one.number): [
            (other.shift, other.number)
            for other in rings
            if one.starts < other.ends and other.starts < one.ends
        ]
        for one in rings
    }
    return {
        Slot(day, shift, number): tuple(Slot(day, *other) for other in others)
        for day in range(1, 6)
        for (shift, number), others in together.items()
    }
