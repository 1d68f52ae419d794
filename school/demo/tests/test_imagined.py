"""Imagined schools before any database: sizes, weeks, families, repetition."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from school.demo import curriculum, invented, scenery
from school.demo.draft import Form, Group, SchoolDraft, Slot, Someone
from school.demo.imagining import clashes, imagine
from school.demo.naming import cultures
from school.demo.spec import Spec, outlines
from school.lib import dates
from school.people import snils

_TODAY = date(2026, 11, 18)
_SPECS = {
    each.place.key: each.spec
    for each in scenery.full().settings
    if each.spec is not None
}
_SCHOOLS = pytest.mark.parametrize("key", _SPECS)


@cache
def school(key: str) -> SchoolDraft:
    return imagine(_SPECS[key], today=_TODAY)


def taken(draft: SchoolDraft) -> list[tuple[Form, Group, int, Slot]]:
    """Every weekly lesson with every teacher it ever has."""
    return [
        (form, group, term.teacher, slot)
        for form in draft.forms
        for group in form.groups
        for term in group.terms
        for slot in group.slots
    ]


def students(draft: SchoolDraft) -> list[Someone]:
    return [card for card in draft.cards if card.kind == "student"]


@pytest.mark.parametrize(
    ("key", "pupils", "classes", "employees"),
    [
        ("city", 1000, 40, 60),
        ("settlement", 300, 13, 32),
        ("village", 60, 11, 18),
        ("lake", 60, 11, 18),
    ],
)
def test_a_school_is_as_large_as_was_promised(
    key: str, pupils: int, classes: int, employees: int
) -> None:
    draft = school(key)
    assert len(students(draft)) == sum(len(form.students) for form in draft.forms)
    assert (len(students(draft)), len(draft.forms)) == (pupils, classes)
    assert len(draft.jobs) == employees
    assert max(len(form.students) for form in draft.forms) <= 30


@_SCHOOLS
def test_nobody_teaches_in_two_rooms_at_once(key: str) -> None:
    rooms: dict[tuple[int, object], set[str]] = defaultdict(set)
    for _, group, teacher, slot in taken(school(key)):
        for same in clashes()[slot]:
            rooms[teacher, same].add(group.room)
    assert {len(found) for found in rooms.values()} == {1}


@_SCHOOLS
def test_a_room_has_one_teacher_at_a_time(key: str) -> None:
    leaving = {job.card for job in school(key).jobs if job.until}
    there: dict[tuple[str, object], set[int]] = defaultdict(set)
    for _, group, teacher, slot in taken(school(key)):
        if teacher not in leaving:
            there[group.room, slot].add(teacher)
    assert {len(found) for found in there.values()} == {1}


@_SCHOOLS
def test_a_student_is_at_one_lesson_at_a_time(key: str) -> None:
    seen = Counter(
        (student, slot)
        for form in school(key).forms
        for group in form.groups
        for slot in group.slots
        for student in group.students
    )
    assert max(seen.values()) == 1


@_SCHOOLS
def test_a_week_is_full_without_holes_and_within_the_limits(key: str) -> None:
    for form in school(key).forms:
        days: dict[int, set[int]] = defaultdict(set)
        for group in form.groups:
            for slot in group.slots:
                days[slot.weekday].add(slot.number)
        assert set(days) == {1, 2, 3, 4, 5}
        for numbers in days.values():
            assert sorted(numbers) == list(range(1, len(numbers) + 1))
        assert sum(map(len, days.values())) - 1 <= curriculum.week_limit(form.grade)
        most = max(len(numbers) - (day == 1) for day, numbers in days.items())
        assert most <= curriculum.day_limit(form.grade)


@_SCHOOLS
def test_every_class_learns_its_curriculum_and_talks_on_mondays(key: str) -> None:
    for form in school(key).forms:
        hours: dict[str, set[Slot]] = defaultdict(set)
        for group in form.groups:
            hours[group.subject].update(group.slots)
        assert [tuple(slot)[::2] for slot in hours.pop(curriculum.TALKS)] == [(1, 1)]
        assert {name: len(slots) for name, slots in hours.items()} == curriculum.hours(
            form.grade
        )


def test_only_the_allowed_grades_learn_in_the_second_shift() -> None:
    forms = {
        (form.grade, slot.shift)
        for form in school("city").forms
        for group in form.groups
        for slot in group.slots
    }
    assert {grade for grade, shift in forms if shift == 2} == {3, 6}
    assert not {3, 6} & set(invented.table("curriculum")["no_second_shift"])


def test_large_classes_are_split_and_joined_ones_share_their_lessons() -> None:
    for form in school("city").forms:
        parts = Counter(group.subject for group in form.groups)
        for subject in parts:
            if form.leader and len(form.students) >= 25 and form.letter != "Б":
                expected = 2 if curriculum.is_split(subject, len(form.students)) else 1
                assert parts[subject] == expected
    pairs = [
        {(group.subject, group.room, group.slots) for group in form.groups}
        for form in school("village").forms
        if form.grade in (10, 11)
    ]
    assert pairs[0] == pairs[1]


@_SCHOOLS
def test_every_imagined_child_has_somebody_and_most_have_two(key: str) -> None:
    draft = school(key)
    guardians = Counter(kin.student for kin in draft.kinship)
    told = {child.key for child in students(draft) if child.about[0] == "student"}
    imagined = {child.key for child in students(draft)} - told
    assert all(guardians[child] in (1, 2) for child in imagined)
    assert sum(guardians[child] == 2 for child in imagined) > len(imagined) * 0.6


def test_names_are_of_many_kinds() -> None:
    draft = school("city")
    names = [child.name for child in students(draft)]
    assert any(not name.patronymic for name in names)
    assert any("-" in name.last for name in names)
    assert any("ё" in name.last.lower() for name in names)
    known = {name.last for name in names}
    for culture in ("мордва", "татары"):
        own = next(each for each in cultures() if each.name == culture).surnames
        assert known & set(own)
    assert max(Counter(name.full for name in names).values()) > 1
    births = Counter((child.name.last, child.born) for child in students(draft))
    assert max(births.values()) > 1


@_SCHOOLS
def test_children_are_as_old_as_their_grade_and_parents_older(key: str) -> None:
    draft = school(key)
    born = {card.key: card.born for card in draft.cards}
    for form in draft.forms:
        ages = {dates.age(born[child], date(2026, 9, 1)) for child in form.students}
        assert ages <= {form.grade + 5, form.grade + 6}
    for kin in draft.kinship:
        assert dates.age(born[kin.guardian], born[kin.student]) >= 17


def test_nobody_shares_a_number_with_anybody() -> None:
    cards = [card for key in _SPECS for card in school(key).cards]
    assert len({card.key for card in cards}) == len(cards)
    imagined = [c.snils for c in cards if c.snils and c.about[0].startswith("imagined")]
    assert len(set(imagined)) == len(imagined)
    assert all(snils.parse(digits) == digits for digits in imagined[:300])
    oids = [each.oid for key in _SPECS for each in school(key).entrants]
    assert len(set(oids)) == len(oids)


def test_a_school_is_the_same_at_every_run_and_unlike_others() -> None:
    spec = _SPECS["lake"]
    assert imagine(spec, today=_TODAY) == imagine(spec, today=_TODAY)
    other = imagine(replace(spec, key="pond", number=77), today=_TODAY)
    assert {card.name for card in other.cards} != {
        card.name for card in school("lake").cards
    }


@pytest.mark.parametrize("number", range(900, 906))
def test_a_timetable_is_found_for_many_schools(number: int) -> None:
    spec = replace(_SPECS["settlement"], key=f"school {number}", number=number)
    draft = imagine(spec, today=_TODAY)
    assert len(students(draft)) == 300


def test_classes_of_one_grade_differ_in_size() -> None:
    spec = Spec("x", 5, "large", 500, 40, (2,) * 11)
    sizes = [each.size for each in outlines(spec)]
    assert sum(sizes) == 500
    assert any(one != other for one, other in pairwise(sizes))
