"""A school whose every text field holds a canary word."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from school.academics import models as academics
from school.academics.models import SchoolClass, StudyGroup
from school.access.consents.texts import texts_of
from school.access.models import CardConsent
from school.alarms.models import Alarm
from school.campaign.models import Announcement
from school.importing.models import Upload
from school.inviting.models import FamilyInvitation
from school.journal.models import (
    Absence,
    BroughtMark,
    Homework,
    Lesson,
    Mark,
    Remark,
    WorkKind,
)
from school.lib import clock
from school.lib.keys import new_key
from school.logins.models import RegistrationCard
from school.openings.models import Opening
from school.people.models import Card, Employee, Kinship
from school.regions.in_force import policy_of
from school.regions.models import HelpLine, Municipality, Region, School
from school.registry.models import CourtWord, SecondWord
from school.support.models import RaisedTicket, Ticket
from school.walls.actor import Actor, job_of
from tests.matrix.canaries import Aviary, word

TODAY = date(2026, 11, 18)
MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
BEGIN = date(2026, 9, 1)
YEAR = 2026
GRADES = {5: (1, 2), 9: (3,)}
# Of the messages about sign-in: of the fifth class, and of none (to the administrator).
NUMBERS = {
    ("Ш1", 5): "ЭШ-2611-223344",
    ("Ш1", 9): "ЭШ-2611-223346",
    ("Ш2", 5): "ЭШ-2611-223347",
    ("Ш2", 9): "ЭШ-2611-223348",
}


@dataclass
class Planted:
    """A school by the names that the matrix uses; its place is «Ш1» or «Ш2»."""

    place: str
    school: School
    aviary: Aviary
    kind: WorkKind | None = None
    pupils: dict[int, Card] = field(default_factory=dict)
    classes: dict[int, SchoolClass] = field(default_factory=dict)
    groups: dict[int, StudyGroup] = field(default_factory=dict)
    lessons: dict[int, Lesson] = field(default_factory=dict)
    messages: dict[int, Ticket] = field(default_factory=dict)
    raised: dict[int, RaisedTicket] = field(default_factory=dict)
    invitations: dict[int, FamilyInvitation] = field(default_factory=dict)
    cards: dict[int, RegistrationCard] = field(default_factory=dict)
    twins: list[Card] = field(default_factory=list)
    announcements: dict[str, Announcement] = field(default_factory=dict)
    liftings: list[SecondWord] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    uploads: list[Upload] = field(default_factory=list)
    packages: list[Upload] = field(default_factory=list)

    @property
    def job(self) -> Actor:
        """The machine of this school."""
        return job_of(self.school.pk, name="test")

    def put(self, model: Any, owner: str = "", **values: Any) -> Any:
        """A row of the school, its key banded; behind its walls."""
        made = model.objects.create(school=self.school, **values)
        if hasattr(made, "key"):
            self.aviary.band(self.place + owner, made.key)
        return made

    def card(self, kind: str, owner: str, born: date) -> Card:
        """A card with a word in every field."""
        mine = self.place + owner
        made: Card = self.put(
            Card,
            owner,
            kind=kind,
            last_name=word(mine, "фамилия"),
            first_name=word(mine, "имя"),
            patronymic=word(mine, "отчество"),
            phone=word(mine, "телефон"),
            email=word(mine, "почта"),
            # Two cards with one are one person's.
            snils_digest=word(mine, f"снилс{new_key()}"),
            birth_date=born,
        )
        return made

    def employee(self, owner: str, until: date | None = None) -> Card:
        """Somebody of the staff; what the school says of him in public is its own."""
        made = self.card(Card.Kind.EMPLOYEE, owner, date(1980, 2, 27))
        self.put(
            Employee,
            card=made,
            name=word(self.place, "учитель"),
            position=word(self.place, "должность"),
            since_date=BEGIN,
            until_date=until,
        )
        return made

    def guardian(self, owner: str, child: int, **kinship: Any) -> Card:
        """A parent of a pupil."""
        made = self.card(Card.Kind.GUARDIAN, owner, date(1988, 3, 14))
        mine = self.place + owner
        values: dict[str, Any] = {"kind": "mother", "since_date": BEGIN, **kinship}
        values |= {"guardian": made, "student": self.pupils[child]}
        link = self.put(Kinship, document=word(mine, "бумага"), **values)
        if link.restricted:
            self._judged(link, owner)
        return made

    def _judged(self, link: Kinship, owner: str) -> None:
        """A court has restricted it, and the municipality is asked to agree to less."""
        mine = self.place + owner
        ruled = {"document": word(mine, "решение"), "ruled_date": BEGIN}
        at = clock.now()
        of = {"kinship": link, "said_by": link.guardian, "said_at": at, **ruled}
        self.put(CourtWord, word="restricted", **of)
        last = self.put(CourtWord, word="lift_asked", **of)
        self.liftings.append(
            self.put(SecondWord, owner, asked=last, asked_at=at, **ruled)
        )


def region(aviary: Aviary) -> Region:
    """The region of all schools; what is said of it anybody may read.

    In another one, which has none, children come in by passwords.
    """
    made = Region.objects.create(
        slug="matrix", name=word("Р", "регион"), policy_line="ryazan"
    )
    Region.objects.create(
        slug="by-password", name="Область паролей", policy_line="meshchora"
    )
    noon = {"lunch_since": time(12, 30), "lunch_until": time(13)}
    HelpLine.objects.create(
        region=made, phone="8 (4912) 00-00-00", opens=time(8), closes=time(17), **noon
    )
    return made


def plant(land: Region, place: str, aviary: Aviary) -> Planted:
    """Found a school; its rows are put behind its own walls by :func:`fill`."""
    town = Municipality.objects.create(region=land, name=word(place, "город"))
    school = School.objects.create(
        region=land,
        municipality=town,
        name=word(place, "школа"),
        short_name=word(place, "коротко"),
    )
    aviary.band(place, school.key)
    return Planted(place, school, aviary)


def fill(here: Planted) -> None:
    """Calendar, classes, pupils, lessons, marks; teachers come with the cast."""
    _calendar(here)
    here.kind = here.put(
        WorkKind,
        name=word(here.place, "вид"),
        short_name=word(here.place, "вд"),
        weight=2,
    )
    author = here.employee("ШТАТ")
    # Whom the school has written down twice.
    here.twins = [author, here.card(Card.Kind.EMPLOYEE, "ШТАТ", author.birth_date)]
    for grade, pupils in GRADES.items():
        _class(here, grade)
        for number in pupils:
            _pupil(here, grade, number)
        for day in (MONDAY, TODAY, FRIDAY):
            _lesson(here, grade, day, author)


def _calendar(here: Planted) -> None:
    year = {"year": YEAR, "since_date": BEGIN, "until_date": date(2027, 5, 27)}
    here.put(academics.SchoolYear, **year)
    period = {**year, "number": 1, "name": word(here.place, "четверть")}
    here.put(academics.Period, **period)
    here.put(
        academics.Holiday,
        year=YEAR,
        name=word(here.place, "каникулы"),
        since_date=date(2026, 10, 26),
        until_date=date(2026, 11, 2),
    )


def _class(here: Planted, grade: int) -> None:
    owner = f"К{grade}"
    mine = here.place + owner
    here.classes[grade] = here.put(
        SchoolClass, owner, year=YEAR, grade=grade, letter=word(mine, "буква")
    )
    subject, _ = academics.Subject.objects.get_or_create(name="Математика")
    here.groups[grade] = here.put(
        StudyGroup,
        owner,
        year=YEAR,
        school_class=here.classes[grade],
        subject=subject,
        name=word(mine, "группа"),
    )


def _pupil(here: Planted, grade: int, number: int) -> None:
    made = here.card(Card.Kind.STUDENT, f"У{number}", date(2013, 5, number))
    here.pupils[number] = made
    of = {"student": made, "since_date": BEGIN}
    here.put(academics.Enrolment, school_class=here.classes[grade], **of)
    here.put(academics.Membership, group=here.groups[grade], **of)
    mine = here.place + f"У{number}"
    here.put(
        CardConsent,
        card=made,
        kind="parent",
        state="given",
        channel="paper",
        text_version=texts_of(policy_of(here.school.region, TODAY)).parent.version,
        decided_at=datetime.combine(BEGIN, time(), here.school.region.zone()),
        form=word(mine, "форма"),
        file_number=word(mine, "дело"),
    )


def _lesson(here: Planted, grade: int, day: date, author: Card) -> None:
    owner = f"К{grade}"
    mine = here.place + owner
    lesson = here.put(
        Lesson,
        owner,
        year=YEAR,
        group=here.groups[grade],
        teacher=author,
        date=day,
        number=2,
        starts=time(9, 25),
        ends=time(10, 10),
        room=word(mine, "кабинет"),
        topic=word(mine, "тема"),
        work_kind=here.kind,
    )
    about = {"year": YEAR, "lesson": lesson, "changed_at": clock.now()}
    here.put(Homework, text=word(mine, "задание"), **about)
    if day == TODAY:
        here.lessons[grade] = lesson
    if day < FRIDAY:
        for number in GRADES[grade]:
            _written(here, number, author, about)


def _written(here: Planted, number: int, author: Card, about: dict[str, Any]) -> None:
    """A mark with a comment, an absence and a remark of one pupil at one lesson."""
    owner = f"У{number}"
    of = {**about, "student": here.pupils[number], "author": author}
    comment = word(here.place + owner, "пояснение")
    here.put(Mark, owner, value="5", number=5, comment=comment, **of)
    here.put(Absence, owner, code="О", minutes_late=5, **of)
    here.put(Remark, kind="praise", text=word(here.place + owner, "похвала"), **of)
    here.put(
        BroughtMark,
        owner,
        year=YEAR,
        student=here.pupils[number],
        subject=here.groups[5].subject,
        origin=word(here.place + owner, "откуда"),
        kind=word(here.place + owner, "работа"),
        value="4",
        number=4,
        weight=1,
        date=BEGIN,
        sent=about["lesson"].pk,
        brought_at=clock.now(),
    )
