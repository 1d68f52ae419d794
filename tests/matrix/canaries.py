"""Canary words: each says whose it is, wherever it flies out."""

import io
import json
import re
import zipfile
from collections.abc import Iterable
from urllib.parse import unquote

from django.http import HttpResponse

from school.lib.keys import to_text
from school.logins.tests.sheets import pages

_WORD = re.compile(r"канарейка-([^\W_]+)")
_KEY = re.compile(r"(?<![0-9a-z])[0-9a-hjkmnp-tv-z]{13}(?![0-9a-z])")


def word(owner: str, what: str) -> str:
    """«КАНАРЕЙКА-Ш1К5-ТЕМА»: a topic of the fifth class of the first school."""
    return f"КАНАРЕЙКА-{owner}-{what}".upper()


class Aviary:
    """Every planted word's owner, and whose row each public key is."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def band(self, owner: str, *keys: int) -> None:
        """Remember whose rows these keys are."""
        self.keys |= {to_text(key): owner for key in keys}

    def flown(self, response: HttpResponse, *asked: str) -> set[str]:
        """Owners of everything that the answer carries in its body or its headers.

        ``asked`` is what the request itself named: an echo of it tells nothing.
        """
        text = _text_of(response)
        named = set(_KEY.findall(" ".join(asked)))
        words = set(_WORD.findall(text.casefold()))
        keys = {self.keys[key] for key in _KEY.findall(text) if key in self._not(named)}
        return {owner.upper() for owner in words} | keys

    def _not(self, named: set[str]) -> set[str]:
        return self.keys.keys() - named


def body_of(response: HttpResponse) -> str:
    """The body as text; of a workbook or an archive that of all its parts, of a PDF
    that of its pages, a word broken at its hyphen in one piece again."""
    kind = response.get("Content-Type", "")
    if response.content and "pdf" in kind:
        return " ".join(pages(response.content)).replace("- ", "-")
    if not response.content.startswith(b"PK\x03\x04"):
        return response.content.decode()
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist())


def _text_of(response: HttpResponse) -> str:
    body = body_of(response)
    if body and "json" in response.get("Content-Type", ""):
        body = json.dumps(json.loads(body), ensure_ascii=False)
    headers = [f"{name}: {value}" for name, value in response.items()]
    cookies = [morsel.OutputString() for morsel in response.cookies.values()]
    return _plain([body, *headers, *cookies])


def _plain(parts: Iterable[str]) -> str:
    """Without percent signs and the typesetter's own hyphens and spaces."""
    text = "\n".join(part if "%" not in part else unquote(part) for part in parts)
    return text.replace("\N{NON-BREAKING HYPHEN}", "-").replace("\N{SOFT HYPHEN}", "")
