"""What the address of the desk asks for: a class, a cause, whose way in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from school.desk.causes import Cause, called
from school.desk.counting import Side

_PUPILS = "pupils"


@dataclass(frozen=True, slots=True)
class Asked:
    """``school_class`` is the text of a key, empty for all classes that one may see.

    No ``cause``: the desk chooses the largest one. ``whole``: the list to its end.
    ``page`` names the address that shows it.
    """

    side: Side = "guardian"
    school_class: str = ""
    cause: Cause | None = None
    whole: bool = False
    page: str = "desk:desk"

    @classmethod
    def of(cls, told: Mapping[str, str], *, page: str = "desk:desk") -> "Asked":
        """What the address says; of what it says wrongly, nothing."""
        return cls(
            side="student" if told.get("who") == _PUPILS else "guardian",
            school_class=told.get("class", ""),
            cause=called(told.get("cause", "")),
            whole=told.get("all") == "1",
            page=page,
        )

    @property
    def words(self) -> dict[str, str]:
        """The same for an address or for hidden fields, without what goes unsaid."""
        told = {
            "who": _PUPILS if self.side == "student" else "",
            "class": self.school_class,
            "cause": self.cause.word if self.cause else "",
            "all": "1" if self.whole else "",
        }
        return {name: value for name, value in told.items() if value}

    @property
    def address(self) -> str:
        """Where the desk shows this."""
        query = urlencode(self.words)
        return reverse(self.page) + (f"?{query}" if query else "")

    def about(self, cause: Cause) -> str:
        """The address of another cause, at its list."""
        return replace(self, cause=cause, whole=False).address + "#list"

    def in_whole(self) -> str:
        """The address of the same list to its end."""
        return replace(self, whole=True).address + "#list"

    def of_class(self, key: str) -> str:
        """The address of a class, of all classes where empty."""
        return replace(self, school_class=key, whole=False).address

    def on_side(self, side: Side) -> str:
        """The address of the parents' or of the students' own side."""
        return replace(self, side=side, cause=None, whole=False).address
