"""A region's lists from a folder: each school whole or not at all, and once."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from django.core.management import CommandError, call_command
from django.db import connection

from school.academics.models import SchoolClass
from school.academics.years import year_of
from school.access.tests.test_papering import TODAY
from school.audit.models import AuditLine
from school.importing.models import Upload
from school.importing.region.naming import Schools, Unknown
from school.importing.tests.books import xlsx
from school.importing.tests.lists import GLEB, HEAD, INNA, SEND, family
from school.lib import clock
from school.lib.keys import to_text
from school.regions.models import School
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
# How long a process of ours may need to come to a lock on a busy machine.
_PATIENCE_S = 60


@pytest.fixture
def first(school: Office) -> Office:
    return school


@pytest.fixture
def second(first: Office, another_office: Callable[[], Office]) -> Office:
    made = another_office()
    with made.behind():
        SchoolClass.objects.create(
            school_id=made.school, year=year_of(TODAY), grade=4, letter="А"
        )
    return made


def key(office: Office) -> str:
    return to_text(School.objects.get(pk=office.school).key)


def bring(folder: Path, *words: str) -> list[dict[str, Any]]:
    """The command's values, a file after a file; its refusal is told beside them."""
    told = io.StringIO()
    with suppress(CommandError):
        call_command("import_region", folder, "--json", *words, stdout=told)
    return [json.loads(line) for line in told.getvalue().splitlines()]


def test_each_school_gets_its_list_and_a_broken_file_harms_nobody(
    tmp_path: Path, first: Office, second: Office
) -> None:
    (tmp_path / f"{key(first)}.xlsx").write_bytes(xlsx(HEAD, GLEB, INNA))
    wrong = ("Белов Пётр Юрьевич", "31.02.2015", "4А", "", "", "", "", "")
    (tmp_path / "вторая.xlsx").write_bytes(xlsx(HEAD, wrong, GLEB))
    (tmp_path / "Вторая.csv").write_bytes(xlsx(HEAD, GLEB)[:-90])
    (tmp_path / "Школа, которой нет.xlsx").write_bytes(xlsx(HEAD, GLEB))
    told = {one["file"]: one for one in bring(tmp_path)}
    assert {name: one["state"] for name, one in told.items()} == {
        f"{key(first)}.xlsx": "written",
        "вторая.xlsx": "written",
        "Вторая.csv": "refused",
        "Школа, которой нет.xlsx": "refused",
    }
    assert told["вторая.xlsx"]["school"] == key(second)
    assert told["вторая.xlsx"]["left_out"] == 1
    assert "class_list" in told["Школа, которой нет.xlsx"]["sentence"]
    assert "повреждён" in told["Вторая.csv"]["sentence"]
    assert [len(part) for part in family(first)] == [2, 1, 2]
    assert [len(part) for part in family(second)] == [1, 1, 1]


def test_remarks_lie_beside_for_nobody_elses_eyes(
    tmp_path: Path, first: Office
) -> None:
    wrong = ("Белов Пётр Юрьевич", "31.02.2015", "4А", "", "", "", "", "")
    (tmp_path / f"{key(first)}.xlsx").write_bytes(xlsx(HEAD, GLEB, wrong))
    bring(tmp_path)
    (remarked,) = (tmp_path / "remarks").iterdir()
    assert remarked.stat().st_mode & 0o077 == 0
    book = python_calamine.load_workbook(io.BytesIO(remarked.read_bytes()))
    _, good, bad = book.get_sheet_by_index(0).to_python()
    assert good[-1].startswith("Новая карточка ученика.")
    assert "не бывает" in bad[-1]
    # And its administrator finds the same among the uploads of the school.
    head = first.head()
    page = words(head.get(SEND))
    assert f"{key(first)}.xlsx" in page
    with first.behind():
        (upload,) = Upload.objects.all()
        (line,) = AuditLine.objects.filter(action="import")
    assert upload.made_by_id is None
    its_page = words(head.get(f"{SEND}{to_text(upload.key)}/?show=wrong"))
    assert "не бывает" in its_page
    assert "Отменить загрузку" in its_page
    assert (line.actor, line.school_id) == ("job:import_region", first.school)
    assert f"upload:{upload.pk}" in line.thing


