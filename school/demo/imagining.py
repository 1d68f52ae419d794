"""Thinking up a whole school: pure, from its specification and luck alone.

Nothing here knows of other schools or of a database, so schools can be thought up in
any order, in several processes, and again after an interruption.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from random import Random

from school.demo import chance, curriculum, invented, telling, weekly
from school.demo.curriculum import Specialty
from school.demo.days import calendar
from school.demo.draft import (
    Form,
    Group,
    SchoolDraft,
    Slot,
    Term,
)
from school.demo.peopling import People
from school.demo.spec import Outline, Spec, outlines
from school.demo.staffing import FULL, Staff, Teacher, Unit, employ, leader_of, units_of
from school.demo.weekly import Course, NoTimetableError, Week
from school.importing.beginning import standard

# Three teachers who share a language by pairs can hold one lesson at a time, and a week
# may be too short for that: the school then takes a fourth.
_HOURS = (FULL, FULL - 4, FULL - 6, FULL - 8)


def imagine(spec: Spec, *, today: date) -> SchoolDraft:
    """The school as it stands before its first lesson, told people among the rest.

    Raises NoTimetableError when its lessons fit into no week.
    """
    for hours in _HOURS[:-1]:
        try:
            return _imagine(spec, today, hours)
        except NoTimetableError:
            continue
    return _imagine(spec, today, _HOURS[-1])


def _imagine(spec: Spec, today: date, hours: int) -> SchoolDraft:
    told = (
        telling.tell(spec.key, today=today, talks=True) if spec.told else SchoolDraft()
    )
    forms = outlines(spec)
    people = People(spec, chance.luck("people", spec.key), told)
    known = _known(spec, told) if spec.told else []
    units = units_of(forms, spec.joined)
    luck = chance.luck("week", spec.key)
    staff = employ(units, kind=spec.kind, told=known, luck=luck, full=hours)
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
        last_bell=max(ring.number for ring in standard.rings() if ring.shift == shift),
    )


@cache
def clashes() -> dict[Slot, tuple[Slot, ...]]:
    """For each place of the week the places whose bells share time with its own."""
    rings = standard.rings()
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
