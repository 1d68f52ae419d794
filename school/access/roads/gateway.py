"""The road through a gateway, which is plain OpenID Connect: that of new systems."""

import threading
import time
from datetime import datetime
from hashlib import sha256
from typing import NoReturn

import esia
import oidc
from school.access.facts import Identity
from school.access.reasons import Reason
from school.access.roads.claims import Names, identity_of
from school.access.roads.road import Ends, reason_of, straight_back

_DENIED = {
    "access_denied": Reason.ESIA_DENIED,
    "consent_required": Reason.ESIA_DENIED,
    # It does not know our name or secret: nothing that a second try would mend.
    "invalid_client": Reason.ESIA_BAD_ANSWER,
    "unauthorized_client": Reason.ESIA_BAD_ANSWER,
    "HTTP-401": Reason.ESIA_BAD_ANSWER,
}
_GOOD_FOR_S = 3600.0
_TRY_AGAIN_S = 60.0


class Gateway:
    """One gateway; its doors are asked for when first needed and once an hour."""

    def __init__(self, known: oidc.Settings, names: Names) -> None:
        self._known = known
        self._names = names
        self._provider: oidc.Provider | None = None
        self._ask_again_at = 0.0
        self._lock = threading.Lock()

    def address_to_go(self, *, state: str, verifier: str, now: datetime) -> str:
        """Where the person's browser is sent to sign in.

        Straight back to our own door, with an error, where the gateway does not answer.
        """
        try:
            return oidc.authorization_url(
                self._known,
                self._here(),
                state=state,
                nonce=_nonce(verifier),
                challenge=esia.challenge_of(verifier),
            )
        except esia.EsiaError as error:
            return straight_back(self._known.redirect_uri, state, error)

    def identify(self, *, code: str, verifier: str, now: datetime) -> Identity | Reason:
        """Who came back with this code, in two calls of the network, at most four."""
        try:
            provider = self._here()
            tokens = oidc.exchange(
                self._known,
                provider,
                code=code,
                nonce=_nonce(verifier),
                verifier=verifier,
                now=now,
            )
            told = oidc.userinfo(self._known, provider, tokens)
        except esia.EsiaError as error:
            return reason_of(error, _DENIED)
        return identity_of(tokens.claims.raw, told, self._names)

    def refused(self, error: str, description: str) -> Reason:
        """What the gateway, or ЕСИА behind it, meant by an error in the address."""
        return reason_of(esia.refusal(error, description), _DENIED)

    def address_to_leave(self, return_to: str) -> str:
        """Where the session at the gateway ends; straight home where that cannot be."""
        try:
            return oidc.end_session_url(self._known, self._here(), return_to)
        except esia.EsiaError:
            return return_to

    def ends(self) -> Ends:
        """We have no certificate; the gateway has one only where it signs with GOST."""
        return Ends(None, self._known.trusted_until())

    def _here(self) -> oidc.Provider:
        """The gateway's doors and keys; old ones serve while it does not answer.

        One thread asks for them; whoever comes meanwhile takes the old or goes away.
        """
        asked = time.monotonic() < self._ask_again_at
        if asked or not self._lock.acquire(blocking=False):
            return self._provider or _raise_unknown()
        try:
            self._ask_again_at = time.monotonic() + _TRY_AGAIN_S
            self._provider = oidc.discover(self._known)
            self._ask_again_at += _GOOD_FOR_S
        except esia.EsiaError:
            if self._provider is None:
                raise
        finally:
            self._lock.release()
        return self._provider


def _raise_unknown() -> NoReturn:
    raise esia.Failed("Двери шлюза ещё не известны: он только что не ответил.")


def _nonce(verifier: str) -> str:
    """The nonce of an attempt: as secret and single-use as its verifier."""
    return sha256(f"nonce {verifier}".encode()).hexdigest()
