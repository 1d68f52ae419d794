"""«Памятка семье»: for each child the next step of its family, and nothing else. Pure.

The step is that of the parent who is nearest to the diary: one who reads it is enough
for a family. No number and no value of a card is ever on the paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from school.desk.causes import Cause
from school.desk.standing import Person
from school.people.models import Kinship

_KIND = Kinship.Kind
_WHOSE: dict[str, str] = {
    _KIND.MOTHER: "мамы",
    _KIND.FATHER: "папы",
    _KIND.GUARDIAN: "опекуна",
    _KIND.TRUSTEE: "попечителя",
    _KIND.FOSTER_PARENT: "приёмного родителя",
    _KIND.ORGANISATION: "организации",
}
_WAIT = "Вам сейчас делать ничего не нужно: последнее исправляет школа."
# {whose} is «мамы»; the door's own words for what Госуслуги have to do.
_STEPS: dict[Cause, tuple[str, str]] = {
    Cause.NO_PARENT: (
        "Передайте школе данные одного из родителей",
        "ФИО, дату рождения, СНИЛС и телефон впишите в лист сбора данных и отдайте"
        " классному руководителю.",
    ),
    Cause.NO_SNILS: (
        "Передайте школе СНИЛС {whose}",
        "Покажите документ классному руководителю: без номера дневник вас не узнает.",
    ),
    Cause.SNILS_UNSOUND: (
        "Сверьте со школой СНИЛС {whose}",
        "В номере, который записан в школе, опечатка. Покажите документ классному"
        " руководителю.",
    ),
    Cause.DUPLICATE: ("Школа разбирается с карточкой {whose}", _WAIT),
    Cause.INCOMPLETE: (
        "Сверьте со школой ФИО {whose}",
        "Покажите документ классному руководителю: ФИО должно быть точно как на"
        " Госуслугах.",
    ),
    Cause.NOT_IN_GUARDIANS: ("Школа заканчивает подготовку", _WAIT),
    Cause.NO_USER: ("Школа заканчивает подготовку", _WAIT),
    Cause.NO_LINK: ("Школа заканчивает подготовку", _WAIT),
    Cause.SNILS_DIFFERS: (
        "Сверьте со школой данные {whose}",
        "Покажите классному руководителю паспорт и СНИЛС: в школе они должны быть"
        " записаны точно как на Госуслугах.",
    ),
    Cause.NAME_DIFFERS: (
        "Сверьте со школой данные {whose}",
        "Покажите классному руководителю паспорт и СНИЛС: в школе они должны быть"
        " записаны точно как на Госуслугах.",
    ),
    Cause.NOT_CONFIRMED: (
        "Подтвердите учётную запись {whose} на Госуслугах",
        "Это делают в МФЦ или через онлайн-банк. Потом войдите в дневник снова.",
    ),
    Cause.NO_CONSENT: (
        "Дайте согласие на Госуслугах",
        "Уведомление о нём лежит в личном кабинете {whose}. Потом войдите в дневник"
        " снова.",
    ),
    Cause.NOT_YET: (
        "Войдите в дневник",
        "У школы всё готово. Откройте адрес внизу и нажмите «Войти через Госуслуги».",
    ),
}


@dataclass(frozen=True, slots=True)
class Memo:
    """The step of one family in two sentences, and whether it is the family's turn."""

    title: str
    text: str
    is_theirs: bool


def memo(
    child: Person, guardians: Sequence[Person], kinds: Mapping[int, str]
) -> Memo | None:
    """What this child's family does next; None where somebody of it reads already.

    ``kinds`` are the kinds of kinship by guardian's card.
    """
    if any(one.entered_at and not one.causes for one in guardians):
        return None
    asked = [one for one in guardians if one.first is not None]
    if not asked:
        return _memo(Cause.NO_PARENT, "") if child.is_alone else None
    nearest = max(asked, key=lambda one: one.first or Cause.NO_PARENT)
    return _memo(nearest.first, _WHOSE.get(kinds.get(nearest.card, ""), "родителя"))


def _memo(cause: Cause | None, whose: str) -> Memo:
    title, text = _STEPS[cause or Cause.NO_PARENT]
    return Memo(title.format(whose=whose), text.format(whose=whose), text != _WAIT)
