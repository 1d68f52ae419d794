"""Small disks to run out of: a tmpfs where the system lets us mount one."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_MB = 1024 * 1024


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a disk of this size over the folder; without the right to, skip."""
    options = f"size={megabytes}m,mode=0755"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, check=False, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip()
        pytest.skip(f"no small disk can be mounted here: {said}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def filled(folder: Path, *, leave_mb: int = 0) -> Iterator[None]:
    """Let a stranger take all room of the folder's disk but this much."""
    filler = folder / "filler"
    with filler.open("wb") as file:
        while not _taken(file.fileno(), folder, leave_mb * _MB):
            pass
    try:
        yield
    finally:
        filler.unlink()


def _taken(file: int, folder: Path, leave: int) -> bool:
    """Take what is free but for so many bytes; others may have written meanwhile."""
    free = os.statvfs(folder)
    wanted = free.f_bavail * free.f_frsize - leave
    try:
        if wanted > 0:
            os.posix_fallocate(file, 0, wanted)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return False
    return True


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let the folder's disk be readable only."""
    remount = ["mount", "-o"]
    subprocess.run([*remount, "remount,ro", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run([*remount, "remount,rw", str(folder)], check=True)
