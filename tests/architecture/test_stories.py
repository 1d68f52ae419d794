"""The table of docs/stories.md has every story, its people, and tests that exist."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_TOLD = tomllib.loads((ROOT / "sandbox" / "stories.toml").read_text())["story"]
STORIES = [story for story in _TOLD if "number" in story]
_ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
_TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
ROWS = {
    int(row[0]): row[1:] for row in _ROW.findall((ROOT / "docs/stories.md").read_text())
}
# What the next issues build.
_NOT_LIVED_YET: set[int] = set()


def test_every_story_has_a_row_with_its_title_and_its_people() -> None:
    assert sorted(ROWS) == sorted(story["number"] for story in STORIES)
    for story in STORIES:
        title, who = ROWS[story["number"]][:2]
        assert (title, who) == (story["title"], ", ".join(story["people"]) or "—")


@pytest.mark.parametrize("number", sorted(ROWS))
def test_a_story_names_tests_that_exist_or_says_what_is_not_there(number: int) -> None:
    _, _, lived_in, not_yet = ROWS[number]
    found = _TEST.findall(lived_in)
    assert lived_in == ("<br>".join(f"`{file}::{name}`" for file, name in found) or "—")
    for file, name in found:
        assert f"\ndef {name}(" in (ROOT / file).read_text(), name
    in_browser = any(file.startswith("tests/journeys/") for file, _ in found)
    assert in_browser is (number not in _NOT_LIVED_YET)
    if not in_browser:
        assert not_yet != "—"


def test_every_step_of_a_source_document_names_tests_that_exist() -> None:
    told = (
        (ROOT / "docs/stories.md").read_text().partition("## The source documents")[2]
    )
    found = set(_TEST.findall(told))
    assert len(found) > 50
    for file, name in found:
        assert f"def {name}(" in (ROOT / file).read_text(), (file, name)
