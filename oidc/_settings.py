"""What a system knows about itself and about the provider it talks to."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from esia import Misconfigured
from esia.wire import (
    GOST,
    RSA,
    TrustedKey,
    check_asking,
    last_end,
    listed,
    read_address,
)

ES = "ES256"
ALGORITHMS = (RSA, ES, GOST)

# The genitive that the sentences of `esia.wire` want.
WHOM = "шлюза"


@dataclass(frozen=True, slots=True)
class Settings:
    """One system at one provider. Every field comes from configuration.

    `issuer`: `iss` of tokens, byte for byte, and where discovery begins · `client_id`,
    `client_secret`: as the provider registered us · `redirect_uri`: where people come
    back · `scope`: separated by spaces, with `openid` · `algorithms`: which signatures
    of id_tokens are believed, of `ALGORITHMS` · `trusted`: contents of PEM or DER files
    with keys for GOST, which no JWKS can carry · `authentication`: how the secret is
    told, in a Basic header or among the fields of the form · `timeout_s`: for one
    answer · `plain_http`: allow http outside this machine (a trial in a local network).

    Raises `Misconfigured` when something here cannot work.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    scope: str
    algorithms: tuple[str, ...] = (RSA,)
    trusted: tuple[bytes, ...] = field(default=(), repr=False)
    authentication: Literal["basic", "post"] = "basic"
    timeout_s: float = 10
    plain_http: bool = False

    def __post_init__(self) -> None:
        issuer = read_address("Издатель", self.issuer, plain_http=self.plain_http)
        if issuer.query:
            raise Misconfigured(f"Издатель «{self.issuer}» не годится.")
        read_address("Адрес возврата", self.redirect_uri, plain_http=self.plain_http)
        if not self.client_id or not self.client_secret:
            raise Misconfigured("Нужны имя системы у шлюза и её секрет.")
        check_asking(WHOM, self.scope, self.timeout_s)
        self._check_algorithms()

    def _check_algorithms(self) -> None:
        strange = set(self.algorithms) - set(ALGORITHMS)
        if strange or not self.algorithms:
            raise Misconfigured(
                f"Алгоритмы токенов шлюза — из {', '.join(ALGORITHMS)}, "
                f"а заданы «{', '.join(self.algorithms)}»."
            )
        keys = bool(self.gost_keys())
        if (GOST in self.algorithms) != keys or bool(self.trusted) != keys:
            raise Misconfigured(
                f"Доверенные ключи шлюза нужны для {GOST} и только для него."
            )

    def gost_keys(self) -> tuple[TrustedKey, ...]:
        """Return the keys that serve GOST; raises `Misconfigured` for bad files."""
        return listed(self.trusted, GOST)

    def trusted_until(self) -> datetime | None:
        """Return when the last of the trusted certificates ends; None for bare keys."""
        return last_end(self.gost_keys())

    @property
    def origin(self) -> tuple[str, str]:
        """Scheme and network location of the issuer: where all its doors must be."""
        parts = urlsplit(self.issuer)
        return parts.scheme, parts.netloc
