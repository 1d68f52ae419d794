"""A client of ЕСИА («Госуслуги»): sign-in v2/v3 with raw GOST, and who came in.

    settings = Settings(base_url="https://esia.gosuslugi.ru", client_id="ELSH01721", …)
    signer = GostSigner.from_pem(pem)
    verifier, challenge = pkce()
    url = authorization_url(settings, signer, state=…, now=…, challenge=challenge)
    …the person goes there and comes back with a code…
    tokens = exchange(settings, signer, code=…, state_new=…, now=…, verifier=verifier)
    who = person(settings, tokens)

Everything that can go wrong is an `EsiaError`. The library knows no framework, keeps no
state and never looks at a clock for a decision: moments are arguments. `esia.wire` is
for the libraries beside this one.
"""

from esia._certificate import make_key
from esia._errors import (
    BadToken,
    Denied,
    EsiaError,
    Failed,
    Misconfigured,
    Protocol,
    Unavailable,
)
from esia._flow import (
    Tokens,
    authorization_url,
    challenge_of,
    exchange,
    logout_url,
    pkce,
)
from esia._http import refusal
from esia._keys import certificate_hash, valid_until
from esia._person import Level, Person, person
from esia._settings import Settings
from esia._signing import CommandSigner, GostSigner, Signer
from esia._tokens import Claims, Verifier

__all__ = [
    "BadToken",
    "Claims",
    "CommandSigner",
    "Denied",
    "EsiaError",
    "Failed",
    "GostSigner",
    "Level",
    "Misconfigured",
    "Person",
    "Protocol",
    "Settings",
    "Signer",
    "Tokens",
    "Unavailable",
    "Verifier",
    "authorization_url",
    "certificate_hash",
    "challenge_of",
    "exchange",
    "logout_url",
    "make_key",
    "person",
    "pkce",
    "refusal",
    "valid_until",
]
