"""The command counts exactly and says in words what it cannot read."""

import io
import json
import sys
from typing import Any

import pytest
from django.core.management import call_command

from school.journal.management.commands.average import Command, answer_line


def answered(*marks: Any) -> dict[str, Any]:
    return answer_line(json.dumps({"marks": marks}))


def test_the_popular_example_is_counted_rightly() -> None:
    # A popular page prints (5·3 + 5·1 + 4·5)/9 as 4.33.
    found = answered(
        {"value": 5, "weight": 3}, {"value": 5}, {"value": "4", "weight": "5"}
    )
    assert found == {"exact": "40/9", "shown": "4,44", "counted": 3}


def test_fractions_of_weights_stay_exact() -> None:
    found = answered({"value": 5, "weight": 0.1}, {"value": 2, "weight": 0.2})
    assert found == {"exact": "3", "shown": "3,00", "counted": 2}


def test_what_is_no_number_does_not_count() -> None:
    found = answered({"value": "н"}, {"value": None}, {"value": 4, "weight": 0})
    assert found == {"exact": None, "shown": "", "counted": 0}


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "5",
        "{}",
        '{"marks": {}}',
        '{"marks": [5]}',
        '{"marks": [{"weight": 1}]}',
        '{"marks": [{"value": 5, "weight": -1}]}',
        '{"marks": [{"value": 5, "weight": "NaN"}]}',
        '{"marks": [{"value": 5, "weight": "1e999999"}]}',
        "[" * 100_000,
    ],
)
def test_what_cannot_be_read_is_said_so(line: str) -> None:
    assert answer_line(line)["error"].endswith(".")


def test_lines_are_answered_one_by_one_and_a_wrong_one_fails_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        sys, "stdin", io.StringIO('{"marks": [{"value": 5}]}\n\nwrong\n{"marks": []}\n')
    )
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("average", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [("error" in line) for line in lines] == [False, True, False]


def test_the_help_prints_schema_and_example() -> None:
    text = Command().create_parser("manage.py", "average").format_help()
    assert '{"exact": "19/4", "shown": "4,75", "counted": 2}' in text
