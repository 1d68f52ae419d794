"""Who did something, as history names him: told by position, or as what he is."""

import re
from collections.abc import Iterable, Mapping

from school.people.models import Employee

_CARD = re.compile(r"card:(\d+)")
# The machine of a school, while an operator of its region or municipality decides.
_OPERATOR = "job:operator "


def names_of(school: int, actors: Iterable[str]) -> dict[int, str]:
    """«Громова Т. Л., администратор» by card, of everybody who acted; one query."""
    acted = {int(found[1]) for actor in actors if (found := _CARD.search(actor))}
    works = Employee.objects.filter(school=school, card__in=acted | {0})
    return {
        work.card_id: f"{work.name}, {work.position}"
        for work in works.order_by("since_date")
    }


def who(actor: str, names: Mapping[int, str]) -> str:
    """The actor in words; ``names`` are those of :func:`names_of`."""
    if actor.startswith(_OPERATOR):
        return "оператор"
    if actor.startswith("job:"):
        return "программа"
    found = _CARD.search(actor)
    if found is None:
        return "семья"
    return names.get(int(found[1]), "сотрудник школы")
