"""The command prints schools, classes of a day, and who was in a class on it."""

import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from school.academics import moving
from school.academics.tests.small_school import SmallSchool, build
from school.lib.keys import to_text
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> SmallSchool:
    return build()


def said(*words: str) -> str:
    out = io.StringIO()
    call_command("class_list", *words, stdout=out)
    return out.getvalue()


def listed(*words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said(*words, "--json"))
    return found


def test_from_the_schools_to_a_class_on_a_past_day(small: SmallSchool) -> None:
    build("Школа № 7")
    school = to_text(small.school.key)
    assert {"key": school, "name": "Школа № 12"} in listed()
    with behind(small.job):
        moving.transfer(
            student=small.students[0],
            school_class=small.ninth,
            on=date(2026, 11, 9),
        )
    here = ("--school", school, "--on")
    assert [(one["class"], one["students"]) for one in listed(*here, "2026-11-08")] == [
        ("5«Б»", 5),
        ("9«А»", 1),
    ]
    ninth = listed(*here, "2026-11-09", "--class", "9А")
    assert [(one["name"], one["since"]) for one in ninth] == [
        ("Ёлкин Пётр", "2026-11-09"),
        ("Соколов Артём", "2026-09-01"),
    ]
    by_key = listed(*here, "2026-11-08", "--class", to_text(small.fifth.key))
    assert by_key[2] == {
        "key": to_text(small.students[0].key),
        "name": "Ёлкин Пётр",
        "since": "2026-09-01",
        "until": "2026-11-09",
    }
    assert f"{by_key[2]['key']}  Ёлкин Пётр" in said(
        *here, "2026-11-08", "--class", "5Б"
    )
    assert said(*here, "2025-08-01") == "В этот день здесь никого нет.\n"


def test_a_class_of_another_school_is_not_found(small: SmallSchool) -> None:
    other = build("Школа № 7")
    for words in (
        ("--school", to_text(other.school.key), "--class", to_text(small.fifth.key)),
        ("--school", to_text(small.school.key), "--class", "7Б", "--on", "2026-10-01"),
    ):
        with pytest.raises(CommandError, match=r"^Класса «.*» в школе «.*» нет"):
            said(*words)
    with pytest.raises(CommandError, match=r"^Школы с ключом «0» нет"):
        said("--school", "0")
    with pytest.raises(CommandError, match=r"«30\.02\.2026» — не дата"):
        said("--school", to_text(small.school.key), "--on", "30.02.2026")
