"""The doors of docs/doors.md are there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[2]
DOORS = (ROOT / "docs" / "doors.md").read_text()
_THERE = DOORS.split("Not there yet:")[0]


def row(name: str) -> str:
    """The second cell of the table's row with this first cell."""
    found = re.search(rf"^\| {re.escape(name)} \| (.*) \|$", _THERE, re.MULTILINE)
    assert found, f"docs/doors.md has no row «{name}»"
    return found[1]


def addresses() -> list[str]:
    """Every address of the product that the document names."""
    listed = [
        address
        for name in ("sign-in", "messages", "family", "diary", "journal", "health")
        for address in re.findall(r"/[a-z][\w/<>.-]*", row(name))
    ]
    samples = {
        "<monday>": "2026-11-16",
        "<date>": "2026-11-18",
        "<key>": "0" * 13,
        "<reference>": "x",
    }
    for mark, sample in samples.items():
        listed = [address.replace(mark, sample) for address in listed]
    return listed


@pytest.mark.parametrize("address", addresses())
def test_a_documented_address_exists(address: str) -> None:
    try:
        resolve(address)
    except Resolver404:
        pytest.fail(f"{address} leads nowhere")


def test_the_documented_commands_exist() -> None:
    commands = re.findall(r"`(\w+)[^`]*`", row("`python manage.py`"))
    assert commands
    assert set(commands) - {"--help"} <= get_commands().keys()


@pytest.mark.parametrize("target", re.findall(r"`make ([a-z-]+)`", _THERE))
def test_the_documented_targets_exist(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("selector", re.findall(r"`(data-[a-z]+)`", row("selectors")))
def test_a_documented_selector_stands_in_a_template_or_a_script(selector: str) -> None:
    files = [
        *ROOT.glob("school/*/templates/**/*.html"),
        *ROOT.glob("school/*/static/**/*.js"),
    ]
    camel = f"dataset.{selector.removeprefix('data-')}"
    assert any(
        selector in text or camel in text for text in (f.read_text() for f in files)
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "восемь"),
        ("SCHOOL_DEMO", "огромная"),
        ("SCHOOL_NOW", "вчера"),
        ("DATABASE_URL", "mysql://x/y"),
    ],
)
def test_an_absurd_environment_is_one_sentence_that_names_it(
    tmp_path: Path, name: str, value: str
) -> None:
    tmp_path.chmod(0o755)
    environment = {**os.environ, "SCHOOL_HOME": str(tmp_path), name: value}
    done = subprocess.run(
        [sys.executable, "-m", "launcher"],
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    said = done.stderr.strip().splitlines()
    assert len(said) == 1, said
    assert name in said[0]
