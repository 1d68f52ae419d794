"""What a page weighs on the wire: itself, its scripts and its styles."""

import gzip
import re
from html.parser import HTMLParser

import httpx

KB = 1024
_IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{0,2}/[^"']+)["']""")


class _Needs(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" in given:
            self.scripts.append(given["src"])
        if tag == "link" and given.get("rel") == "stylesheet":
            self.styles.append(given["href"])


def zipped(content: bytes) -> int:
    """Bytes after gzip, as a proxy before us would send them."""
    return len(gzip.compress(content, 6))


def styles(browser: httpx.Client, page: httpx.Response) -> int:
    """Gzipped bytes of all style sheets of a page."""
    return sum(
        zipped(_read(browser, page.url.join(address)).content)
        for address in _Needs(page.text).styles
    )


def scripts(browser: httpx.Client, page: httpx.Response) -> int:
    """Gzipped bytes of all scripts of a page and of the modules they import."""
    waiting = [page.url.join(address) for address in _Needs(page.text).scripts]
    seen: dict[httpx.URL, int] = {}
    while waiting:
        address = waiting.pop()
        if address not in seen:
            answer = _read(browser, address)
            seen[address] = zipped(answer.content)
            waiting += [address.join(one) for one in _IMPORT.findall(answer.text)]
    return sum(seen.values())


def _read(browser: httpx.Client, address: httpx.URL) -> httpx.Response:
    return browser.get(address).raise_for_status()
