"""How a school stands, for lists of every kind to be laid beside it."""

from datetime import date

from django.db.models import Q

from school.academics.models import SchoolClass
from school.academics.years import year_of
from school.importing.verdicts import Known
from school.lib.keys import to_text
from school.people.models import Card
from school.people.names import FullName


def lasting(on: date) -> Q:
    """Dated facts that are not over on the day."""
    return Q(until_date=None) | Q(until_date__gt=on)


def classes(school: int, on: date) -> list[SchoolClass]:
    """The classes of the year of that day."""
    return list(SchoolClass.objects.filter(school=school, year=year_of(on)))


def known(card: Card, label: str) -> Known:
    """A card as it is laid beside a list; ``label`` is its class, «5А»."""
    return Known(
        card.pk,
        to_text(card.key),
        FullName(card.last_name, card.first_name, card.patronymic),
        card.birth_date,
        card.snils_digest or "",
        card.certificate_digest or "",
        card.phone,
        card.email,
        label,
    )
