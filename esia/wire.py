"""What a library beside this one may share: the line, tokens and keys read strictly.

Whoever comes in here speaks another protocol to somebody else on the way to Госуслуги
(`oidc` does); the suspicion is the same, and so are the errors.
"""

from esia._flow import check_code
from esia._http import Line, connected
from esia._jws import Jws, check_times, read_jws, read_object
from esia._keys import (
    GOST,
    RSA,
    RsaPublicKey,
    TrustedKey,
    last_end,
    listed,
    read_trusted,
)
from esia._settings import check_asking, read_address

__all__ = [
    "GOST",
    "RSA",
    "Jws",
    "Line",
    "RsaPublicKey",
    "TrustedKey",
    "check_asking",
    "check_code",
    "check_times",
    "connected",
    "last_end",
    "listed",
    "read_address",
    "read_jws",
    "read_object",
    "read_trusted",
]
