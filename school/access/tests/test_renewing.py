"""Keys are exchanged without a restart, and told to be old two months ahead."""

import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import esia
from school.access import expiring, gosuslugi
from school.access.roads import renewing
from school.access.roads.direct import Direct
from school.access.roads.road import Ends
from school.lib import clock

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Our own files of keys, looked at each time."""
    monkeypatch.setattr(renewing, "_LOOK_EVERY_S", 0.0)
    settings.ESIA_KEY_FILE = tmp_path / "key.pem"
    settings.ESIA_CERTIFICATE_FILE = tmp_path / "certificate.pem"
    settings.ESIA_TRUSTED_FILES = (tmp_path / "trusted.pem",)
    write(tmp_path, trusted=esia.make_key("ESIA", NOW)[1])
    gosuslugi.taken.forget()
    yield tmp_path
    gosuslugi.taken.forget()


def write(folder: Path, trusted: bytes | None = None, days: int = 365) -> bytes:
    """A fresh pair of ours; its certificate."""
    key, certificate = esia.make_key("ELSH", NOW, days)
    put(folder / "key.pem", key)
    put(folder / "certificate.pem", certificate)
    if trusted is not None:
        put(folder / "trusted.pem", trusted)
    return certificate


def put(file: Path, data: bytes) -> None:
    """Exchange a file; a clock of the disk that is too coarse must not hide it."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_bytes(data)
    os.utime(file, ns=(before + 1_000_000, before + 1_000_000))


def known() -> esia.Settings:
    road = gosuslugi.road()
    assert isinstance(road, Direct)
    return road.known


def test_a_new_certificate_is_taken_without_a_restart(folder: Path) -> None:
    first = known().certificate_hash
    assert gosuslugi.road() is gosuslugi.road()
    second = write(folder)
    assert known().certificate_hash == esia.certificate_hash(second) != first


def test_another_trusted_certificate_is_taken_without_a_restart(folder: Path) -> None:
    both = (folder / "trusted.pem").read_bytes() + esia.make_key("NEW", NOW)[1]
    put(folder / "trusted.pem", both)
    assert known().trusted == (both,)


@pytest.mark.parametrize("name", ["key.pem", "certificate.pem", "trusted.pem"])
@pytest.mark.parametrize("data", [b"", b"nonsense", None])
def test_a_bad_file_leaves_the_old_keys_at_work(
    folder: Path, name: str, data: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    before = known()
    (folder / name).unlink() if data is None else put(folder / name, data)
    with caplog.at_level(logging.ERROR):
        assert known() == before
    assert "служат прежние" in caplog.text


def test_production_takes_no_bare_key_later_either(
    folder: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MODE = "production"
    before = known()
    bare = b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
    put(folder / "trusted.pem", bare)
    assert known() == before
    assert "ключ без сертификата" in caplog.text


def test_half_of_a_pair_is_not_taken(folder: Path) -> None:
    before = known()
    key, certificate = esia.make_key("ELSH", NOW)
    put(folder / "certificate.pem", certificate)
    assert known() == before
    put(folder / "key.pem", key)
    assert known().certificate_hash == esia.certificate_hash(certificate)


def test_a_key_of_another_certificate_does_not_start(folder: Path) -> None:
    gosuslugi.taken.forget()
    put(folder / "key.pem", esia.make_key("OTHER", NOW)[0])
    with pytest.raises(esia.Misconfigured, match="не от сертификата"):
        gosuslugi.road()


def test_a_program_may_sign_in_place_of_a_key(folder: Path, settings: Any) -> None:
    settings.ESIA_SIGNER = ("/usr/local/bin/sign", "--fast")
    settings.ESIA_SIGNER_MIRRORED = True
    (folder / "key.pem").unlink()
    road = gosuslugi.road()
    assert isinstance(road, Direct)
    assert road.signer == esia.CommandSigner(settings.ESIA_SIGNER, mirrored=True)
    # It is not there: the person comes straight back to our own door.
    address = road.address_to_go(state="s", verifier="v" * 43, now=NOW)
    assert address.endswith(
        "/access/esia/return/?state=s&error=temporarily_unavailable"
    )


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=61), []),
        (timedelta(days=60), ["кончается"]),
        (timedelta(days=1), ["кончается"]),
        (timedelta(), ["кончается"]),
        (-timedelta(microseconds=1), ["кончился"]),
    ],
)
def test_an_end_is_told_sixty_days_ahead(left: timedelta, said: list[str]) -> None:
    ends = Ends(ours=NOW + left, theirs=None)
    told = expiring.sentences(ends, NOW)
    assert len(told) == len(said)
    assert all(word in sentence for word, sentence in zip(said, told, strict=True))


def test_a_newer_certificate_beside_the_old_quiets_the_alarm() -> None:
    old, new = (esia.make_key("ESIA", NOW, days)[1] for days in (10, 400))
    base = {"base_url": "https://esia.test", "client_id": "X", "issuer": "i"}
    base |= {"algorithm": "GOST3410_2012_256", "scope": "openid"}
    base |= {"certificate_hash": "0" * 64, "redirect_uri": "https://x.test/"}
    until = [
        esia.Settings(**base, trusted=trusted).trusted_until()  # type: ignore[arg-type]
        for trusted in ((old,), (old, new), (old + new,))
    ]
    assert None not in until
    assert until[0] < until[1] == until[2]  # type: ignore[operator]


@pytest.mark.django_db
def test_health_and_the_log_tell_it(
    folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiring, "_told", set())
    days = (clock.now() - NOW).days + 30
    write(folder, days=days)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            told = Client().get("/health/ready").json()["certificates"]
    assert told["ours"] == (NOW + timedelta(days=days)).date().isoformat()
    assert [alarm.split(" кончается")[0] for alarm in told["alarms"]] == [
        "Наш сертификат для Госуслуг"
    ]
    assert caplog.text.count("Наш сертификат для Госуслуг") == 1