def test_the_same_again_changes_nothing_whatever_the_school_has_done_since(
    tmp_path: Path, first: Office
) -> None:
    file = tmp_path / f"{key(first)}.xlsx"
    file.write_bytes(xlsx(HEAD, GLEB, INNA))
    assert bring(tmp_path)[0]["students"] == 2
    (gleb, _), _, _ = family(first)
    with first.behind():
        type(gleb).objects.filter(pk=gleb.pk).update(first_name="Глебушка")
    before = family(first)
    assert bring(tmp_path)[0]["state"] == "before"
    assert family(first) == before
    # Another list is another list.
    file.write_bytes(xlsx(HEAD, INNA, ("Белова Ия Юрьевна", *GLEB[1:])))
    assert bring(tmp_path)[0]["state"] == "written"
    assert len(family(first)[0]) == 3


def test_a_rehearsal_writes_remarks_alone(tmp_path: Path, first: Office) -> None:
    (tmp_path / f"{key(first)}.xlsx").write_bytes(xlsx(HEAD, GLEB, INNA))
    (told,) = bring(tmp_path, "--dry-run")
    assert (told["state"], told["students"], told["guardians"]) == ("rehearsed", 2, 1)
    assert len(list((tmp_path / "remarks").iterdir())) == 1
    assert family(first) == ([], [], [])
    with first.behind():
        assert not Upload.objects.exists()


def test_killed_in_the_middle_of_a_school_it_goes_on_where_it_stopped(
    tmp_path: Path, first: Office, second: Office, cluster: Any
) -> None:
    """The second school's cards are in its transaction already, its places not yet."""
    names = [f"{key(first)}.xlsx", f"{key(second)}.xlsx"]
    for name in names:
        (tmp_path / name).write_bytes(xlsx(HEAD, GLEB, INNA))
    last = max((first, second), key=key)  # files are taken by name
    done = min((first, second), key=key)
    with held_classes(cluster, last), started(cluster, tmp_path) as process:
        wait_for_a_lock(process)
        process.send_signal(signal.SIGKILL)
        told, _ = process.communicate()
    assert [json.loads(line)["state"] for line in told.splitlines()] == ["written"]
    assert [len(part) for part in family(done)] == [2, 1, 2]
    assert family(last) == ([], [], [])
    assert [one["state"] for one in bring(tmp_path)] == ["before", "written"]
    assert [len(part) for part in family(last)] == [2, 1, 2]
    both = family(first), family(second)
    assert [one["state"] for one in bring(tmp_path)] == ["before", "before"]
    assert (family(first), family(second)) == both


def test_a_school_is_found_by_key_or_by_a_name_that_is_its_own(
    first: Office, second: Office
) -> None:
    schools = School.objects.order_by("pk")
    one, other = schools.get(pk=first.school), schools.get(pk=second.school)
    one.name, one.short_name = "МБОУ «Школа № 12»", "Школа № 12"
    found = Schools([one, other])
    for stem in (to_text(one.key), "школа №12", "МБОУ Школа № 12", " Школа  № 12 "):
        assert found.find(stem) == one
    assert isinstance(found.find("Школа № 1"), Unknown)
    assert isinstance(found.find(""), Unknown)
    other.short_name = one.short_name
    twice = Schools([one, other]).find("Школа № 12")
    assert isinstance(twice, Unknown)
    assert to_text(one.key) in twice.sentence


@contextmanager
def held_classes(cluster: Any, office: Office) -> Iterator[None]:
    """Nobody can be given a place in a class of the school meanwhile."""
    name = connection.settings_dict["NAME"]
    with cluster.connect(name) as superuser, superuser.transaction():
        superuser.execute(
            "SELECT FROM school_class WHERE school_id = %s FOR UPDATE", [office.school]
        )
        yield


def started(cluster: Any, folder: Path) -> "subprocess.Popen[str]":
    """The command as it is in life: a process of its own."""
    name = connection.settings_dict["NAME"]
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_region", str(folder), "--json"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": cluster.url(name)},
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_for_a_lock(process: "subprocess.Popen[str]") -> None:
    """Until somebody waits for what another holds."""
    until = clock.now() + timedelta(seconds=_PATIENCE_S)
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    while clock.now() < until:
        assert process.poll() is None, "it ended before"
        with connection.cursor() as cursor:
            cursor.execute(f"{waiting} AND datname = current_database()")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("it came to no lock")
