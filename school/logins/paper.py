"""What a registration card says, as values: read once, printed, kept nowhere."""

from dataclasses import dataclass
from datetime import date

from school.logins.rules import NoPassword
from school.people.names import FullName
from school.regions.help import Help


@dataclass(frozen=True, slots=True)
class Heading:
    """What all cards of one printing share.

    ``system`` is the name of the information system in the rules («ОБРАЗОВАНИЕ»),
    ``municipality`` the district whose department the school answers to, ``made_by``
    the full name of whoever printed, ``address`` where one signs in, ``support`` the
    region's hot line; None where it named none.
    """

    system: str
    region: str
    municipality: str
    school: str
    made_on: date
    made_by: str
    address: str
    support: Help | None


@dataclass(frozen=True, slots=True)
class CardOnPaper:
    """One student's card. ``key`` is the row's, ``code`` its ten signs in one.

    ``last_day`` is the last on which the code is accepted. The code is nowhere else.
    """

    key: int
    name: FullName
    login: str
    code: str
    last_day: date


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A student for whom no card can be made: his card's id, and why not."""

    student: int
    name: FullName
    why: NoPassword


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything one press gives: cards in the order asked for, and who has none."""

    heading: Heading
    cards: tuple[CardOnPaper, ...]
    left_out: tuple[LeftOut, ...]
