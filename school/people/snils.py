"""СНИЛС: read as people type it, checked by its control number, shown, masked.

Kept as 11 digits. The control number is the sum of the nine digits times 9…1, modulo
101, with 100 written as 00 (the Pension Fund's rule). The first million numbers, issued
before the rule, are checked too: a typo is likelier there than such a number.
"""

import re

from school.people.unreadable import Unreadable

LENGTH = 11
# A spreadsheet that takes the number for a number drops zeros; no СНИЛС begins with
# three of them.
_LEAST_OF_A_NUMBER = 9


def parse(value: str | int | float) -> str | Unreadable:
    """Eleven digits, or the sentence that says what is wrong.

    Text may have any spaces, hyphens and dashes. A number (a spreadsheet's cell) gets
    back the zeros it lost.
    """
    if isinstance(value, str):
        return _parsed_text(value)
    if isinstance(value, float) and not value.is_integer():
        return Unreadable("СНИЛС не читается: в ячейке дробное число.")
    if value < 0:
        return Unreadable("В СНИЛС только цифры. Уберите остальное.")
    digits = str(int(value))
    if len(digits) >= _LEAST_OF_A_NUMBER:
        digits = digits.rjust(LENGTH, "0")
    return _parsed_text(digits)


def control(nine: str) -> str:
    """The two control digits of the nine first ones."""
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(nine))
    return f"{total % 101 % 100:02}"


def complete(number: int) -> str:
    """The whole СНИЛС of a number of up to nine digits: 900000001 → its 11 digits."""
    nine = f"{number:09}"
    return nine + control(nine)


def shown(digits: str) -> str:
    """`112-233-445 95`."""
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}"


def masked(digits: str) -> str:
    """`***-***-445 95`: what lists show."""
    return f"***-***-{digits[6:9]} {digits[9:]}"


def _parsed_text(text: str) -> str | Unreadable:
    digits = re.sub(r"[\s\u00ad\u200b\ufeff.\-\u2010-\u2015\u2212]", "", text)
    if not digits:
        return Unreadable("СНИЛС не заполнен. Впишите 11 цифр из документа.")
    if not (digits.isascii() and digits.isdecimal()):
        return Unreadable("В СНИЛС только цифры. Уберите остальное.")
    if len(digits) != LENGTH:
        return Unreadable(
            f"В СНИЛС 11 цифр, а здесь {len(digits)}. Сверьте с документом."
        )
    if not int(digits):
        return Unreadable("СНИЛС из одних нулей не бывает. Впишите его из документа.")
    if control(digits[:9]) != digits[9:]:
        return Unreadable("Последние две цифры не сходятся. Сверьте с документом.")
    return digits
