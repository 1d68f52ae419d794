"""The part of a school that the data files tell: the people of the stories.

Their cards with all their defects, their classes, whose mother is whose.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from school.demo import chance, curriculum, invented
from school.demo.days import calendar
from school.demo.draft import Form, Group, Job, Kin, SchoolDraft, Slot, Someone, Term
from school.demo.invented import Parent, Pupil, Worker
from school.demo.naming import feminine
from school.people import snils
from school.people.names import FullName

STAFF_SINCE = date(2024, 9, 1)
_INVENTED_STAFF = 902_000_000
_INVENTED_MOTHERS = 903_000_000
_MONDAY, _THURSDAY = 1, 4


def tell(school: str, *, today: date, talks: bool) -> SchoolDraft:
    """What is told of a school (by its key). ``talks``: with «Разговоры о важном».

    Whoever left "today" worked until yesterday; his successor begins today.
    """
    draft = SchoolDraft()
    for number, worker in enumerate(invented.workers(), start=1):
        if worker.school == school:
            draft.cards.append(_worker(number, worker))
            draft.jobs.append(_job(draft.cards[-1], worker, today))
    forms = [form for form in invented.forms() if form.school == school]
    draft.cards += [_pupil(school, pupil) for form in forms for pupil in form.pupils]
    _relate(draft, school)
    draft.forms = [_form(form, today, talks=talks) for form in forms]
    return draft


def card_of(school: str, *about: str) -> int:
    """The public key of a told card."""
    return chance.key("card", school, *about)


def _job(card: Someone, worker: Worker, today: date) -> Job:
    successors = {
        each.successor for each in invented.workers() if each.school == worker.school
    }
    return Job(
        card=card.key,
        name=card.name.with_initials,
        position=worker.position,
        since=today if worker.key in successors else STAFF_SINCE,
        until=today if worker.until else None,
        role=worker.role,
    )


def _relate(draft: SchoolDraft, school: str) -> None:
    """The guardians of the cast, then everybody else's mother."""
    told = invented.parents()
    cards: dict[str, Someone] = {}
    for each in told:
        if each.school == school:
            card = cards.setdefault(each.person, _parent(each))
            if each.child:
                child = _child_key(school, each.child)
                kin = Kin(card.key, child, each.kind, each.restricted)
                draft.kinship.append(kin)
    draft.cards += cards.values()
    spoken_for = {
        (each.school, each.child or each.alone) for each in told if not each.restricted
    }
    families = _families(spoken_for)
    for number, (where, children) in enumerate(families, start=1):
        if where == school:
            mother = _mother(school, number, children)
            draft.cards.append(mother)
            draft.kinship += [
                Kin(mother.key, card_of(school, "student", child.document), "mother")
                for child in children
            ]


def _child_key(school: str, name: str) -> int:
    pupil = next(
        pupil
        for form in invented.forms()
        if form.school == school
        for pupil in form.pupils
        if pupil.name.full == name
    )
    return card_of(school, "student", pupil.document)


def _families(spoken_for: set[tuple[str, str]]) -> list[tuple[str, list[Pupil]]]:
    """The children whose parents are not of the cast; twins are together."""
    found: dict[tuple[object, ...], tuple[str, list[Pupil]]] = {}
    for form in invented.forms():
        for pupil in form.pupils:
            if (form.school, pupil.name.full) in spoken_for:
                continue
            surname = feminine(pupil.name.last)
            same = (form.school, surname, pupil.name.patronymic, pupil.born)
            found.setdefault(same, (form.school, []))[1].append(pupil)
    return list(found.values())


def _form(form: invented.Form, today: date, *, talks: bool) -> Form:
    key = chance.key("class", form.school, form.grade, form.letter)
    leader = card_of(form.school, "employee", form.school, form.teacher)
    students = tuple(
        card_of(form.school, "student", pupil.document) for pupil in form.pupils
    )
    slots = _slots(form, talks=talks)
    groups = [_group(form, row, students, slots, today) for row in form.groups]
    if talks:
        groups.append(
            Group(
                curriculum.TALKS,
                "",
                students,
                (Term(leader, calendar().since),),
                next(row.room for row in form.groups if row.teacher == form.teacher),
                (Slot(_MONDAY, 1, 1),),
            )
        )
    return Form(key, form.grade, form.letter, leader, students, tuple(groups))


