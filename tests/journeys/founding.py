"""A school that has only just been opened, for a journey that fills it.

``python -m tests.journeys.founding NAME STUDENT BORN`` inside the product's environment
opens it in the region where the young have passwords, with one student, and prints the
link of its first administrator.
"""

import os
import sys
from datetime import date

from tests.journeys.printing import within
from tests.journeys.stack import Stack

_REGION = "meshchora"


def founded(stack: Stack, name: str, student: str, born: date) -> str:
    """The address that makes somebody the school's administrator."""
    words = (name, student, born.isoformat())
    return within(stack, "tests.journeys.founding", *words)


def main(name: str, student: str, born: str) -> None:
    """Open the school; the link on standard output."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    django.setup()
    sys.stdout.write(_found(name, student, date.fromisoformat(born)))


def _found(name: str, student: str, born: date) -> str:
    from django.conf import settings
    from django.urls import reverse

    from school.access.inviting import invite_administrator
    from school.lib import clock
    from school.people.models import Card
    from school.regions.models import School
    from school.regions.opening_schools import open_school
    from school.walls.actor import job_of
    from school.walls.behind import behind

    school = open_school(
        municipality="Озёрный округ", name=name, short_name=name, region_slug=_REGION
    )
    assert isinstance(school, School)
    last, first, patronymic = student.split()
    with behind(job_of(school.pk, name="test")):
        Card.objects.create(
            school=school,
            kind=Card.Kind.STUDENT,
            last_name=last,
            first_name=first,
            patronymic=patronymic,
            birth_date=born,
        )
    token = invite_administrator(school, at=clock.now())
    return settings.SCHOOL_URL + reverse("access:invitation", args=[token])


if __name__ == "__main__":
    main(*sys.argv[1:])
