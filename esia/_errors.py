"""Everything that can go wrong, as one tree.

EsiaError
├── Misconfigured   a setting, key or certificate here cannot be used
├── Unavailable     ЕСИА did not answer, or said that nobody is served now
│   └── Failed      somebody answered, or we could not ask: this once it failed
├── Denied          ЕСИА answered no; `code` tells why
├── BadToken        a token came that must not be believed
└── Protocol        ЕСИА answered something nobody can understand

The text of an error is one Russian sentence for a log or a terminal; it never holds
a token, a code or anything about a person.
"""


class EsiaError(Exception):
    """The root: catch it to catch everything this library raises on purpose."""


class Misconfigured(EsiaError):  # noqa: N818
    """A setting, key or certificate on our side cannot be used."""


class Unavailable(EsiaError):  # noqa: N818
    """ЕСИА is down, slow, overloaded or unreachable; trying later makes sense."""


class Failed(Unavailable):
    """This once it did not work, which tells nothing of the next person."""


class Denied(EsiaError):  # noqa: N818
    """ЕСИА refused.

    `code` is its own code, like «ESIA-007004», or «HTTP-403» where none came.
    """

    def __init__(self, code: str, sentence: str | None = None) -> None:
        super().__init__(sentence or f"ЕСИА отказала: {code}.")
        self.code = code


class BadToken(EsiaError):  # noqa: N818
    """A token is malformed, forged, foreign, expired or not yet valid."""


class Protocol(EsiaError):  # noqa: N818
    """An answer of ЕСИА is not what the protocol promises."""
