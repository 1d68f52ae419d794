"""What is kept of a person and for how long: the numbers of the program itself."""

from dataclasses import dataclass
from datetime import timedelta

from school.access import attempting, said, sweeping
from school.access.lifetimes import BORROWED, FAMILY, GOVERNING, STAFF, Lifetime
from school.notices import clearing
from school.ui.typography import counted

_UNITS = (
    (timedelta(days=1), ("день", "дня", "дней")),
    (timedelta(hours=1), ("час", "часа", "часов")),
    (timedelta(minutes=1), ("минута", "минуты", "минут")),
)


@dataclass(frozen=True)
class Kept:
    """One kind of data, what it is made of, and how long it stays."""

    what: str
    of: str
    lasts: str


def kept() -> tuple[Kept, ...]:
    """Everything that a sign-in leaves behind, the shortest-lived first."""
    return (
        Kept(
            "Начатый вход",
            "Одноразовый код в вашем браузере; имени в нём нет.",
            lasting(attempting.LASTS),
        ),
        Kept(
            "Страница отказа",
            "Её номер и то, что о вас сказали Госуслуги: зашифровано и только в вашем"
            " браузере.",
            lasting(said.LASTS),
        ),
        Kept(
            "Открытый вход семьи",
            "Какой это браузер и когда им пользовались; точного адреса нет.",
            _idle(FAMILY),
        ),
        Kept(
            "Открытый вход сотрудника",
            "То же; у администратора короче:"
            f" {lasting(GOVERNING.idle)} и {lasting(GOVERNING.absolute)}.",
            _idle(STAFF),
        ),
        Kept("Вход на чужом устройстве", "То же.", _idle(BORROWED)),
        Kept(
            "Попытка входа",
            "Номер, время и чем кончилась. Без ФИО, СНИЛС и даты рождения.",
            lasting(sweeping.KEPT),
        ),
        Kept(
            "Доставленное извещение",
            "Что появилось в дневнике и кому об этом сказано.",
            lasting(clearing.KEPT),
        ),
    )


def lasting(span: timedelta) -> str:
    """«90 дней», «1 час», «30 минут»: whole units, the largest that fits."""
    for unit, words in _UNITS:
        if span >= unit and not span % unit:
            return counted(span // unit, *words)
    raise ValueError(span)


def _idle(lifetime: Lifetime) -> str:
    return f"{lasting(lifetime.idle)} без дела, всего {lasting(lifetime.absolute)}"
