"""Everybody who may ask, under every policy there is: for the tests of help."""

from datetime import date

from school.access.facts import Audience
from school.access.tests.invented import ON, POLICIES
from school.help.ages import spans
from school.regions.policy import Policy, Who

__all__ = ["ON", "POLICIES", "Asked", "everybody"]

Asked = tuple[Policy, Audience, dict[str, str]]


def everybody(on: date = ON) -> list[Asked]:
    """Every policy, each audience, and what the address of its questions says."""
    found: list[Asked] = []
    for policy in POLICIES.values():
        for who in (Who.PARENT, Who.STAFF):
            found.append((policy, Audience(who), {"who": who.value}))
        for span in spans(policy):
            said = {"who": "pupil", "age": span.slug}
            found.append((policy, span.audience, said))
    return found
