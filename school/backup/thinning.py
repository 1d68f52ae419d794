"""Old copies make room for new ones."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from school.backup.appearing import abandoned

_OURS = re.compile(r"school-\d{8}T\d{6}Z\.age")


def name_at(moment: datetime) -> str:
    """The name of a copy: `school-20261118T070000Z.age`, in the order of time."""
    return f"school-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}.age"


def superfluous(names: Iterable[str], keep: int) -> list[str]:
    """The copies to delete, oldest first, so that the newest ``keep`` (≥ 1) stay.

    Files of any other name are nobody's business.
    """
    ours = sorted(name for name in names if _OURS.fullmatch(name))
    return ours[:-keep]


def thin(folder: Path, keep: int) -> list[str]:
    """Delete our superfluous and never finished copies; return their names."""
    doomed = superfluous((path.name for path in folder.iterdir()), keep)
    doomed += [path.name for path in abandoned(folder, _OURS)]
    for name in doomed:
        (folder / name).unlink()
    return doomed
