"""Every variable is read with its type or refused in one sentence naming it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from school.lib import env

ABSURD: dict[str, Callable[[dict[str, str]], object]] = {
    "": lambda source: env.text("X", source=source),
    "12.5": lambda source: env.integer("X", least=1, most=9, source=source),
    "10": lambda source: env.integer("X", least=1, most=9, source=source),
    "٣": lambda source: env.integer("X", least=1, most=9, source=source),
    "80": lambda source: env.port("X", 8000, source=source),
    "99999": lambda source: env.port("X", 8000, source=source),
    "huge": lambda source: env.choice("X", ("full", "small"), source=source),
    "localhost:8000": lambda source: env.address("X", source=source),
    "http://[": lambda source: env.address("X", source=source),
    "http://a?b=1": lambda source: env.address("X", source=source),
    "abcd": lambda source: env.key("X", source=source),
    "g" * 64: lambda source: env.key("X", source=source),
    "http://a, b": lambda source: env.addresses("X", "", source=source),
    "a=b,c": lambda source: env.pairs("X", source=source),
    "a=b,a=c": lambda source: env.pairs("X", source=source),
    "a=": lambda source: env.pairs("X", source=source),
    "localhost": lambda source: env.networks("X", source=source),
    "10.0.0.1/8": lambda source: env.networks("X", source=source),
    "/no/such/file": lambda source: env.file("X", source=source),
    "/no/such/file,/nor/this": lambda source: env.files("X", source=source),
    "2026-11-18T10:00": lambda source: env.moment("X", source=source),
    "yesterday": lambda source: env.moment("X", source=source),
}


@pytest.mark.parametrize("value", ABSURD)
def test_an_absurd_value_is_refused_in_one_sentence_that_names_the_variable(
    value: str,
) -> None:
    with pytest.raises(env.EnvironmentVariableError) as refused:
        ABSURD[value]({"X": value})
    sentence = str(refused.value)
    assert " X " in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_an_empty_variable_counts_as_absent() -> None:
    source = {"X": "  "}
    assert env.text("X", "d", source=source) == "d"
    assert env.integer("X", 5, least=1, most=9, source=source) == 5
    assert env.port("X", 8000, source=source) == 8000
    assert env.moment("X", source=source) is None


def test_values_are_read_with_their_types(tmp_path: Path) -> None:
    one = tmp_path / "one.pem"
    one.write_text("1")
    source = {
        "PORT": "8001",
        "URL": "https://school.example/",
        "WHEN": "2026-11-18T10:00+03:00",
        "KEY": "0f" * 32,
        "FILES": f"{one}, {one}",
        "PROXIES": "127.0.0.1, fd00::/8",
    }
    assert env.port("PORT", 1, source=source) == 8001
    assert env.address("URL", source=source) == "https://school.example"
    when = env.moment("WHEN", source=source)
    assert isinstance(when, datetime)
    assert when.utcoffset() == timedelta(hours=3)
    assert env.key("KEY", source=source) == bytes([15]) * 32
    assert env.files("FILES", source=source) == (one, one)
    assert env.networks("NONE", source=source) == ()
    near, far = env.networks("PROXIES", source=source)
    assert (str(near), str(far)) == ("127.0.0.1/32", "fd00::/8")


def test_a_secret_comes_from_the_variable_or_from_its_file(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("quiet\n")
    assert env.secret("S", source={"S": "loud"}) == "loud"
    assert env.secret("S", source={"S_FILE": str(kept)}) == "quiet"


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe\x00"])
def test_a_file_without_a_secret_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "empty"
    file.write_bytes(content)
    with pytest.raises(env.EnvironmentVariableError, match="S_FILE"):
        env.secret("S", source={"S_FILE": str(file)})


def test_a_secret_given_twice_is_refused_and_never_repeated(tmp_path: Path) -> None:
    with pytest.raises(env.EnvironmentVariableError) as refused:
        env.secret("S", source={"S": "canary", "S_FILE": str(tmp_path)})
    assert "canary" not in str(refused.value)
    with pytest.raises(env.EnvironmentVariableError) as refused:
        env.key("S", source={"S": "canary"})
    assert "canary" not in str(refused.value)
