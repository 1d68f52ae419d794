"""One honest sentence of how the service is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from school.access.roads.breaker import Standing
from school.help.condition import condition
from school.help.keeping import kept, lasting

NOW = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    ("standing", "look", "words"),
    [
        (Standing(), "ok", "о сбоях мы не знаем"),
        (Standing(2, NOW), "warn", "в последний раз Госуслуги не ответили"),
        (Standing(4, NOW, NOW + timedelta(minutes=1)), "warn", "можно будет с 10:01"),
        (Standing(4, NOW, NOW - timedelta(minutes=1)), "warn", "с первого раза"),
    ],
)
def test_the_sentence_says_what_is_known(
    standing: Standing, look: str, words: str
) -> None:
    found = condition(standing, NOW, MOSCOW)
    assert found.look == look
    assert words in found.sentence
    # How many tries failed is nobody's business.
    assert "4" not in found.sentence.replace("10:01", "")


def test_a_span_is_told_in_the_largest_whole_unit() -> None:
    told = {lasting(timedelta(minutes=m)).replace("\xa0", " ") for m in (1, 30, 60)}
    assert told == {"1 минута", "30 минут", "1 час"}
    assert lasting(timedelta(days=92)) == "92\xa0дня"
    with pytest.raises(ValueError, match="0:00:05"):
        lasting(timedelta(seconds=5))


def test_what_is_kept_has_the_terms_of_the_program() -> None:
    terms = {each.what: each.lasts.replace("\xa0", " ") for each in kept()}
    assert terms["Попытка входа"] == "90 дней"
    assert terms["Открытый вход семьи"] == "30 дней без дела, всего 90 дней"
    assert terms["Вход на чужом устройстве"] == "15 минут без дела, всего 2 часа"
