"""The rules of a region on a day, in words, and what the next ones will change."""

from dataclasses import dataclass
from datetime import date

from school.regions import in_words
from school.regions.changes import Turn, turn
from school.regions.in_words import Row
from school.regions.policy import Policy
from school.regions.rules import Rules


@dataclass(frozen=True)
class Overview:
    """What the operator's page shows.

    `since` and `begins` are days in words: of the policy in force and, empty without a
    `turn`, of the next one.
    """

    policy: Policy
    since: str
    rows: tuple[Row, ...]
    about: tuple[tuple[str, str], ...]
    turn: Turn | None
    begins: str


def overview(rules: Rules, on: date) -> Overview:
    """The line of policies as it stands on a day; PolicyError before the first one."""
    policy = rules.in_force(on)
    following = rules.next_after(on)
    return Overview(
        policy=policy,
        since=in_words.day(policy.valid_from),
        rows=in_words.rows(policy),
        about=in_words.about(policy),
        turn=turn(policy, following) if following else None,
        begins=in_words.day(following.valid_from) if following else "",
    )