def _group(
    form: invented.Form,
    row: invented.Group,
    students: tuple[int, ...],
    slots: dict[str, list[Slot]],
    today: date,
) -> Group:
    """A part of a class takes its share of the list, in the list's order."""
    names = [each.name for each in form.groups if each.subject == row.subject]
    place, share = names.index(row.name), -(-len(students) // len(names))
    return Group(
        row.subject,
        row.name,
        students[place * share : (place + 1) * share],
        tuple(_terms(form.school, row.teacher, today)),
        row.room,
        tuple(slots[row.subject]),
    )


def _slots(form: invented.Form, *, talks: bool) -> dict[str, list[Slot]]:
    """Where each subject stands. «Разговоры о важном» take Monday's first lesson, and
    what stood there goes to the end of Thursday."""
    week = [list(day) for day in form.week]
    if talks:
        week[_THURSDAY - 1].append(week[_MONDAY - 1][0])
        week[_MONDAY - 1][0] = curriculum.TALKS
    found: dict[str, list[Slot]] = {}
    for weekday, lessons in enumerate(week, start=1):
        for number, name in enumerate(lessons, start=1):
            found.setdefault(name, []).append(Slot(weekday, 1, number))
    return found


def _terms(school: str, teacher: str, today: date) -> Iterator[Term]:
    since = calendar().since
    worker = next(
        each
        for each in invented.workers()
        if (each.school, each.key) == (school, teacher)
    )
    own = card_of(school, "employee", school, teacher)
    if not worker.until:
        yield Term(own, since)
        return
    if today > since:
        yield Term(own, since, today)
    successor = card_of(school, "employee", school, worker.successor)
    yield Term(successor, max(today, since))


def _worker(number: int, each: Worker) -> Someone:
    about = ("employee", each.school, each.key)
    if each.person:
        card = _of_the_cast(each.school, each.person, "employee", about)
        wrong = each.written and invented.full_name(each.written)
        return replace(card, name=wrong or card.name)
    if each.born is None:
        raise invented.InventionError(f"{each.key}: нет даты рождения.")
    return Someone(
        each.school,
        about,
        "employee",
        invented.full_name(each.name),
        each.born,
        snils.complete(_INVENTED_STAFF + number),
    )


def _pupil(school: str, pupil: Pupil) -> Someone:
    return Someone(
        school,
        ("student", pupil.document),
        "student",
        pupil.name,
        pupil.born,
        pupil.snils,
        certificate=pupil.certificate,
    )


def _parent(each: Parent) -> Someone:
    about = ("guardian", each.school, each.person)
    card = _of_the_cast(each.school, each.person, "guardian", about)
    return replace(
        card,
        name=invented.full_name(each.name) if each.name else card.name,
        born=each.born or card.born,
        snils=snils.complete(each.snils) if each.snils else card.snils,
        user=each.user,
        registered=each.registered,
    )


def _mother(school: str, number: int, children: list[Pupil]) -> Someone:
    child = children[0]
    lists = invented.table("families")["mothers"]
    luck = chance.luck("mother", child.document)
    born = child.born.year - luck.randint(22, 36)
    name = FullName(
        feminine(child.name.last),
        luck.choice(lists["first_names"]),
        luck.choice(lists["patronymics"]),
    )
    return Someone(
        school,
        ("mother", child.document),
        "guardian",
        name,
        date(born, luck.randint(1, 12), luck.randint(1, 28)),
        snils.complete(_INVENTED_MOTHERS + number),
        phone=f"+7(900)1000{number:03}",
    )


def _of_the_cast(school: str, key: str, kind: str, about: tuple[str, ...]) -> Someone:
    person = invented.people()[key]
    return Someone(
        school,
        about,
        kind,
        person.name,
        person.born,
        person.snils,
        phone=person.phone,
        email=person.email,
    )
