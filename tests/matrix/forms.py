"""The forms of a page, as a browser would send them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import resolve

from tests.cast import Person, World
from tests.matrix.canaries import body_of
from tests.matrix.table import ask, rows

_UNNAMED = {"submit", "reset", "button", "image"}


@dataclass
class Form:
    """Where a form goes, and for each field what the page offers for it."""

    page: str
    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    @property
    def kind(self) -> tuple[str, str, frozenset[str]]:
        """Forms of one address with the same fields are one kind."""
        view = resolve(urlsplit(self.action).path).view_name
        return self.method, view, frozenset(self.fields)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms = page, list[Form]()
        self._named: dict[str, Form] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = given.get("action") or self.page
            method = given.get("method", "get").lower()
            self.forms.append(Form(self.page, action, method))
            self._named[given.get("id", "")] = self.forms[-1]
        elif tag == "option" and self._select:
            self._offer(given, self._select, given.get("value", ""))
        elif tag in ("input", "textarea", "select", "button") and given.get("name"):
            self._select = given["name"] if tag == "select" else ""
            unnamed = tag == "input" and given.get("type") in _UNNAMED
            if not unnamed:
                self._offer(given, given["name"], given.get("value", ""))

    def _offer(self, given: dict[str, str], name: str, value: str) -> None:
        form = self._named.get(given["form"]) if "form" in given else None
        form = form or (self.forms[-1] if self.forms else None)
        if form is not None:
            form.fields.setdefault(name, []).append(value)


def forms_of(world: World, person: Person) -> list[Form]:
    """One form of each kind that stands on any page that this person may open."""
    found = (form for page in _pages(world, person) for form in _read(page))
    return list({form.kind: form for form in found}.values())


def _pages(world: World, person: Person) -> Iterator[HttpResponse]:
    for row in rows("GET"):
        if row.expected[person.name] == "200":
            yield ask(person.browser(), row, world)


def _read(page: HttpResponse) -> list[Form]:
    if "text/html" not in page.get("Content-Type", ""):
        return []
    reader = _Reader(page.wsgi_request.get_full_path())
    reader.feed(body_of(page))
    return [form for form in reader.forms if form.action.startswith(("/", "?"))]
