"""What a list is asked for, as it stands in the address: readable, sent to others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from school.lib.keys import from_text
from school.lib.text import plain
from school.people.models import Card

LONGEST = 100
# Whoever is in no class today.
NO_CLASS = "none"
_STATES = frozenset(Card.User.values)
_SNILS = frozenset({"none", "unsound"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A search and its filters; what nobody knows is as if it had not been asked.

    ``of_class`` is a class's key as text or :data:`NO_CLASS`, ``user`` a state of the
    user, ``snils`` «none» or «unsound», ``left_out`` those who are in no registry of
    guardians.
    """

    text: str = ""
    of_class: str = ""
    user: str = ""
    snils: str = ""
    left_out: bool = False
    page: int = 1

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "Asked":
        """Read the query of an address."""
        of_class = sent.get("class", "")
        user, number = sent.get("user", ""), sent.get("snils", "")
        known = of_class == NO_CLASS or from_text(of_class) is not None
        return cls(
            text=plain(sent.get("q", ""))[:LONGEST],
            of_class=of_class if known else "",
            user=user if user in _STATES else "",
            snils=number if number in _SNILS else "",
            left_out=sent.get("registered") == "no",
            page=page_in(sent.get("page", "")),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the page is asked for."""
        return replace(self, page=1) != Asked()

    @property
    def parts(self) -> dict[str, str]:
        """What is asked for, whatever the page, as an address or a form sends it."""
        said = {
            "q": self.text,
            "class": self.of_class,
            "user": self.user,
            "snils": self.snils,
            "registered": "no" if self.left_out else "",
        }
        return {name: value for name, value in said.items() if value}

    def on_page(self, number: int) -> str:
        """The query of the same list's other page: «?q=…&page=2»."""
        page = {"page": str(number)} if number > 1 else {}
        return f"?{urlencode(self.parts | page)}"


def page_in(text: str) -> int:
    """The number of a page, from 1; the first where the address names none."""
    most = 6  # a page has more than one digit, never so many
    is_number = text.isascii() and text.isdecimal() and len(text) <= most
    return max(int(text), 1) if is_number else 1
