"""Students move from the command line, and every refusal is one sentence."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from school.academics.models import Enrolment
from school.academics.tests.small_school import SmallSchool, build
from school.journal.management.commands.move_student import Command
from school.lib.keys import to_text
from school.people.models import Card
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

Run = Callable[..., str]


@pytest.fixture
def run(small: SmallSchool) -> Run:
    """Move the first student of the small school and return what was said."""

    def move(act: str, *words: str) -> str:
        out = io.StringIO()
        who = ("--school", to_text(small.school.key))
        who += ("--student", to_text(small.students[0].key))
        call_command("move_student", act, *who, *words, stdout=out)
        return out.getvalue()

    return move


def answered(said: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said)
    return found


def test_a_student_moves_leaves_and_comes_back(small: SmallSchool, run: Run) -> None:
    for _ in range(2):
        found = answered(
            run("transfer", "--class", "9А", "--on", "2026-11-09", "--json")
        )
        assert found == {
            "student": to_text(small.students[0].key),
            "class": "9«А»",
            "since": "2026-11-09",
            "until": None,
        }
    said = run("leave", "--on", "2026-12-01", "--reason", "Приказ № 15-у")
    assert said.endswith("выбыл: 01.12.2026 его уже нет.\n")
    said = run("return", "--class", to_text(small.fifth.key), "--on", "2027-01-11")
    assert said.endswith("— в классе 5«Б» с 11.01.2027.\n")
    with behind(small.job):
        assert Enrolment.objects.filter(student=small.students[0]).count() == 3


def test_to_another_school(small: SmallSchool, run: Run) -> None:
    other = build("Школа № 7")
    with behind(small.job):
        small.students[0].snils_digest = "1:0"
        small.students[0].save()
    words = ("--to-school", to_text(other.school.key), "--class", "9А")
    found = answered(run("change-school", *words, "--on", "2026-11-19", "--json"))
    assert (found["class"], found["marks"], found["guardians"]) == ("9«А»", 0, 0)
    assert found["student"] != to_text(small.students[0].key)
    again = run("change-school", *words, "--on", "2026-11-19")
    assert "в классе 9«А» с 19.11.2026. Отметок в ведомости: 0" in again
    with behind(other.job):
        assert Card.objects.filter(snils_digest="1:0").count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("admit", "--class", "9А", "--on", "2026-11-09"), "переведите его"),
        (("admit", "--class", "7А", "--on", "2026-11-09"), "Класса «7А» в школе"),
        (("admit", "--class", "9А", "--on", "вчера"), "«вчера» — не дата"),
        (("admit", "--on", "2026-11-09"), "Нужен --class."),
        (("leave", "--class", "9А", "--on", "2026-11-09"), "класс не нужен"),
        (("leave", "--on", "2026-11-09", "--reason", "я" * 201), "до 200 знаков"),
        (("leave", "--on", "2026-11-09", "--reason", "я\0"), "до 200 знаков"),
        (("change-school", "--class", "9А", "--on", "2026-11-09"), "--to-school нужен"),
        (
            ("leave", "--to-school", "0" * 13, "--on", "2026-11-09"),
            "только для него",
        ),
        (("leave", "--on", "2026-11-09", "--student", "0" * 13), "Ученика с ключом"),
        (("leave", "--on", "2026-11-09", "--school", "0" * 13), "Школы с ключом"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    small: SmallSchool, run: Run, words: tuple[str, ...], said: str
) -> None:
    with behind(small.job):
        before = list(Enrolment.objects.order_by("pk").values_list())
    with pytest.raises(CommandError) as refused:
        run(*words)
    assert said in str(refused.value)
    with behind(small.job):
        assert list(Enrolment.objects.order_by("pk").values_list()) == before


def test_a_student_of_another_school_is_not_found(small: SmallSchool) -> None:
    other = build("Школа № 7")
    with pytest.raises(CommandError, match=r"^Ученика с ключом"):
        call_command(
            "move_student",
            "leave",
            "--school",
            to_text(other.school.key),
            "--student",
            to_text(small.students[0].key),
            "--on",
            "2026-11-09",
        )


def test_the_help_shows_the_value_and_an_example() -> None:
    text = Command().create_parser("manage.py", "move_student").format_help()
    assert '{"student": ключ карточки' in text
    assert "--class 5А --on 2026-11-09" in text
