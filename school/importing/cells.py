"""What one cell says: a day, a number, a name; or why it says nothing."""

import re
from datetime import date, timedelta

from school.importing.tables.table import Cell
from school.people import certificates, phones, snils
from school.people.names import FullName, cased, lookalikes, split, tidy
from school.people.unreadable import Unreadable

_WRITTEN = re.compile(r"(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя")
_IN_WORDS = re.compile(r"(\d{1,2})\s+([а-я]+)\s+(\d{4})")
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_OLDEST = date(1900, 1, 1)
_MAIL = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+\.[^@\s,;<>\"().]{2,}")
_LONGEST = 100
_NEVER_A_NAME = re.compile(r"[=@<>{}\[\]\\/|#$%^&*_+\x00-\x1f]")


def text(cell: Cell) -> str:
    """The cell as a person sees it, on one line."""
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    return tidy(cell.replace("\x00", ""))


def birth_date(
    cell: Cell, *, today: date, from_1904: bool = False
) -> date | Unreadable:
    """A day between 1900 and today, written as a date, a text or a day's number."""
    day = _day(cell, from_1904=from_1904)
    if isinstance(day, date) and not _OLDEST <= day <= today:
        return Unreadable(f"{day:%d.%m.%Y}: в такой день не родился. Сверьте год.")
    return day


def full_name(cell: Cell) -> FullName | Unreadable:
    """«Фамилия Имя Отчество» of one column."""
    return _sound(split(text(cell)))


def name_of_parts(last: Cell, first: Cell, patronymic: Cell) -> FullName | Unreadable:
    """A name whose parts stand in columns of their own."""
    named = FullName(*(cased(text(part)) for part in (last, first, patronymic)))
    if not named.last or not named.first:
        absent = "Фамилия не заполнена" if not named.last else "Имя не заполнено"
        return Unreadable(f"{absent}. Впишите, как в документе.")
    if any(letter.isdigit() for letter in named.full):
        return Unreadable("В ФИО есть цифра. Впишите ФИО буквами, как в документе.")
    return _sound(named)


def snils_of(cell: Cell) -> str | Unreadable:
    """Eleven digits; a number gets back its zeros. Empty for an empty cell."""
    if isinstance(cell, float):
        return snils.parse(cell)
    written = text(cell)
    return snils.parse(written) if written else ""


def certificate(cell: Cell) -> str | Unreadable:
    """A certificate of birth as it is kept. Empty for an empty cell."""
    written = text(cell)
    return certificates.parse(written) if written else ""


def phone(cell: Cell) -> str | Unreadable:
    """A telephone number; of several the first. Empty for an empty cell."""
    first = re.split(r"[,;]|\s(?:и|или)\s", text(cell))[0].strip()
    return phones.parse(first) if first else ""


def email(cell: Cell) -> str | Unreadable:
    """An address of a mailbox, in small letters. Empty for an empty cell."""
    written = text(cell)
    if not written:
        return ""
    if len(written) > _LONGEST or not _MAIL.fullmatch(written):
        return Unreadable(f"«{written[:40]}» — не адрес почты. Нужен один, с «@».")
    return written.lower()


def _sound(name: FullName | Unreadable) -> FullName | Unreadable:
    """A name of letters of one alphabet, no longer than a card takes."""
    if isinstance(name, Unreadable):
        return name
    parts = (name.last, name.first, name.patronymic)
    if any(len(part) > _LONGEST for part in parts):
        return Unreadable(f"В имени больше {_LONGEST} знаков. Сверьте с документом.")
    if any(_NEVER_A_NAME.search(part) for part in parts):
        return Unreadable("В ФИО посторонний знак. Впишите ФИО буквами.")
    mixed = next((part for part in parts if lookalikes(part)), "")
    if mixed:
        latin = ", ".join(sorted({mixed[at] for at in lookalikes(mixed).positions}))
        return Unreadable(
            f"В «{mixed}» латинские буквы: {latin}. Впишите русские, они выглядят"
            " так же."
        )
    return name


def _day(cell: Cell, *, from_1904: bool) -> date | Unreadable:
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float):
        return _of_number(cell, _EPOCH_1904 if from_1904 else _EPOCH)
    written = text(cell).lower().removesuffix("года").removesuffix("г.").strip(" .")
    if not written:
        return Unreadable("Дата рождения не заполнена. Впишите её так: 20.05.2015.")
    numbers = _numbers(written)
    if numbers is None:
        return Unreadable(f"«{written[:40]}» — не дата. Впишите её так: 20.05.2015.")
    try:
        return date(*numbers)
    except ValueError:
        return Unreadable(f"Даты {written[:40]} не бывает. Сверьте с документом.")


def _numbers(written: str) -> tuple[int, int, int] | None:
    """Year, month and day of a text."""
    if found := _ISO.fullmatch(written):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _WRITTEN.fullmatch(written):
        # Two digits of a year are not guessed: a grandmother may be a pupil's guardian.
        return (
            (int(found[3]), int(found[2]), int(found[1])) if len(found[3]) > 2 else None
        )
    if found := _IN_WORDS.fullmatch(written):
        month = _month(found[2])
        return (int(found[3]), month, int(found[1])) if month else None
    return None


def _month(word: str) -> int:
    begins = (n for n, known in enumerate(_MONTHS, start=1) if word.startswith(known))
    return next(begins, 12 if word.startswith("дек") else 0)


def _of_number(cell: float, epoch: date) -> date | Unreadable:
    """The day that a spreadsheet counts from its epoch."""
    try:
        return epoch + timedelta(days=int(cell))
    except (OverflowError, ValueError):
        return Unreadable("В ячейке не дата, а число. Впишите её так: 20.05.2015.")
