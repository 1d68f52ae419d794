"""Well signed, and still not to be believed: what the issuer should not have said."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from tests.attacking.forged import fresh
from tests.attacking.minting import MOMENT, Mint

Change = Callable[[str, Random], bytes]

_TYPES: tuple[Any, ...] = (None, True, 1.5, "", "x", [], {}, [[]], "\ud800", "\0")
_NO_NUMBER = ("NaN", "Infinity", "-Infinity", "1e309", "-1e309", "1.0", "1e9", "-1")
_NO_JSON = ("0x10", "010", "+1", "1_000", "١٢٣", "1.", ".5", "0b1", "tru", "'x'")


def said_of_the_header(mint: Mint, chance: Random) -> str:
    """A header that asks to be read otherwise."""
    changes: tuple[dict[str, Any], ...] = (
        {"typ": chance.choice(("at+jwt", "JWE", "jwt", "", None, 1, ["JWT"]))},
        {"crit": chance.choice((["exp"], ["b64"], [], None, "exp", {}))},
    )
    if "sbt" in mint.header:
        other = "access" if mint.header["sbt"] == "id" else "id"
        kinds = (
            other,
            "refresh",
            "authorization_code",
            "",
            None,
            1,
            [mint.header["sbt"]],
        )
        changes += ({"sbt": chance.choice(kinds)},)
    return mint.token({**mint.header, **chance.choice(changes)}, fresh(mint, chance))


def another_issuer(mint: Mint, chance: Random) -> str:
    """`iss` nearly right, of another type, or missing."""
    true = mint.claims["iss"]
    near = (f"{true}/", true.rstrip("/")[:-1], true.upper(), f" {true}", f"{true}\0")
    far = ("https://esia.gosuslugi.ru", [true], {true: true}, *_TYPES)
    return _with(mint, chance, "iss", (*near, *far))


def another_addressee(mint: Mint, chance: Random) -> str:
    """`aud` or `client_id` of others, of us among others, or missing."""
    true, name = mint.claims[mint.addressee], mint.addressee
    near = (true.swapcase(), f"{true} ", f"{true},X", true[:-1], f"{true}\0")
    lists = ([true, "X"], ["X", true], [true, true], [[true]], {true: 1})
    return _with(mint, chance, name, (*near, *lists, *_TYPES))


def another_party(mint: Mint, chance: Random) -> str:
    """What only a gateway says: `nonce` of another sign-in, `azp` of another system."""
    true, system = mint.claims["nonce"], mint.claims["aud"]
    wrong = [("nonce", one) for one in (f"{true} ", true.upper(), [true], *_TYPES)]
    wrong += [("azp", one) for one in ("X", [system], f"{system} ", *_TYPES)]
    name, value = chance.choice(wrong)
    return mint.token(mint.header, fresh(mint, chance) | {name: value})


def ended(mint: Mint, chance: Random) -> str:
    """`exp` in the past, by ten seconds or by years, or no moment at all."""
    past = MOMENT - 10 - chance.choice((0, 1, 60, chance.randrange(10**9)))
    absurd = (
        MOMENT + 60.5,
        str(MOMENT + 60),
        [MOMENT + 60],
        10**12,
        -1,
        2**63,
        10**4000,
    )
    return _with(mint, chance, "exp", (*[past] * 9, *absurd, *_TYPES))


def not_begun(mint: Mint, chance: Random) -> str:
    """`iat` or `nbf` in the future, by a minute or by years, or no moment at all."""
    name = chance.choice(("iat", "nbf"))
    ahead = MOMENT + 60 + chance.choice((0, 1, 60, chance.randrange(10**9)))
    absurd = (float(MOMENT), str(MOMENT), [MOMENT], 10**12, -1, 2**63, True)
    return _with(
        mint, chance, name, (*[ahead] * 9, *absurd, *_TYPES), gone=name == "iat"
    )


def nobody_or_two(mint: Mint, chance: Random) -> str:
    """The person's number is no number, or the token names two people."""
    if mint.name.startswith("oidc"):
        wrong: tuple[Any, ...] = (
            "",
            "a" * 256,
            "имя",
            True,
            1.5,
            [],
            {},
            None,
            "a\nb",
            "\ud800",
            "\0",
        )
        return _with(mint, chance, "sub", wrong)
    other = chance.randrange(1, 2**63)
    strings = (f"{other} ", f"-{other}", f"{other}.0", "1e9", "１２", "²", "x", "")
    padded = (f"{0:010}{_oid(mint)}55", f"0{_oid(mint)}", "0" * 20, "9" * 4400)
    numbers = (0, -other, 2**63, 2**64 + other, 10**4000, float(other), True)
    one = chance.choice((*strings, *padded, *numbers, [other], {"oid": other}))
    claims = fresh(mint, chance)
    name = chance.choice([n for n in ("sub", "urn:esia:sbj_id") if n in claims])
    if name == "sub":
        subject = claims["urn:esia:sbj"]
        conflict = {**subject, "urn:esia:sbj:oid": chance.choice((other, one))}
        broken: tuple[Any, ...] = (conflict, [], "x", 1, True, [subject])
        if chance.random() < 0.5:
            return mint.token(
                mint.header, claims | {"urn:esia:sbj": chance.choice(broken)}
            )
        one = chance.choice((other, one))
    return mint.token(mint.header, claims | {name: one})


