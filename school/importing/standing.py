"""How the school stands, for a table to be laid beside it. Four queries."""

from datetime import date

from django.db.models import F, Q

from school.academics.models import Enrolment, SchoolClass
from school.academics.years import year_of
from school.importing.verdicts import Known, Standing
from school.lib.keys import to_text
from school.people.models import Card, Kinship
from school.people.names import FullName

_KINDS = (Card.Kind.STUDENT, Card.Kind.GUARDIAN)


def read(school: int, on: date) -> Standing:
    """Its students, guardians, links and classes on the day."""
    lasting = Q(until_date=None) | Q(until_date__gt=on)
    labels = {one.pk: f"{one.grade}{one.letter}" for one in classes(school, on)}
    places = Enrolment.objects.filter(lasting, school=school, since_date__lte=on)
    label_of = {
        student: labels.get(school_class, "")
        for student, school_class in places.values_list("student", "school_class")
    }
    found: dict[str, list[Known]] = {kind: [] for kind in _KINDS}
    for card in Card.objects.filter(school=school, kind__in=_KINDS).order_by("pk"):
        found[card.kind].append(known(card, label_of.get(card.pk, "")))
    lasted = Kinship.objects.filter(school=school).exclude(until_date=F("since_date"))
    links = lasted.filter(lasting).values_list("guardian", "student", "restricted")
    told = list(links)
    return Standing(
        found[Card.Kind.STUDENT],
        found[Card.Kind.GUARDIAN],
        frozenset((guardian, student) for guardian, student, _ in told),
        frozenset((guardian, student) for guardian, student, cut in told if cut),
        frozenset(labels.values()),
    )


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
