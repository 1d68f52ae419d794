"""The reserve is laid by when there is room for it, and its want ends no school."""

import errno
import os
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from launcher import space
from launcher.postgres import Cluster

MB = 1024 * 1024


class Guard(space.Guard):
    """A guard whose server hears nothing."""

    def _tell(self, *, only_reads: bool) -> None:
        """There is no server here."""


@pytest.fixture
def guard(tmp_path: Path) -> space.Guard:
    cluster = SimpleNamespace(data=tmp_path / "data")
    return Guard(cast("Cluster", cluster), lambda _: None)


def look(guard: space.Guard, patch: pytest.MonkeyPatch, *, free_mb: int) -> None:
    with patch.context() as disk:
        disk.setattr(space, "_free", lambda _: free_mb * MB)
        guard.look()


def test_a_start_with_little_room_lays_the_reserve_when_there_is_more(
    guard: space.Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve = tmp_path / "reserve"
    for free_mb, laid in ((80, False), (127, False), (128, True), (70, True)):
        look(guard, monkeypatch, free_mb=free_mb)
        assert reserve.exists() is laid
    assert reserve.stat().st_size == 32 * MB
    look(guard, monkeypatch, free_mb=63)
    assert not reserve.exists()


def test_a_stranger_who_is_quicker_ends_nothing(
    guard: space.Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as stranger:
        stranger.setattr(os, "posix_fallocate", full)
        look(guard, monkeypatch, free_mb=200)
        look(guard, monkeypatch, free_mb=200)
    assert not (tmp_path / "reserve").exists()
    look(guard, monkeypatch, free_mb=200)
    assert (tmp_path / "reserve").exists()
