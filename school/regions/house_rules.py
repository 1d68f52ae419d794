"""House rules («правила работы»): what whoever gets a login of his school agrees to.

Printed on the back of every registration card. The region's operator, whom a page has
let in, may write other ones: ``by`` names him in the trail.
"""

from typing import Final

from django.db import transaction

from school.audit.trail import Line, write
from school.lib.text import plain_lines
from school.regions.models import Region

# What fits on the back of half a card, in letters that a child reads.
MOST_SIGNS: Final = 1_000
MOST_LINES: Final = 12
TOO_MUCH: Final = (
    f"На обороте карточки помещается {MOST_SIGNS} знаков и {MOST_LINES} абзацев."
    " Сократите текст."
)
DEFAULT: Final = (
    "Логин и пароль — только ваши. Не называйте их никому: ни друзьям, ни по"
    " телефону, ни в переписке. Школа о вашем пароле не спрашивает.",
    "Пароль с карточки нужен один раз: при первом входе впишите его и дату рождения"
    " и придумайте свой.",
    "На чужом или школьном компьютере, закончив, нажмите «Выйти».",
    "Забыли пароль или потеряли карточку — скажите классному руководителю. Он"
    " напечатает новую, а прежняя перестанет действовать.",
)


def house_rules(region: Region) -> tuple[str, ...]:
    """The region's own rules, a paragraph each; the default ones where it has none."""
    return tuple(filter(None, region.house_rules.split("\n"))) or DEFAULT


def write_house_rules(region: Region, typed: str, *, by: str) -> str:
    """Write down other rules; nothing typed is the default ones again.

    Empty when it is done, else the sentence why not.
    """
    lines = [line for line in plain_lines(typed).split("\n") if line]
    if sum(map(len, lines)) > MOST_SIGNS or len(lines) > MOST_LINES:
        return TOO_MUCH
    with transaction.atomic():
        text = "" if tuple(lines) == DEFAULT else "\n".join(lines)
        Region.objects.filter(pk=region.pk).update(house_rules=text)
        write(Line(by, "write_house_rules", f"region:{region.pk}"))
    return ""
