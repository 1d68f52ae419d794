"""Making cards: a parent with both entries, active user and link, in one deed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from school.academics.enrolling import enrol
from school.academics.models import SchoolClass
from school.access.gathering import seal
from school.people.documents import put_certificate, put_snils
from school.people.employing import Newcomer, employ
from school.people.models import Card, Kinship
from school.people.names import FullName
from school.regions.models import School
from school.registry.linking import NotLinked, Tie, name_key, tie_up, why_not
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a card is made for; ``snils`` is 11 digits, documents empty for none."""

    name: FullName
    birth_date: date
    snils: str = ""
    certificate: str = ""
    phone: str = ""
    email: str = ""


def known_guardians(student: Card, who: Person) -> list[Card]:
    """The guardians' cards of the school that are this person's already: by СНИЛС, or
    by ФИО and birth date. One query."""
    same = Q(name_key=name_key(who.name), birth_date=who.birth_date)
    if who.snils:
        same |= Q(snils_digest__in=seal().digests("snils", who.snils))
    found = Card.objects.filter(same, school=student.school_id)
    return list(found.filter(kind=Card.Kind.GUARDIAN).order_by("pk"))


def add_guardian(
    by: Visitor, student: Card, who: Person, tie: Tie
) -> Kinship | NotLinked:
    """A new guardian's card, in both registries and with an active user, and its link.

    Whoever keeps the student's card may. All of it or, with a sentence, nothing.
    """
    with deed(by, Action.ADD_CARD, student) as act:
        act.touched(())
        made = card_of(student.school_id, Card.Kind.GUARDIAN, who)
        why = why_not(made, student, tie, by.today)
        if why:
            return NotLinked(why)
        made.save()
        tied = tie_up(made, student, tie, by.today)
        act.touched([student])
        act.about(f"card:{made.pk}")
        act.about(f"kinship:{tied.pk}")
    return tied


def add_student(by: Visitor, school_class: SchoolClass, who: Person) -> Card:
    """A new student's card and a place in the class from today on."""
    with deed(by, Action.ADD_CARD, school_class) as act:
        made = card_of(school_class.school_id, Card.Kind.STUDENT, who)
        made.save()
        enrol(student=made, school_class=school_class, since=by.today)
        act.about(f"card:{made.pk}")
    return made


def add_employee(by: Visitor, school: School, who: Person, position: str) -> Card:
    """Somebody who works here from today on; his own card where there is one."""
    with deed(by, Action.ADD_CARD, school) as act:
        newcomer = Newcomer(who.name, who.birth_date, who.snils)
        made = employ(school, newcomer, position=position, on=by.today, seal=seal())
        if who.phone and not made.phone:
            made.phone = who.phone
            made.save(update_fields=["phone"])
        act.about(f"card:{made.pk}")
    return made


def card_of(school: int, kind: Card.Kind, who: Person) -> Card:
    """The card, unsaved: in the registries and with an active user, as cards begin."""
    made = Card(
        school_id=school,
        kind=kind,
        last_name=who.name.last,
        first_name=who.name.first,
        patronymic=who.name.patronymic,
        birth_date=who.birth_date,
        phone=who.phone,
        email=who.email,
    )
    put_snils(made, who.snils, seal())
    put_certificate(made, who.certificate, seal())
    return made
