"""What every road can do, and how the errors of the libraries read as our reasons."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, Protocol
from urllib.parse import urlencode

import esia
from school.access.facts import Identity
from school.access.reasons import Reason

_log = logging.getLogger(__name__)
_DENIED: dict[str, Reason] = {
    "ESIA-007004": Reason.ESIA_DENIED,
    "ESIA-007055": Reason.ACCOUNT_NOT_CONFIRMED,
}


class Ends(NamedTuple):
    """When certificates end; None where there is none to end."""

    ours: datetime | None
    theirs: datetime | None


class Road(Protocol):
    """A way to Госуслуги and back.

    ``verifier`` is PKCE's secret of this attempt; whatever else binds an answer to the
    attempt is derived from it.
    """

    def address_to_go(self, *, state: str, verifier: str, now: datetime) -> str:
        """Where the person's browser is sent to sign in."""
        ...

    def identify(self, *, code: str, verifier: str, now: datetime) -> Identity | Reason:
        """Who came back with this code, asked server to server; or why nobody knows."""
        ...

    def refused(self, error: str, description: str) -> Reason:
        """What was meant by sending the browser back with an error."""
        ...

    def address_to_leave(self, return_to: str) -> str:
        """Where the person's browser is sent to end the session at Госуслуги too."""
        ...

    def ends(self) -> Ends:
        """When the certificates of this road end."""
        ...


def straight_back(redirect_uri: str, state: str, because: esia.EsiaError) -> str:
    """The address of our own door, with the error that says: not just now."""
    _log.warning("Госуслуги: %s", because)
    told = {"state": state, "error": "temporarily_unavailable"}
    return f"{redirect_uri}?{urlencode(told)}"


def reason_of(
    error: esia.EsiaError, denied: Mapping[str, Reason] | None = None
) -> Reason:
    """Our reason for an error of the libraries; ``denied`` knows more codes."""
    if not isinstance(error, esia.Denied):
        # Its sentence holds nothing of a person; whoever mends needs it.
        _log.warning("Госуслуги: %s", error)
    if isinstance(error, esia.Failed):
        return Reason.ESIA_FAILED
    if isinstance(error, esia.Unavailable):
        return Reason.ESIA_UNAVAILABLE
    if isinstance(error, esia.Denied):
        known = _DENIED | dict(denied or {})
        return known.get(error.code, Reason.ESIA_REFUSED_CODE)
    return Reason.ESIA_BAD_ANSWER
