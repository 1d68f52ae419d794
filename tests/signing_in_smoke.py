"""Sign a mother in over the wire and find both her children in the diary.

`python tests/signing_in_smoke.py RUN.JSON`: walks the pages of a running product as
a browser without scripts would, and ends with a non-zero code and one sentence when
something on the way is not as it must be. Used by CI after `make run`.
"""

import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import httpx

_HOPS = 12


class Page(HTMLParser):
    """The forms of a page, its name and the children it shows."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__()
        self.address = answer.url
        self.name: str | None = None
        self.children: set[str] = set()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.name = given.get("data-page")
        if given.get("data-child"):
            self.children.add(given["data-child"])
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        if tag == "input" and self.forms and "name" in given:
            self.forms[-1][1][given["name"]] = given.get("value", "")

    def form(self, action: str) -> tuple[str, dict[str, str]]:
        """Return the address and the fields of the form that goes there."""
        for address, fields in self.forms:
            if address.split("?")[0].endswith(action):
                return str(self.address.join(address)), dict(fields)
        raise SystemExit(f"На странице {self.address} нет формы к {action}.")


def follow(browser: httpx.Client, answer: httpx.Response) -> httpx.Response:
    """Follow redirects hop by hop, as a browser does."""
    for _ in range(_HOPS):
        if answer.next_request is None:
            return answer
        answer = browser.send(answer.next_request)
    raise SystemExit("Переадресации не кончаются.")


def expect(what: str, *, found: object) -> None:
    """Stop with a sentence unless the thing is there."""
    if not found:
        raise SystemExit(f"Не найдено: {what}.")


def enter(browser: httpx.Client, run: dict[str, str], key: str) -> httpx.Response:
    """Walk a citizen in through Госуслуги; return the page where he arrives."""
    citizens = browser.get(f"{run['sandbox']}/control/citizens").json()
    listed = citizens["citizens"] if isinstance(citizens, dict) else citizens
    citizen = next(one for one in listed if one["key"] == key)
    door = follow(browser, browser.get(f"{run['school']}/"))
    address, fields = Page(door).form("/access/esia/")
    headers = {"Origin": run["school"], "Referer": str(door.url)}
    gosuslugi = follow(browser, browser.post(address, data=fields, headers=headers))
    expect("страница песочницы", found=str(gosuslugi.url).startswith(run["sandbox"]))
    address, fields = Page(gosuslugi).form("/login")
    fields |= {"login": citizen["login"], "password": citizen["password"]}
    fields["do"] = "enter"
    return follow(browser, browser.post(address, data=fields))


def main(run_file: Path) -> None:
    """Walk the way in and look at the diary."""
    run = json.loads(run_file.read_text("utf-8"))
    with httpx.Client(trust_env=False, timeout=30) as browser:
        diary = enter(browser, run, "natalia")
        page = Page(diary)
        expect(f"дневник вместо {diary.url}", found=diary.status_code == httpx.codes.OK)
        expect("страница дневника", found=(page.name or "").startswith("diary"))
        expect("двое детей", found=len(page.children) >= 2)
        told = f"Вход выполнен: {page.name}, детей: {len(page.children)}.\n"
        sys.stdout.write(told)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
