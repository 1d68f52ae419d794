"""A package that a command is given: opened, or one sentence why not."""

from pathlib import Path

from django.core.management.base import CommandError

from school.exchange.incoming import limits
from school.exchange.incoming.opening import Opened, open_package
from school.exchange.oneroster.package import NotOpened
from school.exchange.oneroster.remarks import MOST


def opened_at(path: Path) -> Opened:
    """The package of a file. Raises CommandError for one that does not open."""
    try:
        with path.open("rb") as file:
            opened = open_package(file.read(limits.FILE + 1))
    except OSError as error:
        raise CommandError(f"«{path}» не читается: {error.strerror}.") from error
    if isinstance(opened, NotOpened):
        raise CommandError(opened.sentence)
    return opened


def refuse_faults(opened: Opened) -> None:
    """Raise CommandError with every fault of the package, a line for each."""
    faults = [one.line for one in opened.remarks if not one.harmless]
    if faults:
        more = ["Дальше не проверялось."] if len(opened.remarks) == MOST else []
        raise CommandError("\n".join([*faults, *more]))
