"""The command looks first, and writes when it is told to."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from school.academics.tests.small_school import SmallSchool
from school.exchange.oneroster import package
from school.exchange.oneroster.exporting import export
from school.exchange.tests import foreign
from school.journal.tests.conftest import TODAY
from school.lib import apart
from school.lib.keys import to_text
from school.people.models import Card
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


def test_a_process_that_falls_is_a_sentence() -> None:
    assert apart.run("school.lib.nothing", b"", seconds=5) is None


def test_the_command_looks_first_and_writes_when_told(
    small: SmallSchool, empty: School, tmp_path: Path
) -> None:
    out, key = tmp_path / "school.zip", to_text(empty.key)
    with out.open("wb") as file, behind(small.job):
        export(small.school, 2026, TODAY, file)

    def said(*words: str, **more: Any) -> str:
        told = io.StringIO()
        call_command(
            "import_oneroster", str(out), "--school", key, *words, stdout=told, **more
        )
        return told.getvalue()

    assert "Ученики: новых — 6\n" in said()
    with behind(job_of(empty.pk, name="test")):
        assert not Card.objects.exists()
    with pytest.raises(CommandError, match="--from-another"):
        said("--write")
    assert "карточек учеников — 6" in said("--write", "--from-another")
    assert "Записывать нечего" in said("--write", "--from-another")
    with pytest.raises(CommandError, match="2031/32"):
        said(year="2031")
    broken = foreign.files()
    broken["users"][0]["enabledUser"] = "TRUE"
    with out.open("wb") as file:
        package.write(file, broken.items())
    with pytest.raises(CommandError, match=r"users.csv, строка 2, enabledUser"):
        said()
