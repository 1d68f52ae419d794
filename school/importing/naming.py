"""Names of a list as the school knows them: a subject, an employee. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from school.importing.verdicts import Known
from school.people.names import FullName, normalise, split

# Each costs a millisecond: a table of nonsense must not cost a minute.
_MOST_SOUGHT = 200
_LONGEST = 60
# A slip of the pen is nearer; «Английский язык» is no «Русский язык».
_LIKE = 0.8
_INITIALS = re.compile(r"([^\W\d_][\w\- ]+?)\s+([^\W\d_])\.?\s*(?:([^\W\d_])\.?)?")


class Subjects:
    """The subjects there are, with their ids and names, by any writing of these."""

    def __init__(self, subjects: Iterable[tuple[int, str]]) -> None:
        self._known = {normalise(name): (pk, name) for pk, name in subjects}
        self.names = dict(self._known.values())
        self._near: dict[str, str] = {}

    def find(self, written: str) -> int | tuple[str, str]:
        """The id; or the sentence that there is no such, and the nearest there is."""
        asked = normalise(written)
        if asked in self._known:
            return self._known[asked][0]
        instead = self._nearest(asked)
        then = f"Может быть, «{instead}»?" if instead else "Назовите его, как в плане."
        return f"Предмета «{written[:60]}» в справочнике нет. {then}", instead

    def _nearest(self, asked: str) -> str:
        """Empty where none is near, or too many have been looked for already."""
        if asked not in self._near:
            if len(self._near) == _MOST_SOUGHT:
                return ""
            near = get_close_matches(asked[:_LONGEST], self._known, 1, _LIKE)
            self._near[asked] = self._known[near[0]][1] if near else ""
        return self._near[asked]


class Teachers:
    """Employees by their names, whole or with initials."""

    def __init__(self, teachers: Iterable[Known]) -> None:
        self._whole: dict[object, list[Known]] = defaultdict(list)
        self._short: dict[str, list[Known]] = defaultdict(list)
        for one in teachers:
            self._whole[one.name.key].append(one)
            self._short[normalise(one.name.with_initials)].append(one)

    def find(self, written: str) -> Known | str:
        """The only one of that name, or the sentence why nobody is."""
        name = split(written)
        found = self._whole.get(name.key, []) if isinstance(name, FullName) else []
        initials = None if found else _INITIALS.fullmatch(written.strip())
        if initials is not None:
            last, *letters = filter(None, initials.groups())
            short = " ".join((last, *(f"{letter}." for letter in letters)))
            found = self._short.get(normalise(short), [])
        if len(found) == 1:
            return found[0]
        who = f"«{written[:60]}»"
        if found:
            return f"Сотрудников с именем {who} несколько. Впишите ФИО целиком."
        return (
            f"Сотрудника {who} в школе нет. Сверьте ФИО или сначала загрузите список"
            " сотрудников."
        )
