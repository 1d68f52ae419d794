"""The year turns from the command line: on paper, in earnest, and back."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from school.academics.models import Enrolment, SchoolClass
from school.academics.tests.small_school import SmallSchool, group_of, teach
from school.journal.management.commands.turn_year import Command
from school.journal.models import Absence, Homework, Lesson, Mark
from school.lib import clock
from school.lib.keys import to_text
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

Turn = Callable[..., str]


@pytest.fixture
def turn(small: SmallSchool) -> Turn:
    """Run the command for the small school and return what it said."""

    def run(*words: str) -> str:
        out = io.StringIO()
        school = ("--school", to_text(small.school.key), "--year", "2027")
        call_command("turn_year", *school, *words, stdout=out)
        return out.getvalue()

    return run


def classes(small: SmallSchool) -> list[tuple[int, str]]:
    with behind(small.job):
        found = SchoolClass.objects.filter(year=2027).order_by("grade")
        return list(found.values_list("grade", "letter"))


def test_on_paper_first_and_then_in_earnest(small: SmallSchool, turn: Turn) -> None:
    repeater, stayer = small.students[0], small.ninth_student
    assert stayer is not None
    wishes = ["--open", "1А", "5Б", "--repeat", to_text(repeater.key)]
    wishes += ["--stay", to_text(stayer.key) + "=ФМ", "--json"]
    paper = json.loads(turn("--dry-run", *wishes))
    assert classes(small) == []
    done = json.loads(turn(*wishes))
    assert (paper.pop("applied"), done.pop("applied")) == (False, True)
    assert paper == done
    assert done["coming"] == {"5«Б»": 1, "6«Б»": 4, "10«ФМ»": 1}
    assert done["made"] == ["1«А»", "5«Б»", "6«Б»", "10«ФМ»"]
    assert {"student": to_text(repeater.key), "from": "5«Б»", "to": "5«Б»"} | {
        "why": "repeats"
    } in done["steps"]
    assert classes(small) == [(1, "А"), (5, "Б"), (6, "Б"), (10, "ФМ")]
    again = json.loads(turn(*wishes))
    assert (again["made"], again["steps"], again["settled"]) == ([], [], 6)


def test_the_words_name_numbers_and_nobody(small: SmallSchool, turn: Turn) -> None:
    said = turn("--dry-run", "--leave-on", "2027-06-26")
    assert said.splitlines() == [
        "2027/28 учебный год: проба, ничего не изменено.",
        "  6«Б»: 5 уч., новый",
        "  На второй год: 0, из 9-х в 10-й: 0.",
        "  Выбывают с 26.06.2027: 1 (9«А»).",
    ]
    assert turn().startswith("2027/28 учебный год: переведено.")
    assert "уже переведено, ничего не изменено" in turn()
    assert "Уже переведены или выбывают: 6." in turn()


def test_a_long_list_stands_in_a_file(
    small: SmallSchool, turn: Turn, tmp_path: Path
) -> None:
    listed = tmp_path / "repeat.txt"
    keys = [to_text(one.key) for one in small.students[:2]]
    listed.write_text("\n".join(["--repeat", *keys]))
    done = json.loads(turn("--dry-run", "--json", "--open", "5Б", f"@{listed}"))
    assert done["coming"] == {"5«Б»": 2, "6«Б»": 3}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--open", "12А"), "«12А» — не класс"),
        (("--repeat", "0" * 13), "в классах этого года нет"),
        (("--leave-on", "вчера"), "«вчера» — не дата"),
        (("--leave-on", "2026-10-01"), "а не 01.10.2026"),
        (("--dry-run", "--leave-on", "2028-01-01"), "а не 01.01.2028"),
        (("--undo",), "Перевода на 2027/28 учебный год не было."),
        (("--year", "2031"), "В 2030/31 учебном году у школы нет классов."),
        (("--year", "МММ"), "«МММ» — не год"),
        (("--school", "чужая"), "Школы с ключом «чужая» нет"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    small: SmallSchool, turn: Turn, words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError) as refused:
        turn(*words)
    assert said in str(refused.value)
    assert classes(small) == []


def test_back_while_the_new_journals_are_empty(small: SmallSchool, turn: Turn) -> None:
    with behind(small.job):
        before = sorted(Enrolment.objects.values_list())
    turn()
    new_lesson(small)
    said = turn("--undo")
    assert "отменён: 6 уч. Остались классы, которыми уже пользуются: 6«Б»." in said
    with behind(small.job):
        assert sorted(Enrolment.objects.values_list()) == before


def new_lesson(small: SmallSchool) -> dict[str, Any]:
    """A lesson of the new year and what every row about it names."""
    with behind(small.job):
        maths = group_of(SchoolClass.objects.get(year=2027))
        teach(maths, small.teacher)
        old = Lesson.objects.filter(group=small.maths)[0]
        lesson = Lesson.objects.create(
            school=small.school,
            year=2027,
            group=maths,
            teacher=small.teacher,
            date=old.date.replace(year=2027),
            number=1,
            starts=old.starts,
            ends=old.ends,
        )
    return {
        "school": small.school,
        "year": 2027,
        "lesson": lesson,
        "changed_at": clock.now(),
    }


@pytest.mark.parametrize("what", ["mark", "absence", "homework", "topic", "cancelled"])
def test_anything_written_forbids_it(small: SmallSchool, turn: Turn, what: str) -> None:
    turn()
    about = new_lesson(small)
    of = about | {"student": small.students[0], "author": small.teacher}
    lessons = Lesson.objects
    with behind(small.job):
        writing: dict[str, Callable[[], Any]] = {
            "mark": lambda: Mark.objects.create(value=None, **of),
            "absence": lambda: Absence.objects.create(code="Н", **of),
            "homework": lambda: Homework.objects.create(text="№ 5", **about),
            "topic": lambda: lessons.filter(year=2027).update(topic="Дроби"),
            "cancelled": lambda: lessons.filter(year=2027).update(state="cancelled"),
        }
        writing[what]()
    with pytest.raises(CommandError) as refused:
        turn("--undo")
    assert "уже есть записи" in str(refused.value)
    assert classes(small) == [(6, "Б")]


def test_the_help_shows_the_value_and_an_example() -> None:
    text = Command().create_parser("manage.py", "turn_year").format_help()
    assert '"steps": [{"student", "from", "to"' in text
    assert "--stay 7k4m2x0000002 7k4m2x0000003=ФМ --dry-run" in text
