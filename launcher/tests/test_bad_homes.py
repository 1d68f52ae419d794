"""Whatever happened to a home, a start says it in one sentence and spoils nothing."""

import shutil
from pathlib import Path

import psycopg
import pytest

from launcher import installing, lodging
from launcher.failure import LaunchError
from launcher.postgres import Cluster
from launcher.tests.disks import disk, filled, read_only
from launcher.tests.processes import refused, wishes
from launcher.tests.test_lodging import as_nobody, as_root


def keep_a_row(home: Path) -> Path:
    """Start, write, stop; the data folder."""
    cluster = Cluster(home, lasting=False)
    cluster.start()
    with psycopg.connect(cluster.owner_url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    cluster.stop()
    return cluster.data


def kept_row(home: Path) -> object:
    """Start again, read, stop."""
    cluster = Cluster(home, lasting=False)
    cluster.start()
    try:
        with psycopg.connect(cluster.owner_url()) as connection:
            found = connection.execute("SELECT number FROM kept").fetchone()
    finally:
        cluster.stop()
    return found and found[0]


def test_a_moved_home_takes_its_rows_along(home: Path) -> None:
    (home / "first").mkdir(mode=0o755)
    keep_a_row(home / "first")
    (home / "first").rename(home / "second")
    assert kept_row(home / "second") == 7


@as_root
def test_a_home_without_its_distant_data_does_not_begin_anew(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lodging, "REFUGE", home / "refuge")
    (home / "closed").mkdir(mode=0o700)
    cluster = Cluster(home / "closed")
    assert cluster.data.is_relative_to(home / "refuge")
    (home / "refuge").rename(home / "lost")
    with pytest.raises(LaunchError, match="а там их нет"):
        Cluster(home / "closed")
    (home / "lost").rename(home / "refuge")
    assert Cluster(home / "closed").data == cluster.data


def test_data_of_another_major_version_are_left_alone(home: Path) -> None:
    note = keep_a_row(home) / "PG_VERSION"
    ours = note.read_text()
    for version in (17, 19):
        note.write_text(f"{version}\n")
        with pytest.raises(LaunchError, match=f"сделаны PostgreSQL {version}, а"):
            kept_row(home)
    note.write_text(ours)
    assert kept_row(home) == 7


def test_a_folder_that_is_no_database_is_not_filled(home: Path) -> None:
    data = Cluster(home, lasting=False).data
    data.mkdir()
    (data / "letter").write_text("mine")
    with pytest.raises(LaunchError, match="базы данных в нём нет"):
        Cluster(home, lasting=False).start()
    assert [one.name for one in data.iterdir()] == ["letter"]


def test_what_a_killed_first_start_left_is_cleared_away(home: Path) -> None:
    data = Cluster(home, lasting=False).data
    (data.parent / "making-x").mkdir()
    (data.parent / "making-x.password").write_text("secret")
    keep_a_row(home)
    assert not list(data.parent.glob("making-*"))


@as_root
def test_a_disk_full_or_read_only_is_a_sentence_and_keeps_its_rows(
    home: Path,
) -> None:
    with disk(home, 256):
        keep_a_row(home)
        with filled(home):
            sentence = refused(wishes(home))
        assert "свободно 0 МБ" in sentence
        assert sentence.endswith("освободите место и повторите.")
        with read_only(home):
            sentence = refused(wishes(home))
        assert sentence == f"В каталог SCHOOL_HOME={home} нельзя писать."
        assert kept_row(home) == 7


@as_root
def test_a_disk_too_small_for_a_database_is_a_sentence(home: Path) -> None:
    with disk(home, 24), pytest.raises(LaunchError, match="База данных не создана"):
        keep_a_row(home)
    assert not list((home / "postgres").glob("making-*"))


@as_root
def test_an_environment_of_somebody_else_is_a_sentence(home: Path) -> None:
    lock, venv = home / "lock.txt", home / "venv"
    lock.write_text("")
    venv.mkdir(mode=0o700)

    def told() -> None:
        assert "вам недоступно" in (installing.install(lock, venv) or "")

    assert as_nobody(told) == 0
    shutil.rmtree(venv)
