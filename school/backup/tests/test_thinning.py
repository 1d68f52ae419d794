"""The newest copies stay; what is not a copy is left alone."""

import fcntl
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from school.backup.appearing import appearing
from school.backup.failure import BackupError
from school.backup.thinning import name_at, superfluous, thin

FIRST = datetime(2026, 11, 18, 2, 0, tzinfo=ZoneInfo("Europe/Moscow"))
NAMES = [name_at(FIRST + timedelta(days=day)) for day in range(5)]


def test_a_name_tells_the_moment_in_one_zone() -> None:
    assert NAMES[0] == "school-20261117T230000Z.age"


@pytest.mark.parametrize("keep", [1, 3, 5, 9])
def test_the_newest_stay(keep: int) -> None:
    shuffled = [*NAMES[2:], *NAMES[:2], "school-x.age", "passports.age"]
    assert superfluous(shuffled, keep) == NAMES[: max(0, 5 - keep)]


def test_what_was_never_finished_goes_too_but_not_what_is_being_written(
    tmp_path: Path,
) -> None:
    left, busy = (f"school-20261101T23000{i}Z.age.partial" for i in range(2))
    foreign = ["notes.txt", "film.partial", "school-x.age.partial"]
    for name in [*NAMES, *foreign, left, busy]:
        (tmp_path / name).touch()
    with (tmp_path / busy).open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert thin(tmp_path, 2) == [*NAMES[:3], left]
        assert thin(tmp_path, 2) == []
    assert {path.name for path in tmp_path.iterdir()} == {*NAMES[3:], *foreign, busy}


def fail_in_the_middle(file: Path) -> None:
    with appearing(file) as begun:
        begun.write(b"half")
        assert not file.exists()
        raise ZeroDivisionError


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "copy"
    with pytest.raises(ZeroDivisionError):
        fail_in_the_middle(file)
    assert list(tmp_path.iterdir()) == []
    with appearing(file) as begun:
        begun.write(b"whole")
    assert file.read_bytes() == b"whole"
    with pytest.raises(BackupError, match="не перезаписываются"), appearing(file):
        pass
    assert file.read_bytes() == b"whole"
