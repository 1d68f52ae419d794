"""How the service is today, in one honest sentence and without a figure."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from school.access.roads.breaker import Standing
from school.lib.dates import next_minute


@dataclass(frozen=True)
class Condition:
    """The sentence, and how good it is: "ok", "warn" or "err"."""

    sentence: str
    look: str


AWAY = Condition(
    "Дневник и журнал сейчас не открываются: мы не можем прочитать данные."
    " Исправлять ничего не нужно, попробуйте через несколько минут.",
    "err",
)


def condition(standing: Standing, now: datetime, zone: tzinfo) -> Condition:
    """What is known at this moment, while the database answers.

    Nobody asks Госуслуги without a person who comes in: of them we say only how the
    last ones fared.
    """
    shut = standing.closed_at(now)
    if shut is not None:
        opens = next_minute(shut.astimezone(zone))
        return Condition(
            "Дневник и журнал работают, но Госуслуги не отвечают: войти можно будет с"
            f" {opens:%H:%M}. Кто уже вошёл, работает как обычно.",
            "warn",
        )
    if standing.failures:
        return Condition(
            "Дневник и журнал работают, но в последний раз Госуслуги не ответили:"
            " войти может не получиться с первого раза.",
            "warn",
        )
    return Condition(
        "Дневник и журнал работают, вход через Госуслуги тоже: о сбоях мы не знаем.",
        "ok",
    )
