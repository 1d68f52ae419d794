"""An absurd wish stops the start with one sentence that names the variable."""

from pathlib import Path

import pytest

from launcher import environment
from launcher.failure import LaunchError

URL = "postgresql://somebody:quiet@127.0.0.1:5432/school"
ABSURD = [
    ("PORT", {"PORT": "eight"}),
    ("PORT", {"PORT": "0"}),
    ("PORT", {"PORT": "70000"}),
    ("PORT", {"PORT": "-1"}),
    ("SANDBOX_PORT", {"SANDBOX_PORT": "8001.5"}),
    ("SANDBOX_PORT", {"PORT": "9000", "SANDBOX_PORT": "9000"}),
    ("SCHOOL_HOME", {"SCHOOL_HOME": __file__}),
    ("SCHOOL_DEMO", {"SCHOOL_DEMO": "huge"}),
    ("IDENTITY_ROAD", {"IDENTITY_ROAD": "saml"}),
    ("SCHOOL_URL", {"SCHOOL_URL": "school.example.test"}),
    ("SCHOOL_URL", {"SCHOOL_URL": "https://school.example.test/diary"}),
    ("SCHOOL_URL", {"SCHOOL_URL": "https://[school"}),
    ("SCHOOL_NOW", {"SCHOOL_NOW": "tomorrow"}),
    ("SCHOOL_NOW", {"SCHOOL_NOW": "2026-11-18T10:00"}),
    ("SCHOOL_NOW", {"SCHOOL_NOW": "1812-09-07T10:00+03:00"}),
    ("DATABASE_OWNER_URL", {"DATABASE_URL": URL}),
    ("DATABASE_URL", {"DATABASE_OWNER_URL": URL}),
    ("DATABASE_URL", {"DATABASE_URL": "mysql://a@b/c", "DATABASE_OWNER_URL": URL}),
    ("DATABASE_URL", {"DATABASE_URL": "postgresql://a@b:x/c"}),
    ("DATABASE_URL", {"DATABASE_URL": "postgresql://[/c"}),
    ("DATABASE_URL", {"DATABASE_URL": URL, "DATABASE_URL_FILE": "/nowhere"}),
    ("DATABASE_URL_FILE", {"DATABASE_URL_FILE": "/nowhere"}),
]


@pytest.mark.parametrize(("name", "source"), ABSURD)
def test_an_absurd_wish_is_refused_in_one_sentence(
    name: str, source: dict[str, str]
) -> None:
    with pytest.raises(LaunchError) as refused:
        environment.read(source)
    sentence = str(refused.value)
    assert name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "quiet" not in sentence


def test_nothing_said_means_the_doors_that_are_promised() -> None:
    wishes = environment.read({})
    assert (wishes.port, wishes.sandbox_port) == (8000, 8001)
    assert wishes.home == Path("var").absolute()
    assert wishes.school_url == "http://127.0.0.1:8000"
    assert wishes.now is None
    assert wishes.database_url is None


def test_database_addresses_may_be_kept_in_files(tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text(f"{URL}\n")
    source = {"DATABASE_URL_FILE": str(file), "DATABASE_OWNER_URL": URL}
    assert environment.read(source).database_url == URL


@pytest.mark.parametrize(
    ("road", "missing"),
    [("", "ESIA_URL"), ("esia", "ESIA_URL"), ("gateway", "GATEWAY_ISSUER")],
)
def test_a_working_start_asks_for_what_its_road_needs(road: str, missing: str) -> None:
    names = ("SCHOOL_URL", "DATABASE_URL", "SCHOOL_SECRET", "SCHOOL_SEAL_KEY")
    given = dict.fromkeys(names, URL) | {"SCHOOL_URL": "https://school.example.test"}
    with pytest.raises(LaunchError, match=missing):
        environment.read_for_work(given | {"IDENTITY_ROAD": road})


def test_a_working_start_names_what_it_misses() -> None:
    with pytest.raises(LaunchError, match="ESIA_URL"):
        environment.require(("SCHOOL_URL", "ESIA_URL"), {"SCHOOL_URL_FILE": "/x"})
