"""A school with a mother, her child and a teacher, as rows in a real database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from school.access.consents.texts import texts_of
from school.access.facts import ConsentOf
from school.access.gathering import seal
from school.access.models import Consent
from school.lib import clock
from school.people import snils
from school.people.models import Card, Employee, Kinship
from school.regions.in_force import policy_of
from school.regions.models import Municipality, Region, School
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

SEPTEMBER = date(2026, 9, 1)
MOMENT = datetime(2026, 11, 18, 7, tzinfo=UTC)
TODAY = MOMENT.date()
MOTHER = snils.complete(900_000_101)
CHILD = snils.complete(900_000_102)
TEACHER = snils.complete(900_000_103)


@dataclass(frozen=True)
class Rows:
    """The ids of what was made."""

    region: Region
    school: int
    mother: int
    child: int
    teacher: int


def make_region() -> Region:
    """An invented region under ``ryazan``."""
    return Region.objects.create(slug="r", name="Область", policy_line="ryazan")


def make_school(region: Region, name: str = "Школа") -> Rows:
    """One more school of the region with the same three people in it."""
    town = Municipality.objects.create(region=region, name="Город")
    school = School.objects.create(
        region=region, municipality=town, name=name, short_name=name
    )
    with behind(job_of(school.pk, name="test")):
        mother = card(school, Card.Kind.GUARDIAN, MOTHER, "Анна", date(1988, 3, 14))
        child = card(school, Card.Kind.STUDENT, CHILD, "Пётр", date(2015, 5, 20))
        teacher = card(school, Card.Kind.EMPLOYEE, TEACHER, "Ева", date(1980, 2, 27))
        Kinship.objects.create(
            school=school,
            guardian_id=mother,
            student_id=child,
            kind=Kinship.Kind.MOTHER,
            since_date=SEPTEMBER,
        )
        Employee.objects.create(
            school=school,
            card_id=teacher,
            name="Иванова Е. И.",
            position="учитель",
            since_date=SEPTEMBER,
        )
    return Rows(region, school.pk, mother, child, teacher)


def card(school: School, kind: str, number: str, name: str, born: date) -> int:
    """A card of somebody of the family with this СНИЛС. Behind the school's walls."""
    made = Card.objects.create(
        school=school,
        kind=kind,
        last_name="Иванова",
        first_name=name,
        patronymic="Ильинична",
        birth_date=born,
        snils_sealed=seal().seal("snils", number),
        snils_digest=seal().digest("snils", number),
    )
    return made.pk


def agreed(
    region: Region,
    account: int,
    state: str = "given",
    *,
    kind: ConsentOf = "own",
    by_oid: int | None = None,
    at: datetime | None = None,
) -> None:
    """A word in the ledger of an account, to the text of today."""
    texts = texts_of(policy_of(region, TODAY))
    with behind(Actor(Kind.DOOR, name="test", account=account)):
        Consent.objects.create(
            account_id=account,
            kind=kind,
            state=state,
            by_oid=by_oid,
            channel="test",
            text_version=texts.of(kind).version,
            decided_at=at or clock.now(),
        )
