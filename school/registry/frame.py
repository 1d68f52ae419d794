"""What stands around every page of a school's office: places, role, who is here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from school.academics.leading import leads_of
from school.people.positions import position_of
from school.rights.visitor import Role, Visitor

_PLACES = (
    ("Доступ семей", "desk:desk", "door", Role.CLASS_TEACHER),
    ("Сообщения", "support:messages", "speech", Role.CLASS_TEACHER),
    ("Ученики", "registry:students", "user", Role.CLASS_TEACHER),
    ("Родители", "registry:guardians", "users", Role.CLASS_TEACHER),
    ("Пользователи", "registry:users", "key", Role.ADMINISTRATOR),
    ("Сотрудники", "registry:employees", "badge", Role.ADMINISTRATOR),
    ("Согласия", "support:consents", "check", Role.CLASS_TEACHER),
    ("Приглашения", "inviting:invitations", "plus", Role.CLASS_TEACHER),
    ("Объявления", "campaign:announcements", "info", Role.CLASS_TEACHER),
    ("Тревоги", "alarms:alarms", "alert", Role.ADMINISTRATOR),
    ("Печать", "papers:papers", "printer", Role.CLASS_TEACHER),
    ("Журнал", "journal:day", "journal", Role.CLASS_TEACHER),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the navigation."""

    title: str
    address: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Press:
    """The button of a piece of news: what it says, where it is sent, and what the link
    beside it says."""

    says: str
    address: str
    more: str


@dataclass(frozen=True, slots=True)
class News:
    """Something that its reader is asked to confirm: whose, what, where, till when.

    What is ended or put away at once has a ``press`` instead.
    """

    sender: str
    title: str
    address: str
    due: date | None
    is_late: bool
    is_reminder: bool
    press: Press | None = None


Bring = Callable[[Visitor], Sequence[News]]
"""What somebody of a school is asked to read, the newest first."""
_bringers: list[Bring] = []


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page: ``role`` is «Учитель — Школа № 12»."""

    role: str
    short_name: str
    has_choice: bool
    places: tuple[Place, ...]
    news: tuple[News, ...] = ()


def bring(bringer: Bring) -> None:
    """Put news above the pages of a school; called from a context's ``ready``."""
    _bringers.append(bringer)


def news_of(visitor: Visitor) -> tuple[News, ...]:
    """What stands above the visitor's page. A query of each who brings some."""
    return tuple(one for bringer in _bringers for one in bringer(visitor))


def keeps_cards(visitor: Visitor) -> bool:
    """Whether the visitor leads a class today or administers his school."""
    return visitor.is_staff and (
        Role.ADMINISTRATOR in visitor.granted or leads_of(visitor).exists()
    )


def frame_of(visitor: Visitor, current: str) -> Frame:
    """The frame for somebody who keeps cards; ``current`` is the page's address name.

    One query, and those of :func:`news_of`.
    """
    administers = Role.ADMINISTRATOR in visitor.granted
    return Frame(
        role=position_of(visitor.card, visitor.school, visitor.today),
        short_name=visitor.short_name,
        has_choice=visitor.choices > 1,
        places=tuple(
            Place(title, reverse(name), icon, name == current)
            for title, name, icon, needs in _PLACES
            if administers or needs is not Role.ADMINISTRATOR
        ),
        news=news_of(visitor),
    )
