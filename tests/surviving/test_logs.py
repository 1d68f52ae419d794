"""A whole run's logs tell nothing of anybody: see also the end of `installation`."""

import psycopg
import pytest

from launcher.asking import ask
from tests.surviving import telltale
from tests.surviving.rig import Rig

_MISTAKES = (
    "SELECT 'Петрова'::integer",
    'SELECT 1 / 0 AS "Петрова"',
    "DO $$ BEGIN RAISE WARNING 'Петрова'; END $$",
)


@pytest.mark.parametrize(
    "line",
    [
        '{"message": "Петрова Ирина"}',
        "GET /?q=петрова",
        "112-233-445 95",
        "snils=11223344595",
        "natalia@example.test",
        "digest 1:ab12",
    ],
)
def test_what_tells_of_somebody_is_found(line: str) -> None:
    assert telltale.told(line, {"петрова", "1:ab12"}) != []


def test_what_a_log_should_hold_is_not_taken_for_it() -> None:
    line = '{"at": "2026-11-22T12:30:40.123+00:00", "route": "journal:day", "ms": 12.5}'
    assert telltale.told(line, {"петрова", "1:ab12"}) == []


def test_the_database_quotes_nobody_when_something_goes_wrong(rig: Rig) -> None:
    for mistake in _MISTAKES:
        with psycopg.connect(rig.cluster.url()) as product:
            try:
                product.execute(mistake.encode())
            except psycopg.Error:
                product.rollback()
    assert telltale.found_in(rig) == []


def test_a_stranger_with_odd_words_leaves_none_of_them(rig: Rig) -> None:
    for address in (
        "/Петрова/",
        "/diary/?child=Петрова",
        "/access/invitation/Петрова/",
    ):
        asked = ask(f"{rig.school_url}{address}")
        assert asked.status_code in {302, 404}
    assert "journal" in (rig.home / "logs" / "school.log").read_text()
    assert telltale.found_in(rig) == []
