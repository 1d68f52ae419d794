"""The string that a client signs, and what a wrong one was likely made of."""

from collections.abc import Callable
from urllib.parse import quote, quote_plus

FIRST = ("scope", "timestamp", "client_id", "state")
"""v1: the same for `ac` and `te`."""
SECOND = ("client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri")
"""v2 and v3: `te` adds the code."""
REFRESHING = ("client_id", "scope", "timestamp", "state", "refresh_token")
"""One public client's string for a refresh, without the return address."""

_Likely = tuple[tuple[tuple[str, ...], str], ...]
LIKELY_IN_SECOND: _Likely = (
    (
        FIRST,
        "Подписанная строка начинается с scope, как в v1; в v2 первым — client_id.",
    ),
    (SECOND, "Подписана строка для ac; для te в её конце нужен ещё code."),
    ((*SECOND, "code"), "Подписана строка для te: в ней лишний code."),
    (SECOND[:-1], "В подписанной строке нет redirect_uri."),
    ((*SECOND[:-1], "code"), "В подписанной строке нет redirect_uri."),
    (
        ("client_id", "scope", "timestamp", "state", "redirect_uri"),
        "В подписанной строке нет scope_org, а в запросе он есть.",
    ),
    (
        ("client_id", "scope", "timestamp", "scope_org", "state", "redirect_uri"),
        "scope_org стоит в строке сразу после scope, до timestamp.",
    ),
    (
        ("client_id", "scope", "scope_org", "state", "timestamp", "redirect_uri"),
        "В подписанной строке state стоит перед timestamp, а нужно наоборот.",
    ),
)
LIKELY_IN_FIRST: _Likely = (
    (SECOND, "Подписана строка v2; в v1 это scope, timestamp, client_id, state."),
    (
        (*SECOND, "code"),
        "Подписана строка v2; в v1 это scope, timestamp, client_id, state.",
    ),
    (
        ("scope", "timestamp", "state", "client_id"),
        "В подписанной строке state стоит перед client_id, а нужно наоборот.",
    ),
    (
        ("client_id", "scope", "timestamp", "state"),
        "Подписанная строка начинается с client_id; в v1 первым — scope.",
    ),
)


def join(given: dict[str, str], names: tuple[str, ...]) -> str:
    """Put the values together; what was not sent is empty."""
    return "".join(given.get(name, "") for name in names)


def guess(given: dict[str, str], likely: _Likely, fits: Callable[[str], bool]) -> str:
    """Say in Russian which other string was signed; empty when nobody can tell."""
    for names, words in likely:
        if fits(join(given, names)):
            return words
    for names in (FIRST, SECOND, (*SECOND, "code")):
        for quoting in (quote, quote_plus):
            encoded = {name: quoting(value, safe="") for name, value in given.items()}
            if fits(join(encoded, names)):
                return "Подписана строка с процентами; кодируют после подписи, не до."
        if fits("&".join(f"{name}={given.get(name, '')}" for name in names)):
            return "Подписаны пары «имя=значение»; нужны одни значения подряд."
    return ""
