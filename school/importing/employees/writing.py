"""Writing employees: cards, employment, classes to lead. In a deed of the caller's.

A list gives nobody a role: only somebody who has proved who he is gives one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import F
from django.db.models.functions import Greatest

from school.academics.enrolling import still
from school.academics.models import ClassTeacher
from school.academics.years import year_of
from school.importing import standing
from school.importing.cards import card_of, correction_of
from school.importing.employees.comparing import EmployeeRow, Staff
from school.importing.opening import opened
from school.importing.verdicts import Person, Verdict
from school.people.models import Card, Employee
from school.registry.correcting import correct_all
from school.rights.models import Grant
from school.rights.visitor import Role


def read(school: int, on: date) -> Staff:
    """How the school's employees stand on the day. Four queries."""
    cards = Card.objects.filter(school=school, kind=Card.Kind.EMPLOYEE).order_by("pk")
    works = Employee.objects.filter(still(on), school=school, since_date__lte=on)
    leads: dict[str, set[int]] = {one: set() for one in standing.classes(school, on)}
    found = ClassTeacher.objects.filter(
        still(on), school=school, school_class__year=year_of(on)
    )
    roles = Grant.objects.filter(
        still(on), school=school, role=Role.ADMINISTRATOR, since_date__lte=on
    )
    columns = ("school_class__grade", "school_class__letter", "teacher")
    for grade, letter, teacher in found.values_list(*columns):
        leads[f"{grade}{letter}"].add(teacher)
    return Staff(
        [standing.known(card) for card in cards],
        dict(works.order_by("pk").values_list("card", "position")),
        {label: frozenset(who) for label, who in leads.items()},
        frozenset(roles.values_list("card", flat=True)),
    )


def write(school: int, on: date, rows: Sequence[EmployeeRow]) -> Counter[str]:
    """Write what is clear of the rows; how many of what."""
    clear = [
        (row, row.person)
        for row in rows
        if row.person is not None and row.person.verdict is not Verdict.DOUBTFUL
    ]
    new = [
        (row, person, card_of(school, Card.Kind.EMPLOYEE, person.told))
        for row, person in clear
        if person.card is None
    ]
    Card.objects.bulk_create(card for _, _, card in new)
    cards = {row.told.row: card.pk for row, _, card in new}
    cards |= {row.told.row: person.card.pk for row, person in clear if person.card}
    corrections = {
        person.card.pk: correction
        for _, person in clear
        if person.card is not None and (correction := correction_of(person)).parts
    }
    correct_all(school, corrections)
    hired = _employ(school, on, [(row, person) for row, person in clear], cards)
    led, made = _appoint(school, on, [row for row, _ in clear], cards)
    return Counter(
        employees=len(new),
        changed=len(corrections),
        positions=hired,
        leads=led,
        classes=made,
    )


def _employ(
    school: int,
    on: date,
    rows: Iterable[tuple[EmployeeRow, Person]],
    cards: Mapping[int, int],
) -> int:
    """Everybody works here from today on, as the table says; whose position changed."""
    begun, changed = [], 0
    for row, person in rows:
        is_new = person.card is None
        if not is_new and all(each.part != "position" for each in person.differences):
            continue
        changed += not is_new
        card, position = cards[row.told.row], row.told.position
        works = Employee.objects.filter(still(on), school=school, card=card)
        if is_new or not works.update(position=position):
            name = person.told.name.with_initials
            begun.append(
                Employee(
                    school_id=school,
                    card_id=card,
                    name=name,
                    position=position,
                    since_date=on,
                )
            )
    Employee.objects.bulk_create(begun)
    return changed


def _appoint(
    school: int, on: date, rows: Iterable[EmployeeRow], cards: Mapping[int, int]
) -> tuple[int, int]:
    """Classes, new ones too, get their teachers; the former ones end today. How many
    do, and how many are new."""
    wanted = {label: cards[row.told.row] for row in rows for label, _ in row.leads}
    if not wanted:
        return 0, 0
    classes, made = opened(school, on, wanted)
    ids = [classes[label].pk for label in wanted]
    former = ClassTeacher.objects.filter(still(on), school=school, school_class__in=ids)
    former.update(until_date=Greatest(F("since_date"), on))
    ClassTeacher.objects.bulk_create(
        ClassTeacher(
            school_id=school,
            school_class=classes[label],
            teacher_id=teacher,
            since_date=on,
        )
        for label, teacher in wanted.items()
    )
    return len(wanted), made
