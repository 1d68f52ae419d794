"""How the school stands, for a list of students to be laid beside it. Four queries."""

from datetime import date

from school.academics.enrolling import still
from school.academics.models import Enrolment
from school.importing.standing import classes, known
from school.importing.verdicts import Known, Standing
from school.people.models import Card, Kinship

_KINDS = (Card.Kind.STUDENT, Card.Kind.GUARDIAN)


def read(school: int, on: date) -> Standing:
    """Its students, guardians, links and classes on the day."""
    labels = {one.pk: label for label, one in classes(school, on).items()}
    places = Enrolment.objects.filter(still(on), school=school, since_date__lte=on)
    label_of = {
        student: labels.get(school_class, "")
        for student, school_class in places.values_list("student", "school_class")
    }
    found: dict[str, list[Known]] = {kind: [] for kind in _KINDS}
    for card in Card.objects.filter(school=school, kind__in=_KINDS).order_by("pk"):
        found[card.kind].append(known(card, label_of.get(card.pk, "")))
    links = Kinship.objects.filter(still(on), school=school)
    told = list(links.values_list("guardian", "student", "restricted"))
    return Standing(
        found[Card.Kind.STUDENT],
        found[Card.Kind.GUARDIAN],
        frozenset((guardian, student) for guardian, student, _ in told),
        frozenset((guardian, student) for guardian, student, cut in told if cut),
        frozenset(labels.values()),
    )