def something_missing(mint: Mint, chance: Random) -> str:
    """One of the claims that must be there is not."""
    claims = fresh(mint, chance)
    needed = ["iss", mint.addressee, "exp", "iat"]
    if mint.name.startswith("oidc"):
        needed += ["sub", "nonce"]
    for name in chance.sample(needed, chance.randint(1, 3)):
        del claims[name]
    return mint.token(mint.header, claims)


def a_name_twice(mint: Mint, chance: Random) -> str:
    """A name twice, the second time perhaps spelled with an escape."""
    in_header = chance.random() < 0.3
    said: dict[str, Any] = dict(mint.header) if in_header else fresh(mint, chance)
    name = chance.choice(tuple(said))
    spelled = name
    if chance.random() < 0.5:
        place = chance.randrange(len(name))
        spelled = f"{name[:place]}\\u{ord(name[place]):04x}{name[place + 1 :]}"
    value = chance.choice((json.dumps(said[name]), "1", '"x"', "null", "[]"))
    text, again = json.dumps(said), f'"{spelled}": {value}'
    doubled = chance.choice((f"{{{again}, {text[1:]}", f"{text[:-1]}, {again}}}"))
    raw = doubled.encode()
    claims = fresh(mint, chance)
    return mint.token(raw, claims) if in_header else mint.token(mint.header, raw)


def no_number(mint: Mint, chance: Random) -> str:
    """Numbers that JSON does not know, or that are no moments."""
    name = chance.choice(("exp", "iat"))
    depth = chance.choice((200, 2000, 5000))
    deep = ("[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth)
    value = chance.choice((*_NO_NUMBER, *_NO_JSON, *deep, "9" * 5000, "-" + "9" * 400))
    return mint.token(mint.header, _raw(fresh(mint, chance) | {name: 0}, name, value))


def no_object(mint: Mint, chance: Random) -> str:
    """Not one JSON object in UTF-8: around it, after it, instead of it."""
    in_header = chance.random() < 0.3
    said = dict(mint.header) if in_header else fresh(mint, chance)
    raw = chance.choice(_BROKEN)(json.dumps(said), chance)
    claims = fresh(mint, chance)
    return mint.token(raw, claims) if in_header else mint.token(mint.header, raw)


_BROKEN: tuple[Change, ...] = (
    lambda text, _: b"\xef\xbb\xbf" + text.encode(),
    lambda text, _: text.encode("utf-16"),
    lambda text, _: text.encode("utf-32"),
    lambda text, _: f"[{text}]".encode(),
    lambda text, _: json.dumps(text).encode(),
    lambda text, _: text.encode() * 2,
    lambda text, _: f"{text[:-1]},}}".encode(),
    lambda text, _: f"{text}//".encode(),
    lambda text, _: f"/**/{text}".encode(),
    lambda text, _: text.replace('"', "'").encode(),
    lambda text, _: text.encode() + b"\0",
    lambda text, _: text.encode().replace(b": ", b": \xff", 1),
    lambda text, _: text.encode().replace(b'"', b'"\n', 1),
    lambda text, chance: text[: chance.randrange(1, len(text))].encode(),
    lambda text, chance: chance.choice((b"null", b"[]", b"1", b'"x"', b"true", b"{")),
    lambda text, chance: chance.randbytes(chance.randint(1, 300)),
    lambda text, chance: b"[" * chance.choice((1000, 9000)),
    lambda text, chance: text.encode() + b" " * 13_000,
)


def _with(
    mint: Mint, chance: Random, name: str, wrong: tuple[Any, ...], *, gone: bool = True
) -> str:
    """One claim of these values; None takes it away where it may not be missing."""
    claims = fresh(mint, chance)
    value = chance.choice(wrong)
    if value is None and gone and chance.random() < 0.5:
        claims.pop(name, None)
    else:
        claims[name] = value
    return mint.token(mint.header, claims)


def _oid(mint: Mint) -> Any:
    """The number of the person in the good tokens of ЕСИА."""
    return mint.claims.get("sub") or mint.claims["urn:esia:sbj_id"]


def _raw(claims: dict[str, Any], name: str, value: str) -> bytes:
    """The claims as JSON with this text for a value."""
    return json.dumps(claims).replace(f'"{name}": 0', f'"{name}": {value}').encode()


SAID = {
    "заголовок (typ, crit, sbt)": said_of_the_header,
    "другой издатель (iss)": another_issuer,
    "другой получатель (aud, client_id)": another_addressee,
    "срок истёк (exp)": ended,
    "срок не начался (iat, nbf)": not_begun,
    "не человек или два (sub, oid)": nobody_or_two,
    "чего-то нет": something_missing,
    "имя дважды": a_name_twice,
    "не число (NaN, 1e309, глубина)": no_number,
    "не объект JSON": no_object,
}
SAID_BY_A_GATEWAY = {"другой вход (nonce, azp)": another_party}
