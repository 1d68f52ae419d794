"""What is asked of an invented school: its size and its shape."""

from dataclasses import dataclass

from school.demo import invented

LETTERS = "АБВГДЕЖИКЛМНОП"


@dataclass(frozen=True, slots=True)
class Spec:
    """A school to be thought up.

    ``number`` is its own among all schools: numbers of people are made of it.
    ``parallels`` are the classes of each grade, from the first on; ``joined`` grades
    learn in one room; ``kind`` names the share of subjects between teachers. A
    school with ``told`` classes has those of the data files among its own.
    ``family_consents``: whether the region wants families to agree.
    """

    key: str
    number: int
    kind: str
    students: int
    employees: int
    parallels: tuple[int, ...]
    joined: tuple[tuple[int, ...], ...] = ()
    second_shift: tuple[int, ...] = ()
    told: bool = False
    family_consents: bool = True


@dataclass(frozen=True, slots=True)
class Outline:
    """A class before it has people: ``told`` is the one of the data files."""

    grade: int
    letter: str
    size: int
    shift: int = 1
    told: invented.Form | None = None


def outlines(spec: Spec) -> list[Outline]:
    """The classes of the school, told ones with their own sizes, the rest even."""
    told = {
        (form.grade, form.letter): form
        for form in invented.forms()
        if spec.told and form.school == spec.key
    }
    names = [
        (grade, letter)
        for grade, number in enumerate(spec.parallels, start=1)
        for letter in _letters(number)
    ]
    free = [name for name in names if name not in told]
    left = spec.students - sum(len(form.pupils) for form in told.values())
    sizes = dict(zip(free, _even(left, len(free)), strict=True))
    return [
        Outline(
            grade,
            letter,
            size=sizes.get((grade, letter)) or len(told[grade, letter].pupils),
            shift=2 if grade in spec.second_shift else 1,
            told=told.get((grade, letter)),
        )
        for grade, letter in names
    ]


def _letters(number: int) -> tuple[str, ...]:
    return tuple(LETTERS[:number]) if number > 1 else ("",)


def _even(total: int, parts: int) -> list[int]:
    """As even as can be, but neighbours differ by two: no two classes are alike."""
    sizes = [total // parts + (place < total % parts) for place in range(parts)]
    for place in range(0, parts - 1, 2):
        if min(sizes) > 1:
            sizes[place] += 1
            sizes[place + 1] -= 1
    return sizes
