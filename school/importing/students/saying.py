"""What is said of a list of students: a line, what writing would do, what it did."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from school.importing import opening
from school.importing.columns import Whose
from school.importing.lines import Line, doubt_of, listed, mend_of
from school.importing.students.writing import planned
from school.importing.verdicts import OUT, Guardian, Row, Verdict
from school.people.models import Kinship
from school.ui.typography import counted, sentence


def line_of(row: Row) -> Line:
    """A row in words, with what may be mended and answered in it."""
    person, told = row.person, row.told
    # Parents of several children on one row are asked about once, with the first.
    guardians = row.guardians if told.whose is Whose.STUDENT else ()
    faults = (*row.faults, *(one for each in guardians for one in each.told.faults))
    asked = [(told.whose, told.row, person)]
    asked += [(each.told.whose, each.told.row, each.person) for each in guardians]
    doubts = [
        doubt_of(number, whose, one)
        for whose, number, one in asked
        if one is not None and one.candidates and one.why
    ]
    return Line(
        row.told.row + 1,
        person.told.name.full if person else row.told.named,
        row.told.school_class,
        tuple(_words(row)),
        tuple(mend_of(fault) for fault in faults),
        tuple(doubts),
    )


def plan_of(rows: Sequence[Row]) -> str:
    """What writing the rows would do; empty: nothing."""
    found = planned(rows)
    if not (found.students or found.guardians or found.changed):
        return ""
    people = [
        counted(count, *forms)
        for count, forms in (
            (found.students, ("ученика", "учеников", "учеников")),
            (found.guardians, ("родителя", "родителей", "родителей")),
        )
        if count
    ]
    rows_of = counted(found.changed, "строку", "строки", "строк")
    told = [
        f"добавим {' и '.join(people)}" if people else "",
        f"изменим {rows_of}" if found.changed else "",
    ]
    opened = opening.told(found.classes)
    return f"{sentence(', '.join(filter(None, told)))}.{opened}"


def said(counts: Mapping[str, int]) -> str:
    """What was written, in numbers."""
    told = (
        "Новых учеников: {students}, родителей: {guardians}, связей: {links}."
        " Исправлено карточек: {changed}, переведено в другой класс: {moved}."
    ).format_map(defaultdict(int, counts))
    told += opening.done(counts)
    if counts.get("not_moved"):
        told += (
            f" Не переведено: {counts['not_moved']}, у этих учеников уже записан другой"
            " перевод."
        )
    return told


def _words(row: Row) -> Iterable[str]:
    """What will happen to the row's people, sentence by sentence."""
    person = row.person
    if person is not None and person.verdict is Verdict.CREATE:
        yield "Новая карточка ученика."
    if person is not None and person.differences:
        yield f"Изменится: {listed(person.differences)}."
    if row.told.whose is not Whose.STUDENT and _is_unclear(row.guardians):
        yield "Родителя исправьте у первого ребёнка этой строки."
    for each in row.guardians:
        yield from _of_guardian(each)


def _is_unclear(guardians: Iterable[Guardian]) -> bool:
    return any(each.verdict in OUT for each in guardians)


def _of_guardian(guardian: Guardian) -> Iterable[str]:
    person = guardian.person
    if person is None or person.verdict is Verdict.DOUBTFUL:
        return
    kind = Kinship.Kind(guardian.told.kind)
    who = f"{sentence(_KINDS[kind])}: {person.told.name.full}"
    if guardian.note:
        yield f"{who}. {guardian.note}"
    elif person.verdict is Verdict.CREATE:
        yield f"{who} — новая карточка и связь."
    else:
        if person.differences:
            yield f"{who} — изменится: {listed(person.differences)}."
        if not guardian.linked:
            yield f"{who} — новая связь."


_KINDS = {
    Kinship.Kind.MOTHER: "мать",
    Kinship.Kind.FATHER: "отец",
    Kinship.Kind.GUARDIAN: "опекун",
    Kinship.Kind.TRUSTEE: "попечитель",
    Kinship.Kind.FOSTER_PARENT: "приёмный родитель",
    Kinship.Kind.ORGANISATION: "организация",
}
