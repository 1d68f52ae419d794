"""Whoever has been in before today: accounts, consents, and whose cards they have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from school.access.consents.channels.channel import GOSUSLUGI
from school.access.consents.texts import texts_of
from school.access.models import Account
from school.demo import chance
from school.demo.copying import copy
from school.demo.days import calendar
from school.demo.draft import Entrant
from school.lib import clock
from school.regions.in_force import policy_of
from school.regions.models import School

_WORDS = ("kind", "state", "by_oid", "channel", "text_version", "decided_at")
_OPENS = time(8)


@dataclass(frozen=True, slots=True)
class _Came:
    """Somebody's first time: who, and when."""

    entrant: Entrant
    at: datetime


def enter(school: School, entrants: list[Entrant], cards: Mapping[int, int]) -> None:
    """Accounts and consents of them all; of those who came in themselves, the tie to
    their card with the consent copied onto it, as a sign-in leaves it.

    ``cards`` are ids by public keys. They came one by one since the year began.
    """
    came = list(_came(school, entrants))
    copy(
        "account",
        ("region_id", "oid", "short_name", "created_at"),
        (
            (school.region_id, one.entrant.oid, one.entrant.short_name, one.at)
            for one in came
        ),
    )
    accounts = _accounts(school, entrants)
    texts = texts_of(policy_of(school.region, clock.today(school.region.zone())))
    versions = {"own": texts.own.version, "parent": texts.parent.version}
    copy(
        "consent",
        ("account_id", *_WORDS),
        ((accounts[one.entrant.oid], *_given(one, versions)) for one in came),
    )
    inside = [(one, cards[one.entrant.card]) for one in came if one.entrant.card]
    copy(
        "card_consent",
        ("school_id", "card_id", *_WORDS, "form", "file_number"),
        ((school.pk, card, *_given(one, versions), "", "") for one, card in inside),
    )
    copy(
        "attachment",
        (
            *("school_id", "card_id", "account_id", "oid", "evidence"),
            *("since_at", "entered_at"),
        ),
        (
            (
                *(school.pk, card, accounts[one.entrant.oid], one.entrant.oid),
                *("snils", one.at, one.at),
            )
            for one, card in inside
        ),
    )


def _came(school: School, entrants: list[Entrant]) -> Iterator[_Came]:
    """Each at some moment between the first of September and now; before it, now."""
    luck, now = chance.luck("entering", school.key), clock.now()
    begun = datetime.combine(calendar().since, _OPENS, school.region.zone())
    for each in entrants:
        since = (now - begun) * luck.random()
        yield _Came(each, begun + since if begun < now else now)


def _given(one: _Came, versions: Mapping[str, str]) -> tuple[object, ...]:
    entrant = one.entrant
    return (
        *(entrant.consent, "given", entrant.given_by, GOSUSLUGI),
        *(versions[entrant.consent], one.at),
    )


def _accounts(school: School, entrants: list[Entrant]) -> dict[int, int]:
    oids = [each.oid for each in entrants]
    rows = Account.objects.filter(region_id=school.region_id, oid__in=oids)
    return {oid: pk for oid, pk in rows.values_list("oid", "id") if oid is not None}
