"""All letters that the program writes, and which of them nobody can refuse.

A letter about safety goes whatever its reader wishes, and says so; from any other he
unsubscribes by a link in it (:mod:`school.mail.unsubscribing`). A new letter begins
with a line here: :func:`school.mail.writing.write_letter` takes nothing else.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """What some letters are about: ``name`` as the row has it; ``refused_as`` what the
    page of unsubscribing calls them, empty for letters about safety."""

    name: str
    refused_as: str = ""

    @property
    def is_about_safety(self) -> bool:
        """Whether it goes to everybody."""
        return not self.refused_as


# Somebody asked for a new password: to its student's address in the personal card.
RECOVERY: Final = Kind("recovery")
# The school wrote another address into a student's card: to the former one.
FORMER_ADDRESS: Final = Kind("former_address")
# The school answered a message about sign-in: to the address that its sender left.
TICKET: Final = Kind("ticket", "письма об ответах школы на сообщения о входе")

KINDS: Final = {one.name: one for one in (RECOVERY, FORMER_ADDRESS, TICKET)}
