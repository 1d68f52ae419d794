"""The register of consents at Госуслуги, over HTTP.

Two addresses: GET tells consents, POST asks for one. The sandbox speaks so
(`sandbox/README.md`); an installation whose register speaks otherwise adds a class
beside this one.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

import httpx

from school.access.consents.channels.channel import GOSUSLUGI, Turned
from school.access.consents.standing import Word
from school.access.consents.texts import Text, Texts
from school.access.facts import ConsentOf

_log = logging.getLogger(__name__)
_PATIENCE_S = 3.0
_STATES = ("asked", "given", "refused", "withdrawn", "expired")


class Registry:
    """The register at `address`, where we are known as `client`; `back` is our door.

    `scope` are the names of one's own data where the road to Госуслуги has others than
    the rules: a gateway's.
    """

    asks = True

    def __init__(
        self, address: str, *, client: str, back: str, scope: tuple[str, ...] = ()
    ) -> None:
        self._address = address
        self._client = client
        self._back = back
        self._scope = scope

    def told(self, oid: int, texts: Texts) -> tuple[Word, ...]:
        """The last word of everybody about this person's data; () in silence."""
        rows = self._rows(person=str(oid))
        return tuple(self._word(row, texts) for row in rows or ())

    def ask(
        self, oid: int, kind: ConsentOf, text: Text, *, spared: Iterable[int] = ()
    ) -> tuple[Word, ...]:
        """Ask him, or every parent of his but the spared ones; () in silence."""
        wish = {
            "client": self._client,
            "oid": oid,
            "kind": kind,
            "text": text.purpose,
            "scope": " ".join(self._asked(kind, text).scope),
            "back": self._back,
            "except": sorted(spared),
            "again": True,
        }
        rows = self._call("POST", json=wish)
        return tuple(self._word(row, Texts(text, text)) for row in rows or ())

    def turned(self, since: datetime) -> tuple[Turned, ...] | None:
        """Whose consents changed since then, oldest first; None in silence."""
        rows = self._rows(since=since.isoformat())
        if rows is None:
            return None
        found = (Turned(row["about"] or row["oid"], _moment(row)) for row in rows)
        return tuple(sorted(found, key=lambda each: each.at))

    def _asked(self, kind: ConsentOf, text: Text) -> Text:
        """The text with the data named as our road to Госуслуги names it."""
        own = kind == "own" and self._scope
        return replace(text, scope=self._scope) if own else text

    def _word(self, row: dict[str, Any], texts: Texts) -> Word:
        kind: ConsentOf = "parent" if row["about"] else "own"
        text = self._asked(kind, texts.of(kind))
        return Word(
            kind=kind,
            state=row["state"],
            by_oid=row["oid"],
            at=_moment(row),
            channel=GOSUSLUGI,
            text=text.version if text.covered_by(row["scope"]) else "",
            expires_at=_read(row["expires_at"]),
        )

    @cached_property
    def _line(self) -> httpx.Client:
        """One for all calls: to load the authorities costs more than a sign-in."""
        return httpx.Client(timeout=_PATIENCE_S, trust_env=False)

    def _rows(self, **chosen: str) -> list[dict[str, Any]] | None:
        return self._call("GET", params={"client": self._client, **chosen})

    def _call(self, method: str, **with_: Any) -> list[dict[str, Any]] | None:  # noqa: ANN401 - httpx's own
        try:
            answer = self._line.request(method, self._address, **with_)
            answer.raise_for_status()
            return list(_checked(answer.json()))
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as why:
            _log.warning("Реестр согласий не ответил: %s", type(why).__name__)
            return None


def _checked(body: object) -> Iterator[dict[str, Any]]:
    """Rows that say all we rely on. Raises ValueError, KeyError or TypeError."""
    if not isinstance(body, list):
        raise TypeError("A list is due.")
    for row in body:
        types = [type(row["oid"]), type(row["about"] or 0), type(row["scope"])]
        if types != [int, int, str] or row["state"] not in _STATES:
            raise ValueError("A row is strange.")
        for moment in (_moment(row), _read(row["expires_at"])):
            if moment is not None and moment.tzinfo is None:
                raise ValueError("A moment without a zone.")
        yield row


def _moment(row: dict[str, Any]) -> datetime:
    """When it was decided; what waits was only asked."""
    said = row["asked_at"] if row["state"] == "asked" else row["decided_at"]
    return datetime.fromisoformat(said or row["asked_at"])


def _read(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
