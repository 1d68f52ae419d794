"""The scale: what a cell may hold, and what of it counts in an average."""

GRADES = ("1", "2", "3", "4", "5")
# «Точка»: obligatory work that is not done. It counts nowhere; a mark replaces it.
DEBT = "·"
VALUES = (*GRADES, DEBT)

SAID = "Отметка — 1, 2, 3, 4 или 5; точка — долг"

# What is typed for it: of the two a phone's keypad of numbers has but one.
_TYPED = {".": DEBT, ",": DEBT}


def as_kept(typed: str) -> str:
    """What was typed into a cell as the journal keeps it: «.» and «,» are «·»."""
    return _TYPED.get(typed, typed)


def number_of(value: str | None) -> int | None:
    """What a value counts for; None for a debt and for no value at all."""
    return int(value) if value in GRADES else None
