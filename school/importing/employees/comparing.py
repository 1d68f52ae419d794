"""Employees of a table beside the school's, before anything is written. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from school.importing.columns import Field, Whose
from school.importing.comparing import judge, question
from school.importing.employees.reading import ToldEmployee
from school.importing.finding import Cards, Digest
from school.importing.opening import is_unknown, unknown
from school.importing.told import Fault
from school.importing.verdicts import Difference, Known, Person, Verdict


@dataclass(frozen=True, slots=True)
class Staff:
    """The school's employees as they stand: cards, by card the position of whoever
    works here now, by class («5А») whose cards lead it; the cards that administer."""

    cards: Sequence[Known]
    positions: Mapping[int, str]
    leads: Mapping[str, frozenset[int]]
    administrators: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class EmployeeRow:
    """An employee beside the school. ``leads`` are the classes that become his, each
    with the name of whoever leads it till today, empty for nobody; ``opens``: those of
    them that there are not yet; ``asks_role``: the list calls him an administrator, and
    he is none."""

    told: ToldEmployee
    person: Person | None
    leads: tuple[tuple[str, str], ...] = ()
    asks_role: bool = False
    opens: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """His own, and a class to lead is a change too."""
        if self.person is None:
            return Verdict.WRONG
        if self.person.verdict is Verdict.SAME and self.leads:
            return Verdict.CHANGE
        return self.person.verdict


def compare(
    told: Iterable[ToldEmployee],
    staff: Staff,
    digest: Digest,
    answers: Mapping[str, str],
) -> tuple[EmployeeRow, ...]:
    """Every row beside the school; ``answers`` by :func:`comparing.question`."""
    cards, taken = Cards.of(staff.cards, digest), dict[str, int]()
    return tuple(_row(each, staff, cards, answers, taken) for each in told)


def _row(
    told: ToldEmployee,
    staff: Staff,
    cards: Cards,
    answers: Mapping[str, str],
    taken: dict[str, int],
) -> EmployeeRow:
    faults = (*told.faults, *_of_leads(told, staff, taken))
    if told.person is None or faults:
        return EmployeeRow(told, None, faults=faults)
    answer = answers.get(question(told.row, Whose.ROW), "")
    person = judge(told.person, cards, answer)
    if person.card is not None:
        person = _with_position(person, person.card, told.position, staff)
    administers = person.card is not None and person.card.pk in staff.administrators
    asks_role = told.administers and not administers
    leads = tuple(_new_leads(told, person, staff))
    opens = tuple(label for label, _ in leads if label not in staff.leads)
    return EmployeeRow(told, person, leads, asks_role, opens)


def _with_position(person: Person, card: Known, position: str, staff: Staff) -> Person:
    """Whoever worked here once works here again; a position may be another one."""
    was = staff.positions.get(card.pk, "")
    if was == position:
        return person
    differences = (*person.differences, Difference("position", was, position))
    return replace(person, verdict=Verdict.CHANGE, differences=differences)


def _of_leads(
    told: ToldEmployee, staff: Staff, taken: dict[str, int]
) -> Iterable[Fault]:
    for label in told.leads:
        row = taken.setdefault(label, told.row)
        if is_unknown(label, staff.leads):
            yield _fault(told, unknown(label))
        elif row != told.row:
            words = f"Класс {label} в строке {row + 1} отдан другому. Оставьте одного."
            yield _fault(told, words)


def _fault(told: ToldEmployee, sentence: str) -> Fault:
    stands = ", ".join(told.leads)
    return Fault(told.row, None, Whose.ROW, Field.LEADS, stands, sentence)


def _new_leads(
    told: ToldEmployee, person: Person, staff: Staff
) -> Iterable[tuple[str, str]]:
    if person.verdict is Verdict.DOUBTFUL:
        return
    names = {card.pk: card.name.with_initials for card in staff.cards}
    mine = None if person.card is None else person.card.pk
    for label in told.leads:
        leaders = staff.leads.get(label, frozenset())
        if mine not in leaders:
            yield label, ", ".join(names.get(pk, "") for pk in sorted(leaders))
