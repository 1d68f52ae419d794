"""Which schools a generated region consists of, before any database."""

from datetime import date

import pytest

from school.demo import chance, generated, weekly
from school.demo.imagining import imagine
from school.demo.scenery import Setting
from school.demo.spec import Spec

_SIZES = pytest.mark.parametrize("students", [200, 701, 1000, 20_000, 145_000])


def specs(students: int) -> list[Spec]:
    found = [each.spec for each in generated.region(students).settings]
    return [spec for spec in found if spec is not None]


def school(key: str) -> Setting:
    settings = generated.region(145_000).settings
    return next(each for each in settings if each.place.key == key)


@_SIZES
def test_a_region_has_as_many_students_as_asked(students: int) -> None:
    assert sum(spec.students for spec in specs(students)) == students


@_SIZES
def test_schools_are_of_believable_sizes(students: int) -> None:
    village, city, *others = specs(students)
    assert (city.told, village.told, village.students) == (True, True, 60)
    for spec in others:
        # The last school takes those who are too few for one more.
        least, most = (300, 1419) if spec.kind == "large" else (20, 169)
        assert least <= spec.students <= most


def test_a_region_is_cities_and_villages_of_many_municipalities() -> None:
    settings = generated.region(20_000).settings
    kinds = [each.spec.kind for each in settings if each.spec]
    assert len(settings) > 40
    assert 0.3 < kinds.count("small") / len(kinds) < 0.7
    assert len({each.place.municipality for each in settings}) > 15


def test_no_two_schools_are_called_alike() -> None:
    places = [each.place for each in generated.region(145_000).settings]
    assert len({place.key for place in places}) == len(places)
    assert len({place.name for place in places}) == len(places)
    numbers = [spec.number for spec in specs(145_000)]
    assert len(set(numbers)) == len(numbers)


def test_a_larger_region_is_a_smaller_one_with_more_schools() -> None:
    smaller, larger = specs(5_000), specs(20_000)
    assert larger[: len(smaller) - 1] == smaller[:-1]


def test_schools_that_stand_keep_their_sizes_and_new_ones_make_up_the_rest() -> None:
    there = {
        chance.key("school", name): size
        for name, size in (("city", 90), ("school-5", 30))
    }
    settings = generated.region(250, there).settings
    sizes = {each.place.key: each.spec.students for each in settings if each.spec}
    assert sizes["school-5"] == 30
    assert sizes["school-6"] == 250 - 90 - 60 - 30


@pytest.mark.parametrize("key", ["school-5", "school-6", "school-11", "school-14"])
def test_a_school_has_its_students_its_lessons_and_a_director(key: str) -> None:
    spec = school(key).spec
    assert spec is not None
    draft = imagine(spec, today=date(2026, 11, 18))
    assert sum(card.kind == "student" for card in draft.cards) == spec.students
    assert len(draft.jobs) == spec.employees
    assert [job.role for job in draft.jobs if job.role] == ["administrator"]
    assert len(draft.forms) == sum(spec.parallels)
    assert all(form.groups for form in draft.forms)


def test_a_school_whose_week_is_too_short_takes_one_teacher_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weekly, "_ATTEMPTS", 1)  # the rest would only take its time
    spec = school("school-313").spec
    assert spec is not None
    draft = imagine(spec, today=date(2026, 11, 18))
    english = {
        term.teacher
        for form in draft.forms
        for group in form.groups
        if group.subject == "Иностранный язык (английский)"
        for term in group.terms
    }
    assert len(english) == 4
