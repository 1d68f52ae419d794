"""The demo as a program reads it: ids of schools, classes, teachers and cards."""

from collections import defaultdict
from typing import Any

from school.academics.models import Enrolment, SchoolClass
from school.access.gathering import seal
from school.demo import invented
from school.journal.models import Lesson
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card
from school.regions.models import Region, School
from school.walls.loading import loading


def describe() -> dict[str, Any]:
    """Everything the demo shows today, ready for JSON; every id is a row's key.

    Without a demo the lists are empty.
    """
    with loading("demo"):
        slug = invented.table("region")["slug"]
        region = Region.objects.filter(slug=slug).first()
        if region is None:
            return {
                "region": None,
                "today": None,
                "schools": [],
                "classes": [],
                "teachers": [],
                "cards": {},
            }
        schools = {school.pk: school for school in _schools(region)}
        return {
            "region": region.slug,
            "today": clock.today(region.zone()).isoformat(),
            "schools": [_school(school) for school in schools.values()],
            "classes": _classes(schools),
            "teachers": _teachers(region, schools),
            "cards": _cards(schools),
        }


def _schools(region: Region) -> list[School]:
    rows = School.objects.filter(region=region).select_related("municipality")
    return list(rows.order_by("pk"))


def _school(school: School) -> dict[str, Any]:
    return {
        "id": to_text(school.key),
        "name": school.name,
        "short_name": school.short_name,
        "municipality": school.municipality.name,
    }


def _classes(schools: dict[int, School]) -> list[dict[str, Any]]:
    students: dict[int, list[str]] = defaultdict(list)
    places = Enrolment.objects.filter(school__in=schools, until_date=None)
    for place in places.select_related("student").order_by("student__name_key"):
        students[place.school_class_id].append(to_text(place.student.key))
    classes = SchoolClass.objects.filter(school__in=schools)
    return [
        {
            "id": to_text(each.key),
            "school": to_text(schools[each.school_id].key),
            "label": each.label(),
            "grade": each.grade,
            "letter": each.letter,
            "students": students[each.pk],
        }
        for each in classes.order_by("school", "grade", "letter")
    ]


def _teachers(region: Region, schools: dict[int, School]) -> list[dict[str, Any]]:
    today = clock.today(region.zone())
    lessons: dict[Card, list[Lesson]] = defaultdict(list)
    rows = Lesson.objects.filter(school__in=schools, date=today)
    for lesson in rows.select_related("teacher").order_by("teacher", "number"):
        lessons[lesson.teacher].append(lesson)
    return [
        {
            "id": to_text(teacher.key),
            "school": to_text(schools[teacher.school_id].key),
            "name": f"{teacher.last_name} {teacher.first_name} {teacher.patronymic}",
            "lessons": [to_text(lesson.key) for lesson in taught],
        }
        for teacher, taught in lessons.items()
    ]


def _cards(schools: dict[int, School]) -> dict[str, dict[str, Any]]:
    """By the key of a person of the cast: his stories (access.md §9) and his cards."""
    people = invented.people()
    owners = {seal().digest("snils", each.snils): key for key, each in people.items()}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    cards = Card.objects.filter(school__in=schools, snils_digest__in=list(owners))
    for card in cards.order_by("school", "kind", "pk"):
        found[owners[card.snils_digest or ""]].append(_card(card, schools))
    return {
        key: {"stories": list(person.stories), "cards": found[key]}
        for key, person in people.items()
    }


def _card(card: Card, schools: dict[int, School]) -> dict[str, Any]:
    return {
        "id": to_text(card.key),
        "school": to_text(schools[card.school_id].key),
        "kind": card.kind,
        "name": f"{card.last_name} {card.first_name} {card.patronymic}".strip(),
        "birth_date": card.birth_date.isoformat(),
        "registered": card.registered,
        "user": card.user,
    }
