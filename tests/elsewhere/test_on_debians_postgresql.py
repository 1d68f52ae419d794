"""What leans on PostgreSQL most holds on Debian's too, where that is installed.

A few tests run again, in a process of their own. All that are marked `database` do with
`SCHOOL_TEST_POSTGRESQL=debian .venv/bin/python -m pytest -m database`.
"""

import os
import re
import subprocess
import sys

import pytest

from launcher.children import ROOT
from launcher.equipping import debians_postgresql
from launcher.postgres import Cluster

_TELLING = (
    "school/walls/tests/test_catalogue.py",
    "school/walls/tests/test_declarations.py",
    "school/walls/tests/test_behind.py",
    "school/journal/tests/test_two_writers.py",
    "tests/growth/test_plans.py::test_no_table_that_grows_is_read_whole",
)
_OPTIONS = ("-p", "no:cacheprovider", "-m", "database")
HERE_ALREADY = os.environ.get("SCHOOL_TEST_POSTGRESQL") == "debian"


@pytest.mark.skipif(HERE_ALREADY, reason="everything runs on it this time")
@pytest.mark.skipif(debians_postgresql() is None, reason="no PostgreSQL of Debian's")
def test_the_telling_ones_hold_there() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *_OPTIONS, *_TELLING],
        check=False,
        cwd=ROOT,
        env={**os.environ, "SCHOOL_TEST_POSTGRESQL": "debian"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) > 30


@pytest.mark.skipif(not HERE_ALREADY, reason="on the wheel's this time")
def test_this_is_debians(cluster: Cluster) -> None:
    with cluster.connect() as superuser:
        (said,) = superuser.execute("SELECT version()").fetchone() or ("",)
        (place,) = superuser.execute("SHOW data_directory").fetchone() or ("",)
    assert "Debian" in str(said)
    assert str(place) == str(cluster.data)
