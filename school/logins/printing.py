"""Printing: which students get a registration card at one press, and their sheets."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from school.academics.models import Enrolment
from school.academics.years import year_of
from school.logins.making import make_cards
from school.logins.models import RegistrationCard
from school.logins.typesetting import Pile, Sheets
from school.people.models import Card
from school.regions.house_rules import house_rules
from school.regions.models import Region
from school.rights.visitor import Visitor

# The press lays out a thousand cards in 450 MB, for as long as it works.
MOST = 1_000


def print_cards(
    by: Visitor, region: Region, students: Sequence[Card], *, at: datetime
) -> Sheets | None:
    """New cards for these students, class by class; None where no age has a password.

    Whoever has none is left out. As :func:`make_cards`, with one query more.
    """
    places = _places(students, by.today)
    ordered = sorted(students, key=lambda one: places.get(one.pk, _NOWHERE))
    printed = make_cards(by, ordered, at=at)
    if not printed.cards:
        return None
    left_out = {one.student for one in printed.left_out}
    made = [one for one in ordered if one.pk not in left_out]
    cards = zip(made, printed.cards, strict=True)
    by_class = groupby(cards, key=lambda pair: places.get(pair[0].pk, _NOWHERE))
    return Sheets(
        heading=printed.heading,
        support=settings.SCHOOL_URL + reverse("help:index"),
        rules=house_rules(region),
        piles=tuple(
            Pile(label, tuple(card for _, card in pairs))
            for (_, _, label), pairs in by_class
        ),
    )


def without_password(students: Sequence[Card]) -> list[Card]:
    """Those who have not chosen a password by any card yet. One query."""
    if not students:
        return []
    used = RegistrationCard.objects.filter(
        school=students[0].school_id,
        state=RegistrationCard.State.ACTIVATED,
        login__student__in=[one.pk for one in students],
    )
    came = set(used.values_list("login__student", flat=True))
    return [one for one in students if one.pk not in came]


_Place = tuple[int, str, str]
_NOWHERE: _Place = (0, "", "")


def _places(students: Sequence[Card], today: date) -> dict[int, _Place]:
    """Grade, letter and label of each student's class this year. One query."""
    if not students:
        return {}
    stays = Enrolment.objects.filter(
        school=students[0].school_id,
        student__in=[one.pk for one in students],
        school_class__year=year_of(today),
        since_date__lte=today,
    ).exclude(until_date__lte=today)
    return {
        one.student_id: (
            one.school_class.grade,
            one.school_class.letter,
            one.school_class.label(),
        )
        for one in stays.select_related("school_class")
    }
