"""Leading a class: which classes somebody leads today, and whose cards that opens."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from school.academics.models import (
    ClassTeacher,
    Enrolment,
    SchoolClass,
    TeachingLoad,
)
from school.academics.years import year_of
from school.lib.keys import from_text
from school.people.models import Card, Kinship
from school.rights.visitor import Role, Visitor


def leads_of(visitor: Visitor) -> QuerySet[ClassTeacher]:
    """The classes whose teacher the visitor is today."""
    return ClassTeacher.objects.filter(
        _today(visitor), school=visitor.school, teacher=visitor.card
    )


def loads_of(visitor: Visitor) -> QuerySet[TeachingLoad]:
    """Whom the visitor teaches what today."""
    return TeachingLoad.objects.filter(
        _today(visitor), school=visitor.school, teacher=visitor.card
    )


def led_cards(visitor: Visitor) -> QuerySet[Card]:
    """The cards of those whom the visitor leads today, and of their guardians."""
    places = Enrolment.objects.filter(
        _today(visitor),
        school=visitor.school,
        school_class__in=leads_of(visitor).values("school_class"),
    )
    students = places.values("student")
    links = Kinship.objects.filter(
        _today(visitor), school=visitor.school, student__in=students
    )
    return Card.objects.filter(
        Q(pk__in=students) | Q(pk__in=links.values("guardian")), school=visitor.school
    )


def kept_classes(visitor: Visitor) -> list[SchoolClass]:
    """This year's classes whose people the visitor keeps, with their region, in order.

    Those that he leads, all for an administrator; empty for anybody else. One query.
    """
    if not visitor.is_staff:
        return []
    year = year_of(visitor.today)
    found = SchoolClass.objects.filter(school=visitor.school, year=year)
    if Role.ADMINISTRATOR not in visitor.granted:
        found = found.filter(pk__in=leads_of(visitor).values("school_class"))
    return list(found.select_related("school__region").order_by("grade", "letter"))


def class_named(classes: Sequence[SchoolClass], asked: str) -> SchoolClass | None:
    """The one of these classes whose key an address or a form says; None: none."""
    key = from_text(asked)
    return next((one for one in classes if one.key == key), None)


def roles_towards_card(visitor: Visitor, card: Card) -> frozenset[Role]:
    """The visitor's roles towards the card, by the facts of today.

    A class teacher is one to the students of his class and to their guardians.
    """
    if not visitor.is_staff or visitor.school != card.school_id:
        return frozenset()
    return _roles(visitor, leads=led_cards(visitor).filter(pk=card.pk))


def roles_towards_class(visitor: Visitor, school_class: SchoolClass) -> frozenset[Role]:
    """The visitor's roles towards the class, by the facts of today."""
    if not visitor.is_staff or visitor.school != school_class.school_id:
        return frozenset()
    leads = leads_of(visitor).filter(school_class=school_class)
    return _roles(visitor, leads=leads)


def _roles(
    visitor: Visitor, *, leads: QuerySet[Card] | QuerySet[ClassTeacher]
) -> frozenset[Role]:
    roles = {
        Role.CLASS_TEACHER: leads.exists(),
        Role.ADMINISTRATOR: Role.ADMINISTRATOR in visitor.granted,
    }
    return frozenset(role for role, holds in roles.items() if holds)


def _today(visitor: Visitor) -> Q:
    lasting = Q(until_date=None) | Q(until_date__gt=visitor.today)
    return lasting & Q(since_date__lte=visitor.today)
