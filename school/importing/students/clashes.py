"""Clashes: two rows of one table that cannot both be true. Pure.

One human may stand in many rows: a mother of two. He is one by ФИО and birth date, and
then his СНИЛС is one; and one СНИЛС is one human's.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from school.importing.columns import Field, Whose
from school.importing.told import Fault, Told, ToldGuardian, ToldStudent
from school.people import snils

Sign = Callable[[Told], object]
_ONE_OF_TWO = (
    "У человека с этим ФИО и днём рождения в строке {row} другой СНИЛС. Сверьте с"
    " документом: если это два человека, второго заведите карточкой."
)
_TWO_OF_ONE = "Тот же СНИЛС в строке {row} у другого человека. Сверьте с документом."


def marked(told: Sequence[ToldStudent]) -> tuple[ToldStudent, ...]:
    """The same with a fault at every СНИЛС that another row contradicts.

    Guardians are held against guardians, students against students: a student who is
    somebody's guardian too has two cards.
    """
    students = [one.person for one in told if one.person is not None]
    guardians = [
        each.person for one in told for each in one.guardians if each.person is not None
    ]
    of_students, of_guardians = _clashes(students), _clashes(guardians)
    return tuple(
        replace(
            _student(one, of_students),
            guardians=tuple(_guardian(each, of_guardians) for each in one.guardians),
        )
        for one in told
    )


def _student(one: ToldStudent, clashes: Mapping[Told, str]) -> ToldStudent:
    sentence = one.person and clashes.get(one.person)
    if one.person is None or not sentence:
        return one
    fault = _fault(one.person, one.whose, sentence)
    return replace(one, person=None, faults=(*one.faults, fault))


def _guardian(one: ToldGuardian, clashes: Mapping[Told, str]) -> ToldGuardian:
    sentence = one.person and clashes.get(one.person)
    if one.person is None or not sentence:
        return one
    fault = _fault(one.person, one.whose, sentence)
    return replace(one, person=None, faults=(*one.faults, fault))


def _fault(person: Told, whose: Whose, sentence: str) -> Fault:
    stands = snils.shown(person.snils)
    return Fault(person.row, None, whose, Field.SNILS, stands, sentence)


def _clashes(people: Iterable[Told]) -> dict[Told, str]:
    """Whom another row contradicts, with the sentence that says which."""
    numbered = [one for one in people if one.snils]
    found: dict[Told, str] = {}
    for one, sentence in (
        *_differing(numbered, _human, _snils, _ONE_OF_TWO),
        *_differing(numbered, _snils, _human, _TWO_OF_ONE),
    ):
        found.setdefault(one, sentence)
    return found


def _differing(
    people: Iterable[Told], by: Sign, other: Sign, sentence: str
) -> Iterator[tuple[Told, str]]:
    """Those who are one by one sign and several by the other."""
    groups: dict[object, list[Told]] = defaultdict(list)
    for one in people:
        groups[by(one)].append(one)
    for group in groups.values():
        first_with = {other(one): one.row for one in reversed(group)}
        for one in group if len(first_with) > 1 else ():
            mine = first_with[other(one)]
            row = next(row for row in first_with.values() if row != mine)
            yield one, sentence.format(row=row + 1)


def _human(one: Told) -> object:
    return one.name.key, one.birth_date


def _snils(one: Told) -> object:
    return one.snils
