"""Logins of a planted school: of each class one, with a card that nobody has yet."""

from school.lib import clock
from school.logins.making import LASTS, digest_of_login
from school.logins.models import Login, RegistrationCard
from tests.matrix.canaries import word
from tests.matrix.planting import GRADES, Planted


def plant(here: Planted) -> None:
    """Leave them at a school; behind its walls."""
    for grade, pupils in GRADES.items():
        owner, student, now = f"У{pupils[0]}", here.pupils[pupils[0]], clock.now()
        name = word(here.place + owner, "логин")
        login = here.put(
            Login,
            owner,
            student=student,
            name=name,
            digest=digest_of_login(name),
            made_at=now,
        )
        here.cards[grade] = here.put(
            RegistrationCard,
            owner,
            login=login,
            digest=name,
            made_by=here.twins[0],
            made_at=now,
            expires_at=now + LASTS,
        )
