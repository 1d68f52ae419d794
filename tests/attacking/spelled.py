"""A good token in other letters: cut, padded, doubled, respelled."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from random import Random

from esia.tests.stand import encoded
from tests.attacking.forged import fresh
from tests.attacking.minting import Mint

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BLANKS = " \t\r\n\0\v\f\xa0\x85\u200b\u2028\u202e\ufeff"
_STRANGE = f"{_BLANKS}+/=.%~,;:\\\"'<>яА\N{SNOWMAN}\U0001f600\ud800"


def padded(mint: Mint, chance: Random) -> str:
    """With the `=` that base64url leaves out here, in some of the parts."""
    parts = _parts(mint, chance)
    place = chance.randrange(3)
    parts[place] += "=" * chance.choice((-len(parts[place]) % 4 or 4, 1, 2, 3, 4))
    return ".".join(parts)


def in_the_standard_alphabet(mint: Mint, chance: Random) -> str:
    """`+` and `/` where base64url has `-` and `_`."""
    token = chance.choice(mint.good)
    places = [place for place, letter in enumerate(token) if letter in "-_"]
    if chance.random() < 0.5 or not places:
        return token.replace("-", "+").replace("_", "/")
    place = chance.choice(places)
    return token[:place] + "+/"["-_".index(token[place])] + token[place + 1 :]


def of_the_same_bytes(mint: Mint, chance: Random) -> str:
    """The last letter of a part has bits that decode to nothing: other bits there."""
    parts = _parts(mint, chance)
    loose = [place for place in range(3) if len(parts[place]) % 4]
    place = chance.choice(loose or [2])
    spare = {2: 16, 3: 4}.get(len(parts[place]) % 4, 64)
    last = _ALPHABET.index(parts[place][-1])
    other = last - last % spare + chance.randrange(spare)
    parts[place] = parts[place][:-1] + _ALPHABET[other]
    return ".".join(parts)


def with_blanks(mint: Mint, chance: Random) -> str:
    """A blank or an unseen sign somewhere, often at an end."""
    token = chance.choice(mint.good)
    place = chance.choice((0, len(token), chance.randrange(len(token))))
    return token[:place] + chance.choice(_BLANKS) + token[place:]


def with_dots(mint: Mint, chance: Random) -> str:
    """A dot more or less, an empty part, five parts."""
    token = chance.choice(mint.good)
    header, payload, signature = token.split(".")
    place = chance.randrange(len(token))
    return chance.choice(
        (
            *(
                f".{token}",
                f"{token}.",
                f"{token}..",
                f"{header}..{payload}.{signature}",
            ),
            *(
                f"{header}.{payload}",
                f"{header}..{signature}",
                f".{payload}.{signature}",
            ),
            *(
                f"{header}.{payload}.",
                "..",
                f"{header}.{payload}.{signature}.{signature}",
            ),
            f"{header}.{signature}.{payload}.{signature}.{signature}",
            token[:place] + "." + token[place:],
            token.replace(".", chance.choice((":", "。", "․", "%2E", " ")), 1),
        )
    )


def doubled(mint: Mint, chance: Random) -> str:
    """Two tokens for one, or other things around one."""
    first, second = chance.choice(mint.good), chance.choice((*mint.good, *mint.also))
    return chance.choice(
        (
            *(first + second, f"{first}.{second}", f"{first},{second}"),
            *(f"{first} {second}", f"{first}\n{second}", f"Bearer {first}"),
            *(f'"{first}"', f"'{first}'", f"[{first}]", f"id_token={first}"),
            *(f"{first}&", f"{first}#", f"{first}?x", f"{first}\0{second}"),
            *(first[::-1], first.swapcase(), encoded(first.encode())),
        )
    )


def in_json(mint: Mint, chance: Random) -> str:
    """The other serialisation of RFC 7515, with one signature or two."""
    header, payload, signature = chance.choice(mint.good).split(".")
    forged = encoded(fresh(mint, chance) | {"sub": 1000900002})
    one = {"protected": header, "signature": signature}
    two = [one, {"protected": encoded({"alg": "none"}), "signature": ""}]
    told = chance.choice(
        (
            {"payload": payload, **one},
            {"payload": payload, "signatures": [one]},
            {"payload": chance.choice((payload, forged)), "signatures": two},
        )
    )
    return chance.choice(
        (json.dumps(told), encoded(told), f"{header}.{encoded(told)}.x")
    )


def cut(mint: Mint, chance: Random) -> str:
    """The beginning, the end, or a hole of any length."""
    token = chance.choice(mint.good)
    place = chance.randrange(1, len(token))
    gap = chance.randint(1, 8)
    return chance.choice(
        (token[:place], token[place:], token[:place] + token[place + gap :])
    )


def respaced(mint: Mint, chance: Random) -> str:
    """The same header and claims in other JSON; the signature is over the former."""
    parts = _parts(mint, chance)
    place = chance.randrange(2)
    said = json.loads(urlsafe_b64decode(parts[place] + "=="))
    shuffled = chance.sample(list(said.items()), len(said))
    texts = (
        json.dumps(said, separators=(",", ":")),
        json.dumps(said, indent=chance.randint(1, 9)),
        json.dumps(dict(shuffled)),
        json.dumps(said) + " " * chance.randint(1, 50),
        "".join(json.dumps(said).replace("/", "\\/")),
    )
    parts[place] = encoded(chance.choice(texts).encode())
    return ".".join(parts)


def another_letter(mint: Mint, chance: Random) -> str:
    """One letter is another, or a strange sign stands in its place."""
    token = chance.choice(mint.good)
    return _replaced(token, chance.randrange(len(token)), chance)


def another_byte(mint: Mint, chance: Random) -> str:
    """Some bits or bytes of a part are others; its spelling is in order."""
    parts = _parts(mint, chance)
    place = chance.randrange(3)
    raw = bytearray(urlsafe_b64decode(parts[place] + "=="))
    for _ in range(chance.choice((1, 1, 1, 2, 9))):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    parts[place] = encoded(bytes(raw))
    return ".".join(parts)


def letters_moved(mint: Mint, chance: Random) -> str:
    """Two letters change places, one more or one less, a piece turned round."""
    token = chance.choice(mint.good)
    first, second = sorted(chance.sample(range(len(token)), 2))
    middle = token[first : second + 1]
    return chance.choice(
        (
            token[:first] + middle[-1] + middle[1:-1] + middle[0] + token[second + 1 :],
            token[:first] + middle[::-1] + token[second + 1 :],
            token[:first] + token[first + 1 :],
            token[:first] + token[first] + token[first:],
        )
    )


def endless(mint: Mint, chance: Random) -> str:
    """Longer than any token is, up to five megabytes."""
    token = chance.choice(mint.good)
    letters = 5_000_000 if chance.random() < 0.01 else chance.randint(16_000, 99_000)
    return chance.choice((token + "A" * letters, "A." * (letters // 2), "." * letters))


def any_text(mint: Mint, chance: Random) -> str:
    """Nothing at all, or rubbish."""
    signs = _ALPHABET + "." * 9 + _STRANGE
    return "".join(chance.choices(signs, k=chance.randint(0, 200)))


def every_letter(mint: Mint, chance: Random) -> Iterator[str]:
    """One good token with each of its letters changed in turn."""
    token = mint.good[0]
    for place in range(len(token)):
        yield _replaced(token, place, chance)


def _replaced(token: str, place: int, chance: Random) -> str:
    signs = _ALPHABET if chance.random() < 0.8 else _STRANGE
    other = chance.choice([sign for sign in signs if sign != token[place]])
    return token[:place] + other + token[place + 1 :]


def _parts(mint: Mint, chance: Random) -> list[str]:
    return chance.choice(mint.good).split(".")


SPELLED = {
    "дополнено «=»": padded,
    "обычный алфавит base64": in_the_standard_alphabet,
    "те же байты другими буквами": of_the_same_bytes,
    "пробелы и невидимые знаки": with_blanks,
    "точки": with_dots,
    "два токена в одном": doubled,
    "запись JSON": in_json,
    "обрезан": cut,
    "другие пробелы в JSON": respaced,
    "другая буква": another_letter,
    "другой байт": another_byte,
    "буквы переставлены": letters_moved,
    "слишком длинный": endless,
    "просто текст": any_text,
}
