"""Names of a list as the school knows them: a subject, an employee. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from difflib import get_close_matches

from school.importing.short_forms import MEANT, key
from school.importing.verdicts import Known
from school.people.names import FullName, normalise, split

# Each costs a millisecond: a table of nonsense must not cost a minute.
_MOST_SOUGHT = 200
_LONGEST = 60
# A slip of the pen is nearer; «Английский язык» is no «Русский язык».
_LIKE = 0.8
_PERSON = re.compile(
    r"([^\W\d_][\w\- ]*?[\w])(?:\s+([^\W\d_])\.?\s*(?:([^\W\d_])\.?)?)?"
)
_MOST_WORDS = 8


class Subjects:
    """The subjects there are, with their ids and names, by any writing of these.

    Those of ``to_be`` that there are not yet, by any writing either, have numbers below
    zero till then.
    """

    def __init__(
        self, subjects: Iterable[tuple[int, str]], to_be: Iterable[str] = ()
    ) -> None:
        self._known = {normalise(name): (pk, name) for pk, name in subjects}
        self._meant: dict[str, list[int]] = {}
        for pk, name in self._known.values():
            self._meant.setdefault(key(name), []).append(pk)
        for number, name in enumerate(to_be, start=1):
            if key(name) not in self._meant:
                self._known[normalise(name)] = -number, name
                self._meant[key(name)] = [-number]
        self.names = dict(self._known.values())
        for short, names in MEANT.items():
            pks = [
                self._known[one][0]
                for one in map(normalise, names)
                if one in self._known
            ]
            own = self._meant.get(short, [])
            self._meant[short] = list(dict.fromkeys((*own, *pks)))
        self._near: dict[str, str] = {}

    def find(
        self, written: str, learned: AbstractSet[int] = frozenset()
    ) -> int | tuple[str, str]:
        """The id; or the sentence that there is no such, and the nearest there is.

        A short form that means several is the one that is ``learned`` there.
        """
        meant = self._meant.get(key(written), [])
        there = [pk for pk in meant if pk > 0] or meant
        here = [pk for pk in meant if pk in learned] or there
        if len(here) == 1:
            return here[0]
        asked = normalise(written)
        if asked in self._known:
            return self._known[asked][0]
        if here:
            names = ", ".join(f"«{self.names[pk]}»" for pk in here)
            told = f"«{written[:60]}» может быть: {names}. Впишите название целиком."
            return told, self.names[here[0]]
        instead = self._nearest(asked)
        then = f"Может быть, «{instead}»?" if instead else "Назовите его, как в плане."
        return f"Предмета «{written[:60]}» в справочнике нет. {then}", instead

    def beginning(self, written: str) -> str:
        """The longest beginning, in whole words, that names a subject; empty: none."""
        words, so_far, longest = written.split(), "", 0
        for count, word in enumerate(words[:_MOST_WORDS], start=1):
            said = key(word)
            so_far += said
            if said and self._meant.get(so_far):
                longest = count
        return " ".join(words[:longest])

    def _nearest(self, asked: str) -> str:
        """Empty where none is near, or too many have been looked for already."""
        if asked not in self._near:
            if len(self._near) == _MOST_SOUGHT:
                return ""
            near = get_close_matches(asked[:_LONGEST], self._known, 1, _LIKE)
            self._near[asked] = self._known[near[0]][1] if near else ""
        return self._near[asked]


class Teachers:
    """Employees by their names: whole, with initials, or by a surname alone."""

    def __init__(self, teachers: Iterable[Known]) -> None:
        self._whole: dict[object, list[Known]] = defaultdict(list)
        self._by_last: dict[str, list[Known]] = defaultdict(list)
        for one in teachers:
            self._whole[one.name.key].append(one)
            self._by_last[normalise(one.name.last)].append(one)

    def find(
        self, written: str, teaching: AbstractSet[int] = frozenset()
    ) -> Known | str:
        """The only one of that name, or the sentence why nobody is.

        Of several the one who is ``teaching`` there.
        """
        name = split(written)
        found = self._whole.get(name.key, []) if isinstance(name, FullName) else []
        found = found or self._shortened(written)
        if len(found) > 1:
            found = [one for one in found if one.pk in teaching] or found
        if len(found) == 1:
            return found[0]
        who = f"«{written[:60]}»"
        if found:
            return f"Сотрудников с именем {who} несколько. Впишите ФИО целиком."
        return (
            f"Сотрудника {who} в школе нет. Сверьте ФИО или сначала загрузите список"
            " сотрудников."
        )

    def knows(self, written: str) -> bool:
        """Whether anybody is called so."""
        return bool(self._shortened(written))

    def _shortened(self, written: str) -> list[Known]:
        """Those of a surname whose initials, as far as they are told, are these."""
        told = _PERSON.fullmatch(written.strip())
        if told is None:
            return []
        last, first, patronymic = (normalise(part or "") for part in told.groups())
        return [
            one
            for one in self._by_last.get(last, ())
            if normalise(one.name.first).startswith(first)
            and normalise(one.name.patronymic).startswith(patronymic)
        ]
