"""A program that could step over the walls does not start."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.core.checks import run_checks

from school.walls.checks import application_role_is_restricted

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]


def test_the_restricted_role_may_start() -> None:
    assert application_role_is_restricted(["default"]) == []
    assert [
        found for found in run_checks(databases=["default"]) if found.is_serious()
    ] == []


def start(**changed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import school.wsgi"],
        check=False,
        cwd=ROOT,
        env={**os.environ, **changed},
        capture_output=True,
        text=True,
        timeout=60,
    )


def said(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    (sentence,) = done.stderr.strip().splitlines()
    return sentence


def test_the_owner_of_the_tables_does_not_start() -> None:
    owner = os.environ["DATABASE_OWNER_URL"]
    assert "владеет таблицами" in said(start(DATABASE_URL=owner))


def test_a_member_of_a_mighty_role_does_not_start() -> None:
    member = os.environ["DATABASE_OWNER_URL"].split("?")[0]
    with psycopg.connect(member) as connection:
        assert connection.execute("SELECT current_user").fetchone() == (
            "school_migrate",
        )
    assert "состоит в роли" in said(start(DATABASE_URL=member))


def test_a_missing_certificate_is_one_sentence() -> None:
    sentence = said(start(ESIA_CERTIFICATE_FILE="/nowhere/certificate.pem"))
    assert "ESIA_CERTIFICATE_FILE" in sentence


@pytest.mark.parametrize(
    "address", ["postgresql://[x/school", "mysql://a/b", "postgresql://a:b:c/d"]
)
def test_an_absurd_database_address_is_one_sentence(address: str) -> None:
    assert "DATABASE_URL" in said(start(DATABASE_URL=address))


def test_a_database_that_is_down_is_one_sentence() -> None:
    assert "DATABASE_URL" in said(start(DATABASE_URL="postgresql://a:b@127.0.0.1:9/c"))


def test_production_with_a_moved_clock_does_not_start() -> None:
    done = start(SCHOOL_MODE="production", SCHOOL_NOW="2026-11-18T10:00+03:00")
    assert "SCHOOL_NOW" in said(done)


def test_production_without_https_at_gosuslugi_does_not_start() -> None:
    assert "ESIA_URL" in said(start(SCHOOL_MODE="production"))
