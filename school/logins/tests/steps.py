"""What the tests of logins do again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from school.access.recognising import at_the_door
from school.access.tests.test_papering import TEACHER, session_of
from school.access.throttling import NOBODY
from school.lib import clock
from school.logins.activating import Typed, activate
from school.logins.entering import Whose
from school.logins.making import make_cards
from school.logins.models import Login, LoginPassword, RegistrationCard
from school.logins.paper import CardOnPaper, Printed
from school.people.models import Card
from school.registry.tests.conftest import HEAD, Office
from school.rights.visitor import Visitor

BORN = date(2015, 5, 20)
PASSWORD = "ворона-9 и зонт"


@contextmanager
def visitor_of(token: str) -> Iterator[Visitor]:
    """Behind the walls as the person of this session."""
    with at_the_door(token) as found:
        assert found is not None
        assert found.visitor is not None
        yield found.visitor


@dataclass
class Desk:
    """The office, and what is done in it."""

    office: Office

    @property
    def child(self) -> int:
        return self.office.rows.child

    def as_teacher(self) -> Any:
        return visitor_of(
            session_of(self.office.rows, self.office.rows.teacher, TEACHER)
        )

    def as_head(self) -> Any:
        return visitor_of(session_of(self.office.rows, self.office.head_card, HEAD))

    def print(self, *students: int, by: Any = None) -> Printed:
        """Print cards, by default the child's, as the teacher."""
        with by or self.as_teacher() as visitor:
            cards = list(Card.objects.filter(pk__in=students or [self.child]))
            return make_cards(visitor, cards, at=clock.now())

    def card(self) -> CardOnPaper:
        (made,) = self.print().cards
        return made

    def rows(self) -> list[RegistrationCard]:
        with self.office.behind():
            found = RegistrationCard.objects.select_related("login")
            return list(found.order_by("id"))

    def states(self) -> list[str]:
        return [one.state for one in self.rows()]

    def logins(self) -> list[Login]:
        with self.office.behind():
            return list(Login.objects.order_by("id"))

    def password(self) -> LoginPassword | None:
        with self.office.behind():
            return LoginPassword.objects.first()

    def activated(self, password: str = PASSWORD) -> CardOnPaper:
        """The child has chosen a password by a card; the card."""
        card = self.card()
        typed = Typed(card.login, card.code, BORN, password)
        assert isinstance(activate(typed, caller=NOBODY, at=clock.now()), Whose)
        return card

    def born(self, day: date, card: int = 0) -> None:
        """Another birth date for the child."""
        with self.office.behind():
            Card.objects.filter(pk=card or self.child).update(birth_date=day)
