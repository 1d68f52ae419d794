"""Likeness: when two written people may be one whom somebody misspelt. Pure.

Two who are equal by the door's own measure (:attr:`FullName.key` and birth date) are
not asked about here.
"""

from datetime import date

from school.people.names import FullName, as_cyrillic, normalise

# «Наталия» and «Наталья», «Ильич» and «Илич»: one letter here, one there.
_LETTERS = 2


def alike(one: FullName, born: date, other: FullName, other_born: date) -> bool:
    """Whether a human should look at both before a second card is made."""
    if born == other_born:
        return _names_alike(one, other)
    return one.key == other.key and _days_alike(born, other_born)


def _names_alike(one: FullName, other: FullName) -> bool:
    """Two of three parts equal, or a letter or two in the whole."""
    ours, theirs = _parts(one), _parts(other)
    equal = sum(a == b for a, b in zip(ours, theirs, strict=True))
    return equal >= 2 or _within(" ".join(ours), " ".join(theirs), _LETTERS)


def _days_alike(one: date, other: date) -> bool:
    """One number of three is another, or day and month stand in each other's place."""
    if (one.day, one.month, one.year) == (other.month, other.day, other.year):
        return True
    pairs = ((one.day, other.day), (one.month, other.month), (one.year, other.year))
    return sum(a == b for a, b in pairs) == 2


def _parts(name: FullName) -> tuple[str, str, str]:
    last, first, patronymic = name.key
    return normalise(as_cyrillic(last)), normalise(as_cyrillic(first)), patronymic


def _within(one: str, other: str, most: int) -> bool:
    """Whether so few letters put in, taken out or changed make one of the other."""
    if abs(len(one) - len(other)) > most:
        return False
    before = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, its in enumerate(other, start=1):
            changed = before[j - 1] + (letter != its)
            row.append(min(before[j] + 1, row[j - 1] + 1, changed))
        before = row
    return before[-1] <= most
