"""Naming: which school a file is of, by nothing but its name. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from school.lib.keys import to_text
from school.people.names import normalise
from school.regions.models import School

_NONE = "Школы с таким ключом или названием нет. Ключи печатает class_list без слов."
_SEVERAL = "Так называются несколько школ ({keys}). Назовите файл ключом одной из них."
_QUOTES = re.compile("[«»„“”\"']")


@dataclass(frozen=True, slots=True)
class Unknown:
    """No school, or more than one: why, and what to do, in a sentence."""

    sentence: str


class Schools:
    """The schools of an installation, to be found by the name of a file."""

    def __init__(self, schools: Iterable[School]) -> None:
        self._by_key: dict[str, School] = {}
        self._by_name: dict[str, dict[int, School]] = defaultdict(dict)
        for school in schools:
            self._by_key[to_text(school.key)] = school
            for name in (school.name, school.short_name):
                self._by_name[_plain(name)][school.pk] = school

    def find(self, stem: str) -> School | Unknown:
        """By the school's key, its name or its short name; marks of quotation, case
        and spaces are no difference."""
        known = self._by_key.get(stem.strip().lower())
        if known is not None:
            return known
        found = self._by_name.get(_plain(stem), {})
        if not found:
            return Unknown(_NONE)
        if len(found) > 1:
            keys = ", ".join(sorted(to_text(each.key) for each in found.values()))
            return Unknown(_SEVERAL.format(keys=keys))
        return next(iter(found.values()))


def _plain(name: str) -> str:
    return normalise(_QUOTES.sub(" ", name).replace("№", " № "))
