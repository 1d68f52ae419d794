"""The rules of the regions: lines of dated policies, and the one in force on a day.

A line is a region's chain of policies by `valid_from`: `ryazan-2022`, `ryazan-2023` and
`ryazan-2024` are one line `ryazan`. Everything else that asks about policies imports
from here.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from school.regions.loading import read_policy
from school.regions.policy import Age, Bracket, Policy, Who
from school.regions.requirements import Requirement, requirements
from school.regions.toml_table import PolicyError

__all__ = [
    "Age",
    "Bracket",
    "Policy",
    "PolicyError",
    "Requirement",
    "Rules",
    "Who",
    "load",
    "requirements",
]


@dataclass(frozen=True)
class Rules:
    """A region's line of policies, oldest first."""

    line: str
    policies: tuple[Policy, ...]

    def in_force(self, on: date) -> Policy:
        """The policy that decides on that day; PolicyError before the first one."""
        begun = [policy for policy in self.policies if policy.valid_from <= on]
        if not begun:
            first = self.policies[0]
            raise PolicyError(
                f"Правила «{self.line}» начинаются с {first.valid_from.isoformat()}"
                f" (файл {first.name}.toml, поле «valid_from»),"
                f" на {on.isoformat()} правил нет."
            )
        return begun[-1]

    def next_after(self, on: date) -> Policy | None:
        """The policy that begins first after that day, None where none is waiting."""
        return next((each for each in self.policies if each.valid_from > on), None)

    def named(self, name: str) -> Policy | None:
        """The policy of a name such as `ryazan-2024`, None for an unknown one."""
        return next((each for each in self.policies if each.name == name), None)


def load(folder: Path) -> dict[str, Rules]:
    """Every line of the folder by its name; raises PolicyError with one sentence."""
    if not folder.is_dir():
        raise PolicyError(f"Папки с правилами {folder.name} нет.")
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise PolicyError(f"В папке {folder.name} нет ни одного файла правил (*.toml).")
    lines: dict[str, list[Policy]] = {}
    for path in paths:
        policy = read_policy(path)
        lines.setdefault(policy.line, []).append(policy)
    return {line: _line(line, policies) for line, policies in lines.items()}


def _line(line: str, policies: list[Policy]) -> Rules:
    policies.sort(key=lambda policy: policy.valid_from)
    for former, later in pairwise(policies):
        if former.valid_from == later.valid_from:
            raise PolicyError(
                f"Файлы правил {former.name}.toml и {later.name}.toml,"
                f" поле «valid_from»: один и тот же день."
            )
    return Rules(line=line, policies=tuple(policies))
