"""The people: cards of staff, students and parents, and who is whose."""

from dataclasses import dataclass, replace
from datetime import date

from school.demo import chance, invented
from school.demo.days import calendar
from school.demo.founding import Schools
from school.demo.invented import Form, Parent, Pupil, Worker
from school.people import snils
from school.people.models import Card, Employee, Kinship
from school.people.names import FullName
from school.people.sealing import Seal
from school.rights.models import Grant

_STAFF_SINCE = date(2024, 9, 1)
_INVENTED_STAFF = 902_000_000
_INVENTED_MOTHERS = 903_000_000

Cards = dict[tuple[str, str], Card]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a card says. ``about`` makes its public key."""

    about: tuple[str, ...]
    kind: Card.Kind
    name: FullName
    born: date
    snils: str
    phone: str = ""
    email: str = ""
    user: str = Card.User.ACTIVE
    registered: bool = True


def employ(schools: Schools, seal: Seal, today: date) -> Cards:
    """Make the staff; the result is by school and the worker's key.

    Whoever left "today" worked until yesterday; his successor begins today.
    """
    staff = invented.workers()
    facts = [_worker(number, each) for number, each in enumerate(staff, start=1)]
    cards = Card.objects.bulk_create(
        _card(schools, each.school, fact, seal)
        for each, fact in zip(staff, facts, strict=True)
    )
    successors = {(each.school, each.successor) for each in staff if each.until}
    Employee.objects.bulk_create(
        Employee(
            school_id=card.school_id,
            card=card,
            name=fact.name.with_initials,
            position=each.position,
            since_date=today if (each.school, each.key) in successors else _STAFF_SINCE,
            until_date=today if each.until else None,
        )
        for each, card, fact in zip(staff, cards, facts, strict=True)
    )
    Grant.objects.bulk_create(
        Grant(
            school_id=card.school_id,
            card=card,
            role=each.role,
            since_date=_STAFF_SINCE,
        )
        for each, card in zip(staff, cards, strict=True)
        if each.role
    )
    return {
        (each.school, each.key): card for each, card in zip(staff, cards, strict=True)
    }


def enter(schools: Schools, seal: Seal) -> Cards:
    """Make the students' cards; the result is by school and full name."""
    students = [
        (form.school, pupil) for form in invented.forms() for pupil in form.pupils
    ]
    cards = Card.objects.bulk_create(
        _card(schools, school, _pupil(pupil), seal) for school, pupil in students
    )
    return {
        (school, pupil.name.full): card
        for (school, pupil), card in zip(students, cards, strict=True)
    }


def relate(schools: Schools, students: Cards, seal: Seal) -> None:
    """Make the parents and their kinship: those of the cast, and everybody's mother."""
    told = invented.parents()
    cast = Card.objects.bulk_create(
        _card(schools, each.school, _parent(each), seal) for each in told
    )
    kinship = [
        _kinship(card, students[each.school, each.child], each.kind)
        for each, card in zip(told, cast, strict=True)
        if each.child
    ]
    spoken_for = {(each.school, each.child or each.alone) for each in told}
    families = _families(spoken_for)
    mothers = Card.objects.bulk_create(
        _card(schools, school, _mother(number, children), seal)
        for number, (school, children) in enumerate(families, start=1)
    )
    kinship += [
        _kinship(card, students[school, child.name.full], Kinship.Kind.MOTHER)
        for card, (school, children) in zip(mothers, families, strict=True)
        for child in children
    ]
    Kinship.objects.bulk_create(kinship)


def _families(spoken_for: set[tuple[str, str]]) -> list[tuple[str, list[Pupil]]]:
    """The children whose parents are not of the cast; twins are together."""
    found: dict[tuple[object, ...], tuple[str, list[Pupil]]] = {}
    for form in invented.forms():
        for pupil in _alone(form, spoken_for):
            surname = feminine(pupil.name.last)
            same = (form.school, surname, pupil.name.patronymic, pupil.born)
            found.setdefault(same, (form.school, []))[1].append(pupil)
    return list(found.values())


def _alone(form: Form, spoken_for: set[tuple[str, str]]) -> list[Pupil]:
    return [
        pupil
        for pupil in form.pupils
        if (form.school, pupil.name.full) not in spoken_for
    ]


def feminine(surname: str) -> str:
    """A mother's surname by her child's: «Жидков» → «Жидкова», «Петросян» as it is."""
    return "-".join(_feminine(part) for part in surname.split("-"))


def _feminine(part: str) -> str:
    if part.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return f"{part}а"
    return f"{part[:-2]}ая" if part.endswith(("ий", "ый", "ой")) else part


def _worker(number: int, each: Worker) -> _Facts:
    about = ("employee", each.school, each.key)
    if each.person:
        return _of_the_cast(each.person, Card.Kind.EMPLOYEE, about)
    if each.born is None:
        raise invented.InventionError(f"{each.key}: нет даты рождения.")
    return _Facts(
        about=about,
        kind=Card.Kind.EMPLOYEE,
        name=invented.full_name(each.name),
        born=each.born,
        snils=snils.complete(_INVENTED_STAFF + number),
    )


def _pupil(pupil: Pupil) -> _Facts:
    return _Facts(
        about=("student", pupil.snils),
        kind=Card.Kind.STUDENT,
        name=pupil.name,
        born=pupil.born,
        snils=pupil.snils,
    )


def _parent(each: Parent) -> _Facts:
    about = ("guardian", each.school, each.person)
    facts = _of_the_cast(each.person, Card.Kind.GUARDIAN, about)
    return replace(
        facts,
        name=invented.full_name(each.name) if each.name else facts.name,
        born=each.born or facts.born,
        user=each.user,
        registered=each.registered,
    )


def _mother(number: int, children: list[Pupil]) -> _Facts:
    child = children[0]
    lists = invented.table("families")["mothers"]
    luck = chance.luck("mother", child.snils)
    born = child.born.year - luck.randint(22, 36)
    return _Facts(
        about=("mother", child.snils),
        kind=Card.Kind.GUARDIAN,
        name=FullName(
            feminine(child.name.last),
            luck.choice(lists["first_names"]),
            luck.choice(lists["patronymics"]),
        ),
        born=date(born, luck.randint(1, 12), luck.randint(1, 28)),
        snils=snils.complete(_INVENTED_MOTHERS + number),
        phone=f"+7(900)1000{number:03}",
    )


def _of_the_cast(key: str, kind: Card.Kind, about: tuple[str, ...]) -> _Facts:
    person = invented.people()[key]
    return _Facts(
        about=about,
        kind=kind,
        name=person.name,
        born=person.born,
        snils=person.snils,
        phone=person.phone,
        email=person.email,
    )


def _card(schools: Schools, school: str, facts: _Facts, seal: Seal) -> Card:
    return Card(
        school=schools[school],
        key=chance.key("card", school, *facts.about),
        kind=facts.kind,
        last_name=facts.name.last,
        first_name=facts.name.first,
        patronymic=facts.name.patronymic,
        birth_date=facts.born,
        phone=facts.phone,
        email=facts.email,
        snils_sealed=seal.seal("snils", facts.snils),
        snils_digest=seal.digest("snils", facts.snils),
        registered=facts.registered,
        user=facts.user,
    )


def _kinship(guardian: Card, student: Card, kind: str) -> Kinship:
    return Kinship(
        school_id=student.school_id,
        guardian=guardian,
        student=student,
        kind=kind,
        since_date=calendar().since,
    )
