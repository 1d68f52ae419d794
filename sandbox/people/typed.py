"""What people type into forms, read kindly: a value, or a sentence of what is wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from sandbox.people.citizens import digits, snils_is_right

Value = TypeVar("Value")
_LOOK_LIKE_ROMAN = str.maketrans("ХСМ", "XCM")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A refusal in one sentence for the person at the form."""

    sentence: str


@dataclass
class Form:
    """The fields of a form as typed, and a sentence for each that was refused."""

    given: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    def take(
        self, name: str, read: Callable[[str], Value | Wrong], empty: Value
    ) -> Value:
        """Read one field; a refused one is remembered and stands empty."""
        value = read(self.given.get(name, "").strip()[:200])
        if isinstance(value, Wrong):
            self.wrong[name] = value.sentence
            return empty
        return value

    def text(self, name: str, read: Callable[[str], str | Wrong]) -> str:
        """Read a field of text."""
        return self.take(name, read, "")


def name(text: str) -> str | Wrong:
    """A surname, a first name or a patronymic: Cyrillic letters, hyphens, spaces."""
    if not text:
        return Wrong("Заполните это поле.")
    if not re.fullmatch(r"[А-ЯЁа-яё][А-ЯЁа-яё' -]{0,59}", text):
        return Wrong("Пишите русскими буквами, как в документе.")
    return " ".join(text.split())


def patronymic(text: str) -> str | Wrong:
    """A patronymic, or nothing."""
    return name(text) if text else ""


def day(text: str) -> date | Wrong:
    """A date: 20.05.2015 or 2015-05-20."""
    for shape in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            found = datetime.strptime(text, shape).date()  # noqa: DTZ007 — a day only
        except ValueError:
            continue
        if found.year >= 1900:
            return found
    return Wrong("Дата пишется так: 20.05.2015.")


def gender(text: str) -> str | Wrong:
    """F or M."""
    return text if text in ("F", "M") else Wrong("Выберите пол.")


def snils(text: str) -> str | Wrong:
    """СНИЛС, or nothing; written as 900-000-001 82."""
    if not text:
        return ""
    found = digits(text)
    if not snils_is_right(found):
        return Wrong("В СНИЛС 11 цифр, последние две — контрольные; они не сходятся.")
    return f"{found[:3]}-{found[3:6]}-{found[6:9]} {found[9:]}"


def needed_snils(text: str) -> str | Wrong:
    """СНИЛС; nothing is refused."""
    return snils(text) if text else Wrong("Впишите СНИЛС.")


def series(text: str) -> str | Wrong:
    """Series of a birth certificate: II-ОЯ."""
    found = re.sub(r"[\s—–-]+", "-", text.upper())
    first, _, last = found.partition("-")
    found = f"{first.translate(_LOOK_LIKE_ROMAN)}-{last}"
    if not re.fullmatch(r"[IVXLCDM]{1,6}-[А-Я]{2}", found):
        return Wrong("Серия пишется так: II-ОЯ — римские цифры латиницей и две буквы.")
    return found


def number(text: str) -> str | Wrong:
    """Number of a birth certificate: six digits."""
    if not re.fullmatch(r"\d{6}", text, re.ASCII):
        return Wrong("В номере свидетельства шесть цифр.")
    return text


def passport(text: str) -> str | Wrong:
    """Series and number of a passport: 61 00 900018."""
    found = digits(text)
    if len(found) != 10:
        return Wrong("В серии и номере паспорта вместе десять цифр.")
    return f"{found[:2]} {found[2:4]} {found[4:]}"


def email(text: str) -> str | Wrong:
    """An e-mail address."""
    if not re.fullmatch(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+", text, re.ASCII):
        return Wrong("Адрес почты пишется так: name@example.test.")
    return text.lower()


def phone(text: str) -> str | Wrong:
    """A Russian mobile phone, or nothing; written as ЕСИА does: +7(900)0000001."""
    if not text:
        return ""
    found = digits(text)
    if len(found) not in (10, 11) or (len(found) == 11 and found[0] not in "78"):
        return Wrong("Телефон пишется так: +7 900 000-00-01.")
    return f"+7({found[-10:-7]}){found[-7:]}"


def password(text: str) -> str | Wrong:
    """A password of eight characters or more."""
    return text if len(text) >= 8 else Wrong("В пароле нужно не меньше восьми знаков.")
