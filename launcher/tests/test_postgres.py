"""The server starts on a bare machine, and again after everything that goes wrong."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from launcher import residents
from launcher.failure import LaunchError
from launcher.postgres import Cluster
from launcher.tests.processes import gone

ROOT = Path(__file__).resolve().parents[2]


def ask(address: str, query: str) -> object:
    with psycopg.connect(address) as connection:
        row = connection.execute(query).fetchone()
    return None if row is None else row[0]


def data_of(home: Path) -> Path:
    return (home / "postgres" / "data").resolve()


def test_the_product_owns_nothing_and_cannot_pass_the_walls(server: Cluster) -> None:
    server.start()
    roles = """SELECT string_agg(concat_ws(' ', rolname, rolcanlogin, rolinherit,
        rolbypassrls, rolsuper OR rolcreatedb OR rolcreaterole), ', ' ORDER BY rolname)
        FROM pg_roles WHERE rolname LIKE 'school%'"""
    assert ask(server.url(), roles) == (
        "school_app t t f f, school_backup t t t f, school_load f t t f, "
        "school_migrate t f f f, school_owner f t f f"
    )
    assert ask(server.url(), "SELECT current_user::text") == "school_app"
    assert ask(server.owner_url(), "SELECT current_user::text") == "school_owner"
    assert ask(server.owner_url(), "SELECT session_user::text") == "school_migrate"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(server.url(), "CREATE TABLE mine (id int)")


def test_the_migrating_role_can_put_on_the_load_role(server: Cluster) -> None:
    server.start()
    with psycopg.connect(server.owner_url()) as connection:
        connection.execute("SET ROLE school_load")


def test_the_copying_role_reads_everything_and_changes_nothing(
    server: Cluster,
) -> None:
    server.start()
    with psycopg.connect(server.owner_url(), autocommit=True) as owner:
        owner.execute("CREATE TABLE own (id int)")
        owner.execute("ALTER TABLE own ENABLE ROW LEVEL SECURITY")
        owner.execute("INSERT INTO own VALUES (1)")
    assert ask(server.backup_url(), "SELECT id FROM own") == 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(server.backup_url(), "INSERT INTO own VALUES (2)")


def test_the_database_speaks_utf8_counts_checksums_and_hides_on_loopback(
    server: Cluster,
) -> None:
    server.start()
    for setting, value in (
        ("server_encoding", "UTF8"),
        ("data_checksums", "on"),
        ("listen_addresses", "127.0.0.1"),
        ("password_encryption", "scram-sha-256"),
    ):
        assert ask(server.url(), f"SHOW {setting}") == value
    assert ask(server.url(), "SELECT datlocale FROM pg_database LIMIT 1") == "C.UTF-8"
    extensions = "SELECT extname FROM pg_extension WHERE extname = 'btree_gist'"
    assert ask(server.url(), extensions) == "btree_gist"


def test_passwords_are_readable_by_their_owner_only(
    server: Cluster, home: Path
) -> None:
    file = home / "postgres" / "passwords.json"
    assert file.stat().st_mode & 0o777 == 0o600
    server.start()
    guessed = server.url().replace(server.passwords["school_app"], "guess")
    with pytest.raises(psycopg.OperationalError):
        ask(guessed, "SELECT 1")


def test_a_second_start_finds_port_passwords_and_rows(
    server: Cluster, home: Path
) -> None:
    server.start()
    with psycopg.connect(server.owner_url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    again = Cluster(home, lasting=False)
    again.start()
    try:
        assert again.url() == server.url()
        assert ask(again.owner_url(), "SELECT number FROM kept") == 7
    finally:
        again.stop()


def test_a_busy_port_is_left_to_whoever_has_it(server: Cluster) -> None:
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", server.port))
        stranger.listen()
        taken = server.port
        server.start()
    assert server.port != taken
    assert ask(server.url(), "SELECT 1") == 1


def test_a_server_ended_by_kill_9_starts_again(server: Cluster, home: Path) -> None:
    server.start()
    pid = server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)  # our own child: a zombie until somebody looks
    again = Cluster(home, lasting=False)
    again.start()
    try:
        assert again.pid not in (None, pid)
        assert ask(again.url(), "SELECT 1") == 1
    finally:
        again.stop()


def test_a_lock_file_with_a_strangers_number_does_not_stop_the_start(
    server: Cluster, home: Path
) -> None:
    server.start()
    server.stop()
    lock = data_of(home) / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{data_of(home)}\n0\n0\n\n\n\n")
    server.start()
    assert ask(server.url(), "SELECT 1") == 1


def test_a_server_left_running_is_ended_before_ours_starts(
    server: Cluster, home: Path
) -> None:
    script = (
        "import os, sys; from pathlib import Path\n"
        "from launcher.postgres import Cluster\n"
        "Cluster(Path(sys.argv[1]), lasting=False).join(); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(home)], cwd=ROOT, check=True)
    before = residents.postmaster(data_of(home))
    assert before is not None
    server.start()
    assert server.pid not in (None, before)
    assert residents.postmaster(data_of(home)) == server.pid


def test_a_shared_server_stops_with_the_last_who_leaves(home: Path) -> None:
    first, second = Cluster(home, lasting=False), Cluster(home, lasting=False)
    first.join()
    second.join()
    assert first.pid == second.pid
    first.leave()
    assert ask(second.url(), "SELECT 1") == 1
    second.leave()
    assert second.pid is None


def test_the_server_dies_with_a_launcher_ended_by_kill_9(
    server: Cluster, home: Path
) -> None:
    script = (
        "import sys, time; from pathlib import Path\n"
        "from launcher.postgres import Cluster\n"
        "made = Cluster(Path(sys.argv[1]), lasting=False)\n"
        "made.start(); print(made.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(home)], cwd=ROOT, stdout=subprocess.PIPE
    ) as launcher:
        assert launcher.stdout is not None
        pid = int(launcher.stdout.readline())
        assert residents.postmaster(data_of(home)) == pid
        launcher.kill()
    assert gone(pid)
    server.start()
    assert ask(server.url(), "SELECT 1") == 1


def test_data_without_their_passwords_are_refused_in_a_sentence(
    server: Cluster, home: Path
) -> None:
    server.start()
    server.stop()
    (home / "postgres" / "passwords.json").unlink()
    with pytest.raises(LaunchError, match=r"passwords\.json нет"):
        Cluster(home, lasting=False)


def test_a_dropped_database_is_made_again(server: Cluster) -> None:
    server.start()
    with server.connect() as superuser:
        superuser.execute("DROP DATABASE school")
    server.stop()
    server.start()
    assert ask(server.url(), "SELECT 1") == 1
