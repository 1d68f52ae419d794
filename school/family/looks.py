"""How often a school opened a child's card, as its family reads it. Pure.

Roles and numbers, no names: names are told on a written request, by the school.
"""

from collections.abc import Iterable

from school.rights.visitor import Role
from school.ui.typography import counted

DAYS = 365
_ROLES: dict[str, str] = {
    Role.CLASS_TEACHER: "классный руководитель",
    Role.ADMINISTRATOR: "администратор школы",
}
NEVER = "За последний год карточку ребёнка в школе не открывали."


def in_words(found: Iterable[tuple[str, int]]) -> str:
    """«Карточку открывали: классный руководитель — 3 раза.» of roles and times.

    The roles in a fixed order; a role that we have no word for is a colleague.
    """
    by_role: dict[str, int] = {}
    for role, times in found:
        word = _ROLES.get(role, "сотрудник школы")
        by_role[word] = by_role.get(word, 0) + times
    if not by_role:
        return NEVER
    order = [*_ROLES.values(), "сотрудник школы"]
    said = ", ".join(
        f"{word} — {counted(by_role[word], 'раз', 'раза', 'раз')}"
        for word in order
        if word in by_role
    )
    return f"За последний год карточку открывали: {said}."
