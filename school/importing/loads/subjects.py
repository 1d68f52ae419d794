"""Subjects that nobody has made yet: those of the state's programmes come by
themselves, another one when somebody says so. Pure."""

from collections.abc import Mapping

from school.importing.beginning import standard
from school.importing.comparing import NEW
from school.importing.told import Offer
from school.people.names import tidy

_ANSWER = "subject."
_LONGEST = 100


def to_be(answers: Mapping[str, str]) -> list[str]:
    """The names of all subjects that a list of loads may bring with it."""
    said = [
        name.removeprefix(_ANSWER)
        for name, answer in answers.items()
        if name.startswith(_ANSWER) and answer == NEW
    ]
    return [*standard.subjects(), *filter(_is_name, map(tidy, said))]


def offer_of(written: str) -> Offer | None:
    """To make a subject of this name; None for what cannot be the name of one."""
    name = tidy(written)
    if not _is_name(name):
        return None
    return Offer(f"{_ANSWER}{name}", f"Это новый предмет: завести «{name}»")


def is_graded(name: str) -> bool:
    """Whether marks are put of it; of what the state does not name, they are."""
    return standard.subjects().get(name, True)


def _is_name(name: str) -> bool:
    has_letters = sum(map(str.isalpha, name)) > 1
    return has_letters and name.isprintable() and len(name) <= _LONGEST
