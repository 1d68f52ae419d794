"""The pages of a list that was sent, drawn with invented facts: see :mod:`drawn`."""

from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from school.importing import comparing, holding, pages, taking_back, uploads
from school.importing.beginning import standard
from school.importing.beginning.draft import fields_of, offered
from school.importing.beginning.draft import read as read_year
from school.importing.beginning.standing import Begun
from school.importing.kinds import KINDS
from school.importing.models import Upload
from school.importing.reversal import Reversal
from school.importing.students.comparing import compare
from school.importing.students.kind import STUDENTS
from school.importing.students.reading import read
from school.importing.tables.table import Book, Cell, Refused, Sheet
from school.importing.verdicts import OUT, Known, Standing, Verdict
from school.importing.views import beginning
from school.people.names import FullName
from school.registry.frame import Frame

_ZONE = ZoneInfo("Europe/Moscow")
_THEN = datetime(2026, 11, 18, 9, 5, tzinfo=_ZONE)
_BORN = date(2015, 5, 20)
_ROWS: tuple[tuple[Cell, ...], ...] = (
    ("ФИО", "Дата рождения", "Класс", "СНИЛС", "ФИО матери", "Дата рождения матери"),
    ("Cинякин Пётр Ильич", "31.02.2015", "5А", "112-233-445", None, None),
    ("Орлова Анна Игоревна", _BORN, "5Ж", None, "Орлова М. Л.", "12.03.85"),
    ("Соколова Наталия Игоревна", _BORN, "5А", None, None, None),
    ("Белов Глеб Юрьевич", _BORN, "5А", None, "Белова Мария Львовна", "02.01.1985"),
)
_NATALYA = FullName("Соколова", "Наталья", "Игоревна")
_SCHOOL = Standing(
    (Known(1, "0000000000001", _NATALYA, _BORN, school_class="5А"),),
    (),
    frozenset(),
    frozenset(),
    frozenset({"5А"}),
)
_WRITTEN = {"students": 2, "guardians": 1}


def _upload(state: Upload.State) -> Upload:
    return Upload(
        key=1,
        file_name="Ученики на 1 сентября, сверенный.xlsx",
        state=state,
        people=4,
        written=_WRITTEN,
        made_at=_THEN,
    )


def _rows() -> tuple[Any, ...]:
    tables = uploads.lists_in(Book((Sheet("", _ROWS),)))
    assert not isinstance(tables, Refused)
    (table,) = tables
    told = read(table.sheet, table.heading, today=_THEN.date())
    return compare(told, _SCHOOL, lambda _, text: text, {})


def _facts(shown: str, **more: object) -> dict[str, Any]:
    rows = _rows()
    return {
        "frame": Frame("Администратор — Школа № 12", "Тамара Г.", False, ()),
        "upload": _upload(Upload.State.OPEN),
        "is_open": True,
        "ignored": ("Пол", "Хобби"),
        "unread": ("Титульный",),
        "waiting": None,
        "page": pages.page_of(rows, STUDENTS.line_of, shown, 1),
        "plan": STUDENTS.plan(rows),
        "left_out": sum(row.verdict in OUT for row in rows),
        "said": STUDENTS.said(_WRITTEN),
        "to_administer": (),
        "seen": "",
        "new": comparing.NEW,
        "back_until": None,
        "zone": _ZONE,
        "trouble": "",
        **more,
    }


_IS_WRITTEN = {
    "upload": _upload(Upload.State.WRITTEN),
    "is_open": False,
    "back_until": _THEN + timedelta(days=1),
    "to_administer": (Known(1, "0000000000001", _NATALYA, _BORN),),
}
BACK: Final[dict[str, Any]] = {
    "address": "/importing/0000000000001/",
    "stays": "",
    "frame": _facts("")["frame"],
    "upload": _upload(Upload.State.WRITTEN),
    "until": _THEN + timedelta(days=1),
    "zone": _ZONE,
    "planned": taking_back.Plan(Reversal((), (), ()), (1,)),
    "words": "Уберём 2 новые карточки, 3 связи; вернём прежнее в 1 записи.",
    "kept": ["Белов Глеб Юрьевич"],
    "trouble": "",
    "late": taking_back.TOO_LATE,
}
_UPLOADS: Final[dict[str, Any]] = {
    "frame": _facts("")["frame"],
    "uploads": (_upload(Upload.State.OPEN), _upload(Upload.State.WRITTEN)),
    "open": Upload.State.OPEN,
    "kinds": KINDS,
    "begun": Begun(0, 0, employees=31, classes=0, loads=0, students=0, slots=0),
    "year": "2026/27",
    "done": "",
    "zone": _ZONE,
    "trouble": "",
}


def _begin() -> dict[str, Any]:
    """The year of a new school, two of its rows typed wrong."""
    typed = {**fields_of(offered(2026)), "period-2-last": "2026-10-01"}
    typed["bell-1-2-ends"] = ""
    _, faults = read_year(typed, 2026)
    facts = {
        "frame": _facts("")["frame"],
        "year": "2026/27",
        "stands": offered(2026),
        "is_new": True,
        "of_another_year": False,
        "seen": "",
        "sample": "2026/27",
        "open": True,
        "works": standard.works(),
        "trouble": beginning.FAULTS,
    }
    return facts | beginning.filled(typed, faults)


_PAGE = "importing/upload.html"

PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "importing-wrong": (_PAGE, _facts(Verdict.WRONG)),
    "importing-doubtful": (_PAGE, _facts(Verdict.DOUBTFUL)),
    "importing-otherwise": (
        _PAGE,
        _facts(Verdict.CREATE, trouble=holding.OTHERWISE),
    ),
    "importing-written": (_PAGE, _facts("", **_IS_WRITTEN)),
    "importing-back": ("importing/back.html", BACK),
    "importing-begin": ("importing/begin.html", _begin()),
    "importing-uploads": ("importing/uploads.html", _UPLOADS),
}
