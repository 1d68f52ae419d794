"""Telephone numbers: read as people type them, compared by their digits."""

import re

from school.people.unreadable import Unreadable

_RUSSIAN = 10
_TRUNKS = "78"
_FEWEST, _MOST = 5, 15


def parse(text: str) -> str | Unreadable:
    """«+7 900 000-00-00» of a Russian number; any other as it was typed.

    A number of 5 to 15 digits: a town's short one and the longest abroad.
    """
    if not re.fullmatch(r"[0-9+()\s.\-\u2010-\u2015]+", text):
        return Unreadable("В телефоне только цифры. Уберите остальное.")
    only = digits(text)
    if not _FEWEST <= len(only) <= _MOST:
        return Unreadable(
            f"В телефоне {len(only)} цифр, так не бывает. Впишите его с кодом."
        )
    if len(only) != _RUSSIAN:
        return " ".join(text.split())
    return f"+7 {only[:3]} {only[3:6]}-{only[6:8]}-{only[8:]}"


def digits(text: str) -> str:
    """What two numbers are compared by: of a Russian one the last ten digits.

    «+7 900 000-00-00», «8 (900) 0000000» and «9000000000» are one number.
    """
    only = "".join(re.findall(r"[0-9]", text))
    if len(only) == _RUSSIAN + 1 and only[0] in _TRUNKS:
        return only[1:]
    return only
