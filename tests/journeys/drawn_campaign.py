"""The pages of a campaign, drawn with invented facts: see :mod:`drawn`."""

from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from school.campaign import draft as drafts
from school.campaign import sent as look
from school.campaign.draft import Draft
from school.campaign.inbox import Received
from school.campaign.models import Announcement
from school.campaign.rehearsal import Form, Hindrance, Rehearsal
from school.campaign.sent import InSchool, Opened, Sent
from school.desk.causes import ABOUT, Cause
from school.desk.listing import Line
from school.registry.frame import Frame, News, Place

_ZONE = ZoneInfo("Europe/Moscow")
_THEN = datetime(2026, 11, 16, 9, 5, tzinfo=_ZONE)
_KEY = "0000000000000"
_WORDS = {
    "sender": "Заокская область",
    "author": "Наталия С.",
    "title": "Сверьте СНИЛС первоклассников до каникул",
    "text": "Откройте «Доступ семей» → «Нет СНИЛС».\n\nРаздайте листы сбора данных.",
}
_SENT = Sent(
    _KEY,
    title=_WORDS["title"],
    sender=_WORDS["sender"],
    author=_WORDS["author"],
    audience=Announcement.Audience.ADMINISTRATORS,
    sent_at=_THEN,
    due=date(2026, 12, 4),
    withdrawn_at=None,
    schools=2,
    confirmed=1,
    is_own=True,
)
_SCHOOLS = [
    InSchool("Луговская школа", "Луговской район", (), _THEN),
    InSchool("Школа № 12", "Заречинск", (("Громова Т. Л.", _THEN),), None),
]
_OPENED = Opened(_SENT, _WORDS["text"], _SCHOOLS)
_WRITING: dict[str, Any] = {
    "place": "Заокская область",
    "zone": _ZONE,
    "sent": [_SENT],
    "longest": look.LONGEST,
    "draft": Draft(),
    "limits": drafts,
    "audiences": Announcement.Audience,
    "towns": {7: "Заречинск", 8: "Луговской район"},
    "schools": [(_KEY, "Школа № 12 — Заречинск")],
}
_WRONG = Draft(
    text="х" * 300,
    to=drafts.CHOSEN,
    errors={
        "title": "Назовите объявление в нескольких словах.",
        "due": "Этот день уже прошёл: выберите будущий или оставьте пустым.",
        "to": "Выберите хотя бы одну школу.",
    },
)
_NEWS = News("Заокская область", _WORDS["title"], "/campaign/", None, False, True)
_OFFICE = Frame(
    role="Администратор — Школа № 12",
    short_name="Тамара Г.",
    has_choice=False,
    places=(Place("Объявления", "/campaign/", "info", current=True),),
    news=(_NEWS,),
)
_RECEIVED = Received(
    _KEY,
    sent_at=_THEN,
    reminded_at=_THEN,
    withdrawn_at=None,
    due=date(2026, 11, 17),
    is_late=True,
    waits=True,
    readers=(),
    **_WORDS,
)
_READ = Received(
    "0000000000001",
    sent_at=_THEN,
    reminded_at=None,
    withdrawn_at=_THEN,
    due=None,
    is_late=False,
    waits=False,
    readers=(("Громова Т. Л.", _THEN),),
    **_WORDS,
)
_LINE = Line(
    _KEY,
    "Новикова Яна Олеговна",
    "мать, Новиков Ян",
    "1«А»",
    tried="",
    was_refused=False,
    also=(),
)
_REHEARSAL = Rehearsal(
    day=date(2027, 9, 1),
    year="2027/28",
    families=52,
    could=50,
    for_school=1,
    hindrances=(
        Hindrance(Cause.NO_SNILS, ABOUT[Cause.NO_SNILS], (_LINE,)),
        Hindrance(Cause.NOT_CONFIRMED, ABOUT[Cause.NOT_CONFIRMED], (_LINE,) * 7),
    ),
    forms=(Form(_KEY, "1«А»", 25, 23), Form("0000000000001", "2«А»", 27, 27)),
)

PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "campaign-sent": ("campaign/sent.html", _WRITING),
    "campaign-sent-wrong": ("campaign/sent.html", _WRITING | {"draft": _WRONG}),
    "campaign-one": (
        "campaign/one.html",
        {"opened": _OPENED, "one": _SENT, "zone": _ZONE},
    ),
    "announcements": (
        "campaign/announcements.html",
        {
            "frame": _OFFICE,
            "zone": _ZONE,
            "received": [_RECEIVED, _READ],
            "longest": 100,
        },
    ),
    "rehearsal": (
        "campaign/rehearsal.html",
        {"frame": _OFFICE, "rehearsal": _REHEARSAL},
    ),
}
