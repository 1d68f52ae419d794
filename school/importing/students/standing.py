"""How the school stands, for a list of students to be laid beside it. Four queries."""

from datetime import date

from django.db.models import F

from school.academics.models import Enrolment
from school.importing.standing import classes, known, lasting
from school.importing.verdicts import Known, Standing
from school.people.models import Card, Kinship

_KINDS = (Card.Kind.STUDENT, Card.Kind.GUARDIAN)


def read(school: int, on: date) -> Standing:
    """Its students, guardians, links and classes on the day."""
    lasts = lasting(on)
    labels = {one.pk: f"{one.grade}{one.letter}" for one in classes(school, on)}
    places = Enrolment.objects.filter(lasts, school=school, since_date__lte=on)
    label_of = {
        student: labels.get(school_class, "")
        for student, school_class in places.values_list("student", "school_class")
    }
    found: dict[str, list[Known]] = {kind: [] for kind in _KINDS}
    for card in Card.objects.filter(school=school, kind__in=_KINDS).order_by("pk"):
        found[card.kind].append(known(card, label_of.get(card.pk, "")))
    lasted = Kinship.objects.filter(school=school).exclude(until_date=F("since_date"))
    links = lasted.filter(lasts).values_list("guardian", "student", "restricted")
    told = list(links)
    return Standing(
        found[Card.Kind.STUDENT],
        found[Card.Kind.GUARDIAN],
        frozenset((guardian, student) for guardian, student, _ in told),
        frozenset((guardian, student) for guardian, student, cut in told if cut),
        frozenset(labels.values()),
    )
