"""``python -m school.regions.booklet > docs/rules.md``: all rules as one document."""

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from school.regions import in_words
from school.regions.changes import Turn, turn
from school.regions.rules import Policy, PolicyError, Rules, load

_FOLDER = Path(__file__).resolve().parents[2] / "policies"
_COLUMNS = ("вход", "учётная запись", "сверка", "согласие", "прежний порядок")
_HEAD = """\
# Правила регионов

Этот документ сделан из файлов `policies/*.toml`; правят файлы, а его пишут заново:
`python -m school.regions.booklet > docs/rules.md`. Источники названы в самих файлах.

Правила действуют со своего дня и до начала следующих той же области; школа их не
меняет. «До 14 лет» — до дня, когда исполняется 14; родившимся 29 февраля и 31 числа
возраст исполняется в последний день короткого месяца.
"""


def booklet(lines: dict[str, Rules]) -> str:
    """Every policy of every line as Markdown, with what each changed."""
    return "\n".join([_HEAD, *_chapters(lines)])


def _chapters(lines: dict[str, Rules]) -> Iterator[str]:
    for line in sorted(lines):
        policies = lines[line].policies
        changed = {
            later.name: turn(former, later) for former, later in pairwise(policies)
        }
        for policy in policies:
            yield _chapter(policy, changed.get(policy.name))


def _chapter(policy: Policy, changed: Turn | None) -> str:
    parts = [
        f"## {policy.name}: с {in_words.day(policy.valid_from)}\n",
        _row("кто", *_COLUMNS),
        _row(*["---"] * (len(_COLUMNS) + 1)),
    ]
    for row in in_words.rows(policy):
        terms = dict(row.terms)
        parts.append(_row(row.title, *(terms.get(name, "—") for name in _COLUMNS)))
    parts.append("")
    parts += [f"- {what}: {how}" for what, how in in_words.about(policy)]
    if changed is not None:
        parts += ["", "Что изменилось:", ""]
        parts += [
            f"- {each.whom}, {each.what}: было — {each.was}; стало — {each.will_be}"
            for each in changed.changes
        ]
    return "\n".join([*parts, ""])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    try:
        sys.stdout.write(booklet(load(_FOLDER)))
    except PolicyError as error:
        sys.exit(str(error))
