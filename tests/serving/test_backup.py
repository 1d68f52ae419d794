"""A copy is whole, secret and comes back as it was; otherwise one sentence says why."""

import os
import resource
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import psycopg
import pyrage
import pytest
from django.core.management import CommandError, call_command
from pyrage.x25519 import Identity

from launcher.children import ROOT
from launcher.postgres import Cluster
from launcher.testing import make_migrated
from school.backup import contents, fitting, keys
from school.backup.failure import BackupError
from school.backup.label import Label
from tests.serving import databases

DEMO = {
    "SCHOOL_CONNECT_AS": "owner",
    "SCHOOL_DEMO": "small",
    "SCHOOL_NOW": "2026-11-18T10:00+03:00",
}
# Here somebody goes on writing while the copy is being made.
BUSY = {"public.subject", "public.subject_id_seq"}


@dataclass(frozen=True)
class Kept:
    """A copied demonstration: its database, the file and the key that opens it."""

    source: str
    file: Path
    key: Path


@pytest.fixture(scope="module")
def kept(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """The small demo, copied while somebody goes on writing."""
    folder = tmp_path_factory.mktemp("copies")
    (folder / "recipients").write_text(keys.make(folder / "key"))
    with databases.empty(cluster, "source") as source:
        make_migrated(cluster, source)
        assert databases.manage(cluster, source, "demo", **DEMO).returncode == 0
        with pytest.MonkeyPatch.context() as patch, writing(cluster, source):
            patch.setenv("DATABASE_BACKUP_URL", cluster.backup_url(source))
            patch.setenv("SCHOOL_BACKUP_RECIPIENTS_FILE", str(folder / "recipients"))
            call_command("backup", into=folder / "kept")
        (file,) = (folder / "kept").iterdir()
        yield Kept(source, file, folder / "key")


@contextmanager
def writing(cluster: Cluster, database: str) -> Iterator[None]:
    """Somebody who adds a row again and again."""
    over, begun = Event(), Event()

    def write() -> None:
        with psycopg.connect(cluster.owner_url(database), autocommit=True) as owner:
            add = "INSERT INTO subject (name) VALUES (gen_random_uuid())"
            while not over.wait(0.005):
                owner.execute(add)
                begun.set()

    writer = Thread(target=write)
    writer.start()
    assert begun.wait(30)
    try:
        yield
    finally:
        over.set()
        writer.join()


@pytest.fixture
def target(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database, where DATABASE_OWNER_URL leads."""
    with databases.empty(cluster, "target") as name:
        monkeypatch.setenv("DATABASE_OWNER_URL", cluster.owner_url(name))
        yield name


def refused(file: Path, key: Path) -> str:
    """The sentence of a restoring that must fail."""
    with pytest.raises(CommandError) as refusal:
        call_command("restore", file, key=key)
    return str(refusal.value)


def is_empty(cluster: Cluster, database: str) -> bool:
    with cluster.connect(database) as superuser:
        return contents.relations(superuser) == []


def test_what_comes_back_is_what_was_there(
    cluster: Cluster, kept: Kept, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("restore", kept.file, key=kept.key)
    said = capsys.readouterr().out
    assert "все на месте" in said
    assert "Стены стоят как объявлены" in said
    was, now = (databases.checksums(cluster, name) for name in (kept.source, target))
    assert was.keys() == now.keys()
    assert {name: now[name] for name in now.keys() - BUSY} == {
        name: was[name] for name in was.keys() - BUSY
    }
    assert was["public.mark"][0] > 1000  # type: ignore[operator]
    done = databases.manage(
        cluster, target, "check", "--database", "default", "--fail-level", "WARNING"
    )
    assert done.returncode == 0, done.stderr
    assert "не пуста" in refused(kept.file, kept.key)


def test_a_copy_is_its_owners_alone_and_tells_nothing(kept: Kept) -> None:
    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.key.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.file.parent.stat().st_mode) == 0o700
    assert not [path for path in kept.file.parent.iterdir() if path != kept.file]
    inside = pyrage.decrypt(kept.file.read_bytes(), keys.identities(kept.key))
    assert inside.startswith(b'{"school_backup": 1')
    assert b"PGDMP" in inside


def test_what_was_damaged_is_not_restored(
    cluster: Cluster, kept: Kept, target: str, tmp_path: Path
) -> None:
    whole, file = kept.file.read_bytes(), tmp_path / "copy"
    middle = len(whole) // 2
    wrong = {
        "обрезана": [whole[:middle], whole[:-1]],
        "испорчена": [whole[:middle] + b"\0" * 64 + whole[middle + 64 :]],
        "не копия": [b"", whole[:100], b"PGDMP" * 100],
        "не копия «": [
            pyrage.encrypt(inside, [keys.identities(kept.key)[0].to_public()])
            for inside in (b"", b"letter", b'{"school_backup": 2}\n', b"x" * 1_100_000)
        ],
    }
    for words, cases in wrong.items():
        for case in cases:
            file.write_bytes(case)
            assert words in refused(file, kept.key)
    assert is_empty(cluster, target)


def test_another_key_opens_nothing(
    cluster: Cluster, kept: Kept, target: str, tmp_path: Path
) -> None:
    keys.make(tmp_path / "key")
    assert "Ключ не подходит" in refused(kept.file, tmp_path / "key")
    assert "нет ни одного ключа" in refused(kept.file, Path(os.devnull))
    assert "не прочесть" in refused(tmp_path / "none", kept.key)
    assert is_empty(cluster, target)


def test_sealed_numbers_that_nobody_could_read_are_not_restored(
    kept: Kept,
    target: str,
    settings: object,
) -> None:
    settings.SEAL_KEY = b"k" * 32  # type: ignore[attr-defined]
    assert "другим SCHOOL_SEAL_KEY" in refused(kept.file, kept.key)


def test_a_copy_must_fit_the_server(cluster: Cluster, kept: Kept) -> None:
    label = Label(datetime(2026, 11, 18, tzinfo=UTC), 15, "s", ("school_app",), {})
    with cluster.connect(kept.source) as owner:
        fitting.refuse_unfitting(label, owner, "s")
        for unfitting, words in (
            (replace(label, server=99), "нужен не старше"),
            (replace(label, roles=("school_app", "stranger")), "ролей.*: stranger"),
        ):
            with pytest.raises(BackupError, match=words):
                fitting.refuse_unfitting(unfitting, owner, "s")
        with pytest.raises(BackupError, match=r"public\.mark"):
            fitting.refuse_loss(label, owner)


@pytest.mark.parametrize(
    ("role", "words"), [("app", "видит не все строки"), ("none", "не отвечает")]
)
def test_only_a_role_that_sees_everything_copies(
    cluster: Cluster,
    kept: Kept,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    role: str,
    words: str,
) -> None:
    address = cluster.url(kept.source)
    if role == "none":
        address = address.replace("school_app:", "school_app:x")
    (tmp_path / "recipients").write_text(str(Identity.generate().to_public()))
    monkeypatch.setenv("DATABASE_BACKUP_URL", address)
    monkeypatch.setenv("SCHOOL_BACKUP_RECIPIENTS_FILE", str(tmp_path / "recipients"))
    with pytest.raises(CommandError, match=words):
        call_command("backup", into=tmp_path / "copies")
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(
    cluster: Cluster, kept: Kept, tmp_path: Path
) -> None:
    (tmp_path / "recipients").write_text(str(Identity.generate().to_public()))

    def no_more_than_a_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        [sys.executable, "manage.py", "backup", "--into", tmp_path / "copies"],
        check=False,
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "1",
            "DATABASE_BACKUP_URL": cluster.backup_url(kept.source),
            "SCHOOL_BACKUP_RECIPIENTS_FILE": str(tmp_path / "recipients"),
        },
        preexec_fn=no_more_than_a_little,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "Копия не записана" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list((tmp_path / "copies").iterdir()) == []
