"""What is said of a list of employees: a line, what writing would do, what it did."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from school.importing import opening
from school.importing.columns import Whose
from school.importing.employees.comparing import EmployeeRow
from school.importing.lines import Line, doubt_of, listed, mend_of
from school.importing.verdicts import Known, Verdict
from school.ui.typography import counted, sentence


def line_of(row: EmployeeRow) -> Line:
    """A row in words, with what may be mended and answered in it."""
    person, told = row.person, row.told
    doubts = (
        (doubt_of(told.row, Whose.ROW, person),)
        if person is not None and person.candidates and person.why
        else ()
    )
    return Line(
        told.row + 1,
        person.told.name.full if person else told.named,
        told.position,
        tuple(_words(row)),
        tuple(mend_of(fault) for fault in row.faults),
        doubts,
    )


def plan_of(rows: Sequence[EmployeeRow]) -> str:
    """What writing the rows would do; empty: nothing."""
    verdicts = Counter(row.verdict for row in rows)
    new, changed = verdicts[Verdict.CREATE], verdicts[Verdict.CHANGE]
    if not (new or changed):
        return ""
    people = counted(new, "сотрудника", "сотрудников", "сотрудников")
    cards = counted(changed, "карточку", "карточки", "карточек")
    added = f"Добавим {people}" if new else ""
    mended = f"изменим {cards}" if changed else ""
    opened = opening.told(sum(len(row.opens) for row in rows))
    return f"{sentence(', '.join(filter(None, (added, mended))))}.{opened}"


def said(counts: Mapping[str, int]) -> str:
    """What was written, in numbers."""
    told = (
        "Новых сотрудников: {employees}. Исправлено карточек: {changed}, должностей:"
        " {positions}, классных руководителей назначено: {leads}."
    ).format_map(defaultdict(int, counts))
    return f"{told}{opening.done(counts)}"


def to_administer(rows: Sequence[EmployeeRow]) -> tuple[Known, ...]:
    """The employees whom the list calls administrators and who are none yet."""
    people = (row.person for row in rows if row.asks_role)
    return tuple(one.card for one in people if one is not None and one.card is not None)


def _words(row: EmployeeRow) -> Iterable[str]:
    person = row.person
    if person is None or person.verdict is Verdict.DOUBTFUL:
        return
    if person.verdict is Verdict.CREATE:
        yield "Новая карточка сотрудника."
    if person.differences:
        yield f"Изменится: {listed(person.differences)}."
    for label, former in row.leads:
        now = f" Сейчас это {former}" if former else ""
        yield f"Классный руководитель {label} с сегодняшнего дня.{now}"
    if row.asks_role:
        yield "Назван администратором. Эту роль даёте вы сами, после загрузки."
    elif row.told.role and not row.told.administers:
        yield (
            f"Роль «{row.told.role}» список не даёт: права учителя и классного"
            " руководителя берутся из нагрузки и классов."
        )
