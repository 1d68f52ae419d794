"""Two schools with one student each, and everybody who must not see the other's."""

from dataclasses import dataclass
from datetime import date

import pytest

from school.people.models import Card
from school.regions.models import Municipality, Region, School
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind


@dataclass(frozen=True)
class Place:
    """A school, its student's card and somebody of its staff."""

    school: School
    student: int

    @property
    def staff(self) -> Actor:
        return Actor(kind=Kind.STAFF, name="test:staff", schools=(self.school.pk,))

    @property
    def family(self) -> Actor:
        return Actor(
            kind=Kind.FAMILY,
            name="test:family",
            schools=(self.school.pk,),
            students=(self.student,),
        )


@pytest.fixture
def region(db: None) -> Region:
    return Region.objects.create(slug="r", name="Р", policy_line="ryazan")


@pytest.fixture
def places(region: Region) -> tuple[Place, Place]:
    town = Municipality.objects.create(region=region, name="Г")
    made = []
    for number in (1, 2):
        school = School.objects.create(
            region=region,
            municipality=town,
            name=f"Школа {number}",
            short_name=f"Школа {number}",
        )
        with behind(job_of(school.pk, name="test")):
            card = Card.objects.create(
                school=school,
                kind=Card.Kind.STUDENT,
                last_name=f"КАНАРЕЙКА-{number}",
                first_name="Имя",
                birth_date=date(2015, 1, number),
                snils_digest=f"1:{number}",
            )
        made.append(Place(school, card.pk))
    return made[0], made[1]
