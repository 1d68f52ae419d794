"""A mother's diary, read over the wire: what must not change when the program does."""

import json
from html.parser import HTMLParser
from pathlib import Path

import httpx

from tests.signing_in_smoke import Page, enter

WHO = "natalia"
NOW = "2026-11-18T10:00+03:00"
WEEKS = ("2026-11-09", "2026-11-16")


class Diary(HTMLParser):
    """The marks of a page: day, lesson, mark and what is written in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.marks: list[list[str]] = []
        self._place = {"data-date": "", "data-lesson": ""}
        self._depth = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._depth:
            self._depth += 1
        self._place |= {name: given[name] for name in self._place if name in given}
        if "data-mark" in given:
            self.marks.append([*self._place.values(), given["data-mark"], ""])
            self._depth = 1

    def handle_endtag(self, tag: str) -> None:
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.marks[-1][-1] += data.strip()


def read(run_file: Path) -> list[str]:
    """Sign the mother in; a line for each mark of her children in two weeks.

    Child, day, lesson, mark (their keys) and what is written: `1rp… 2026-11-09 … 5×2`.
    """
    run = json.loads(run_file.read_text("utf-8"))
    with httpx.Client(trust_env=False, timeout=30) as browser:
        diary = enter(browser, run, WHO)
        found = set()
        for child in Page(diary).children:
            for week in WEEKS:
                address = f"{run['school']}/diary/{week}/"
                page = browser.get(address, params={"child": child})
                page.raise_for_status()
                for mark in Diary(page.text).marks:
                    found.add(" ".join([child, *mark]))
    return sorted(found)
