"""A school of the demo goes out as a package and comes into an empty school whole."""

import io
from datetime import date
from pathlib import Path

import pytest

from school.demo.tests.conftest import Demo
from school.exchange.incoming.importing import look, write_plan
from school.exchange.incoming.opening import Opened, open_package, read
from school.exchange.incoming.plan import Plan
from school.exchange.oneroster.exporting import export
from school.exchange.tests.meaning import meaning
from school.importing.verdicts import Verdict
from school.lib.keys import to_text
from school.regions.models import Municipality, Region, School
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

ON, YEAR = date(2026, 11, 18), 2026


def sent_out(demo: Demo, school: int, out: Path) -> Opened:
    """The package of a school of the demo."""
    done = demo.manage(
        "export_oneroster", "--school", to_text(school), "--out", str(out)
    )
    assert done.returncode == 0, done.stderr
    opened = open_package(out.read_bytes())
    assert isinstance(opened, Opened)
    assert opened.is_sound, opened.remarks
    return opened


def sent_on(school: School) -> Opened:
    """The package of a school of this database."""
    file = io.BytesIO()
    with behind(job_of(school.pk, name="test")):
        export(school, YEAR, ON, file)
    opened = read(file.getvalue())
    assert isinstance(opened, Opened)
    return opened


def come_in(school: School, opened: Opened) -> dict[Verdict, int]:
    """Look at the package, write it; how many things had which verdict."""
    with behind(job_of(school.pk, name="test")):
        plan = look(school, opened, YEAR, ON, new_subjects=True)
        assert isinstance(plan, Plan), plan
        assert plan.remarks == ()
        write_plan(school, plan, ON)
    return {
        verdict: sum(one[verdict] for one in plan.counts.values())
        for verdict in Verdict
        if any(one[verdict] for one in plan.counts.values())
    }


def test_every_school_of_the_demo_moves_whole_and_moves_once(
    copy: Demo, tmp_path: Path
) -> None:
    region = Region.objects.create(slug="empty", name="Пустая область")
    town = Municipality.objects.create(region=region, name="город Пустой")
    schools = copy.ask("SELECT key, short_name FROM school ORDER BY id")
    assert len(schools) > 1
    for key, name in schools:
        told = sent_out(copy, key, tmp_path / f"{key}.zip")
        there = School.objects.create(
            region=region, municipality=town, name=f"Пустая {name}", short_name=name
        )
        first = come_in(there, told)
        again = sent_on(there)
        assert meaning(again.rows) == meaning(told.rows), name
        assert set(first) == {Verdict.CREATE}
        # The same package, and the one that the new school sends itself.
        assert come_in(there, told) == {Verdict.SAME: first[Verdict.CREATE]}
        assert come_in(there, again) == {Verdict.SAME: first[Verdict.CREATE]}
