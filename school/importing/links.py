"""Links that come in with a file: written, unless a court's word keeps one out."""

from collections.abc import Sequence
from datetime import date

from school.people.models import Card, Kinship
from school.registry.linking import Tie, why_not

_PARENTS = (Kinship.Kind.MOTHER, Kinship.Kind.FATHER)


def link_of(
    school: int, pair: tuple[int, int], kind: str, paper: str, on: date
) -> Kinship:
    """A link from the day, unsaved, of a guardian's and a student's cards.

    ``paper``: in what words the file is the paper of whoever is no parent.
    """
    guardian, student = pair
    return Kinship(
        school_id=school,
        guardian_id=guardian,
        student_id=student,
        kind=kind,
        document="" if kind in _PARENTS else paper,
        since_date=on,
    )


def write(school: int, links: Sequence[Kinship], on: date) -> int:
    """Write those that no court is against; how many. It is asked where it spoke."""
    guarded = set(
        Kinship.objects.filter(
            school=school,
            student__in={one.student_id for one in links},
            restricted=True,
        ).values_list("student", flat=True)
    )
    allowed = [
        one for one in links if one.student_id not in guarded or _is_allowed(one, on)
    ]
    Kinship.objects.bulk_create(allowed)
    return len(allowed)


def _is_allowed(link: Kinship, on: date) -> bool:
    """Whether no court keeps this person from this child, by any of his cards."""
    tie = Tie(Kinship.Kind(link.kind), link.document)
    cards = Card.objects.in_bulk([link.guardian_id, link.student_id])
    return not why_not(cards[link.guardian_id], cards[link.student_id], tie, on)
