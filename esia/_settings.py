"""What a system knows about itself and about the ЕСИА it talks to."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from esia._errors import Misconfigured
from esia._keys import last_end, listed
from esia._tokens import Verifier

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """One system at one ЕСИА. Every field comes from configuration.

    `base_url`: address of ЕСИА without a path · `client_id`: the system's mnemonic ·
    `certificate_hash`: 64 hex digits, see `certificate_hash()` · `issuer`: `iss` of
    tokens, byte for byte · `algorithm`: `GOST3410_2012_256` or `RS256` · `trusted`:
    contents of PEM or DER files with ЕСИА's keys · `redirect_uri`: where people come
    back · `scope`: separated by spaces, with `openid` · `timeout_s`: for one answer ·
    `plain_http`: allow http outside this machine (a trial in a local network).

    Raises `Misconfigured` when something here cannot work.
    """

    base_url: str
    client_id: str
    certificate_hash: str
    issuer: str
    algorithm: str
    trusted: tuple[bytes, ...] = field(repr=False)
    redirect_uri: str
    scope: str
    timeout_s: float = 10
    plain_http: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "base_url", self.base_url.rstrip("/"))
        self._check_address("Адрес ЕСИА", self.base_url, path=False)
        self._check_address("Адрес возврата", self.redirect_uri, path=True)
        if not self.client_id or not self.issuer:
            raise Misconfigured("Нужны мнемоника системы и издатель токенов ЕСИА.")
        if not re.fullmatch("[0-9A-F]{64}", self.certificate_hash):
            raise Misconfigured(
                "Хеш сертификата — 64 шестнадцатеричные цифры заглавными буквами: "
                "python -m esia certificate-hash."
            )
        check_asking("ЕСИА", self.scope, self.timeout_s)
        self.verifier()

    def verifier(self) -> Verifier:
        """Return who decides about tokens for this system."""
        return Verifier(self.trusted, self.algorithm, self.issuer, self.client_id)

    def trusted_until(self) -> datetime | None:
        """Return when the last of the trusted certificates ends; None for bare keys.

        Only keys of the algorithm count: by the others no token is believed.
        """
        return last_end(listed(self.trusted, self.algorithm))

    def _check_address(self, what: str, address: str, *, path: bool) -> None:
        parts = read_address(what, address, plain_http=self.plain_http)
        if not path and (parts.path or parts.query):
            raise Misconfigured(f"{what} «{address}» не годится.")


def check_asking(whom: str, scope: str, timeout_s: float) -> None:
    """Refuse a scope without `openid` and an absurd time limit; `Misconfigured`.

    `whom` is in the genitive.
    """
    if "openid" not in scope.split(" "):
        raise Misconfigured(f"Среди областей доступа {whom} нет openid.")
    if not 0 < timeout_s <= 60:
        raise Misconfigured(f"Срок ожидания ответа {whom} — от 0 до 60 секунд.")


def read_address(what: str, address: str, *, plain_http: bool = False) -> SplitResult:
    """Take an address apart that people or secrets may be sent to: https, or ourselves.

    `what` begins the sentence of `Misconfigured`; `plain_http` allows http anywhere.
    """
    parts = _parsed(address)
    if parts is None:
        raise Misconfigured(f"{what} «{address}» не годится.")
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK and not plain_http:
        raise Misconfigured(f"{what} «{address}» должен начинаться с https://.")
    return parts


def _parsed(address: str) -> SplitResult | None:
    """Split an http address; None when it is none, names a user or a fragment."""
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
        (parts.hostname or "").encode("idna")  # labels empty or too long: ValueError
        extra = parts.username or parts.password or parts.fragment or parts.port == 0
    except ValueError:
        return None
    plain = address.isascii() and address.isprintable() and " " not in address
    return parts if good and plain and not extra else None
