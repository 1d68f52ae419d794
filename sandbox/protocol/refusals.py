"""ЕСИА's refusals: a code for machines, a sentence for whoever builds a client."""

from dataclasses import dataclass

_NOT_CONSENTED = "The consent is asked for in a wrong way"
CODES = {
    "ESIA-007002": ("invalid_request", "The certificate is not of this system."),
    "ESIA-007003": ("invalid_request", "A parameter is missing, invalid or repeated."),
    "ESIA-007004": (
        "access_denied",
        "The resource owner or authorization server denied the request.",
    ),
    "ESIA-007005": (
        "unauthorized_client",
        "The client is not authorized to request an access token using this method.",
    ),
    "ESIA-007006": ("invalid_scope", "The scope is invalid, unknown or malformed."),
    "ESIA-007007": ("server_error", "An unexpected error of the server."),
    "ESIA-007008": (
        "temporarily_unavailable",
        "The server is overloaded or under maintenance.",
    ),
    "ESIA-007009": ("unsupported_response_type", "This way to a code is unsupported."),
    "ESIA-007011": ("invalid_grant", "The code is invalid, expired or of another."),
    "ESIA-007012": ("unsupported_grant_type", "The grant type is not supported."),
    "ESIA-007013": ("invalid_scope", "The request doesn`t contain the scope."),
    "ESIA-007014": (
        "invalid_request",
        "The request doesn`t contain the mandatory parameter",
    ),
    "ESIA-007015": ("invalid_request", "The timestamp is invalid."),
    "ESIA-007019": ("access_denied", "No permission to access the resource."),
    "ESIA-007023": ("invalid_request", "The redirect_uri is not allowed."),
    "ESIA-007038": ("invalid_request", "The parameters cannot be read."),
    "ESIA-007039": ("invalid_request", "The code_challenge was not sent."),
    "ESIA-007040": ("invalid_grant", "The code_verifier does not match."),
    "ESIA-007046": ("access_denied", "A one-time password cannot be sent."),
    "ESIA-007053": ("access_denied", "OAuthErrorEnum.clientSecretWrong"),
    "ESIA-007055": ("access_denied", "The account of the user is not confirmed."),
    "ESIA-007060": ("invalid_request", "The roles are invalid."),
    "ESIA-007061": ("invalid_request", "The obj_type is invalid."),
    "ESIA-007062": ("invalid_request", "The obj_type has no such role."),
    "ESIA-007194": ("invalid_scope", "The user is not in this organisation."),
    "ESIA-008010": ("access_denied", "The client did not prove itself."),
    "ESIA-036700": ("invalid_request", f"{_NOT_CONSENTED}: no type."),
    "ESIA-036701": ("invalid_request", f"{_NOT_CONSENTED}: the type is not found."),
    "ESIA-036702": (
        "invalid_scope",
        f"{_NOT_CONSENTED}: a mandatory scope is missing.",
    ),
    "ESIA-036703": ("invalid_scope", f"{_NOT_CONSENTED}: scopes outside the type."),
    "ESIA-036704": ("invalid_scope", f"{_NOT_CONSENTED}: scopes that are forbidden."),
    "ESIA-036705": ("invalid_request", f"{_NOT_CONSENTED}: no action."),
    "ESIA-036706": ("invalid_request", f"{_NOT_CONSENTED}: the action is unknown."),
    "ESIA-036707": ("invalid_request", f"{_NOT_CONSENTED}: no purpose."),
    "ESIA-036716": ("invalid_request", f"{_NOT_CONSENTED}: expire is invalid."),
    "ESIA-036726": ("invalid_request", f"{_NOT_CONSENTED}: the purpose is unknown."),
    "ESIA-036727": ("invalid_request", f"{_NOT_CONSENTED}: one purpose is needed."),
}
"""OAuth's `error` and ЕСИА's English text for every code used here."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One check that did not pass."""

    code: str
    words: str
    """What exactly was wrong, in Russian; shown in /control/requests only."""
    names: tuple[str, ...] = ()
    """Names of missing parameters (ESIA-007014 lists them)."""

    @property
    def error(self) -> str:
        """OAuth's error value."""
        return CODES[self.code][0]

    @property
    def description(self) -> str:
        """The `error_description` as ЕСИА writes it."""
        listed = f" [{', '.join(self.names)}]." if self.names else ""
        return f"{self.code}: {CODES[self.code][1]}{listed}"

    def __str__(self) -> str:
        return f"{self.code}: {self.words}"
