"""Taking somebody on: a card of his own and an employment from today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from school.people.documents import put_snils
from school.people.models import Card, Employee
from school.people.names import FullName
from school.people.sealing import Seal
from school.regions.models import School


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is taken on, as Госуслуги name him; ``snils`` is 11 digits."""

    name: FullName
    birth_date: date
    snils: str


def employ(
    school: School, person: Newcomer, *, position: str, on: date, seal: Seal
) -> Card:
    """The person's employee card at the school, working there from that day.

    An employee's card with the same СНИЛС is his already and is taken as it is, and so
    is an employment that lasts. Behind the school's walls.
    """
    digests = seal.digests("snils", person.snils)
    own = Card.objects.filter(
        school=school, kind=Card.Kind.EMPLOYEE, snils_digest__in=digests
    )
    card = own.order_by("id").first() or _card_of(school, person, seal)
    lasting = Q(until_date=None) | Q(until_date__gt=on)
    works = Employee.objects.filter(school=school, card=card).filter(lasting)
    if not works.exists():
        Employee.objects.create(
            school=school,
            card=card,
            name=person.name.with_initials,
            position=position,
            since_date=on,
        )
    return card


def _card_of(school: School, person: Newcomer, seal: Seal) -> Card:
    card = Card(
        school=school,
        kind=Card.Kind.EMPLOYEE,
        last_name=person.name.last,
        first_name=person.name.first,
        patronymic=person.name.patronymic,
        birth_date=person.birth_date,
    )
    put_snils(card, person.snils, seal)
    card.save()
    return card
