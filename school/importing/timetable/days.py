"""Days of a school's week, as tables write them; 1 is Monday, 6 Saturday. Pure."""

_DAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота")
_SHORT = {"пн": 1, "вт": 2, "ср": 3, "чт": 4, "пт": 5, "сб": 6}

# Each letter on a line of its own, and a date after them.
_LONGEST = 60


def weekday(written: str) -> int:
    """The day, whole or short, down the side letter by letter too; 0 for none."""
    bare = "".join(written[:_LONGEST].lower().split()).strip(".")
    whole = (n for n, day in enumerate(_DAYS, 1) if bare.startswith(day[:6]))
    return next(whole, 0) or _SHORT.get(bare, 0)


def day_named(day: int) -> str:
    """«понедельник»."""
    return _DAYS[day - 1]
