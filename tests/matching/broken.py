"""The decision with one rule of matching broken on purpose: the judge must notice."""

import sys
from pathlib import Path
from types import ModuleType

from school.access import admitting, checking, matching
from tests.matching.trial import Decide

# What is broken, and the line of matching.py that is written otherwise.
RULES = {
    "birth dates are not compared": (
        "card.birth_date != identity.birth_date",
        "False",
    ),
    "names are not compared": (
        "reason = compare_names(card.name, identity.name)",
        "reason = None",
    ),
    "one typo is forgiven": (
        "if ours == theirs:",
        "if sum(a != b for a, b in zip(ours, theirs)) <= 1:",
    ),
    "different СНИЛС are forgiven": (
        'return "snils" if ours == theirs else Reason.SNILS_DIFFERS',
        'return "snils"',
    ),
    "a document of two people is nobody's worry": (
        "if any(different_people(card, other) for other in same):",
        "if False:",
    ),
    "a card of another account is taken over": (
        "if card.attached_oid not in (None, identity.oid):",
        "if False:",
    ),
    "surnames are compared letter by letter": (
        "ours, theirs = card.key, identity.key",
        "ours, theirs = tuple(vars(card).values()), tuple(vars(identity).values())",
    ),
    "an attached card must bear the same name": (
        "if reason is None and not attached:",
        "if reason is None:",
    ),
}


def broken(rule: str) -> Decide:
    """`admit` of a copy of the three modules in which this rule is broken."""
    there, instead = RULES[rule]
    text = _source(matching)
    if text.count(there) != 1:
        raise ValueError(f"matching.py has no single line to break: {there}")
    copy = _module("tests.matching._broken_matching", text.replace(there, instead))
    checks = _module("tests.matching._broken_checking", _source(checking))
    vars(checks).update(match=copy.match, NotMatched=copy.NotMatched)
    decision = _module("tests.matching._broken_admitting", _source(admitting))
    names = ("Desk", "check", "check_the_account", "links_of", "ways_of")
    vars(decision).update({name: getattr(checks, name) for name in names})
    decide: Decide = decision.admit
    return decide


def _source(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text(encoding="utf-8")


def _module(name: str, text: str) -> ModuleType:
    made = ModuleType(name)
    sys.modules[name] = made  # dataclasses look their module up
    exec(compile(text, name, "exec"), vars(made))  # noqa: S102 - our own source
    return made
