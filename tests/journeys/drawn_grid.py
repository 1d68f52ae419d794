"""The pages of a timetable that was sent as a grid, drawn: see :mod:`drawn`."""

from dataclasses import replace
from typing import Any, Final

from school.importing import pages
from school.importing.loads.comparing import Place
from school.importing.models import Upload
from school.importing.tests.grids import (
    IVANOVA,
    MATHS,
    PETROVA,
    RUSSIAN,
    WEEK,
    rows_of,
    table_of,
)
from school.importing.timetable.comparing import Slot, SlotRow
from school.importing.timetable.kind import TIMETABLE
from school.importing.verdicts import OUT, Verdict
from tests.journeys import drawn_importing

_GRID = (
    ("День", "Урок", "5А", "каб.", "5 «Б»", "каб."),
    ("ПОНЕДЕЛЬНИК", 1.0, "Матиматика", 12.0, "Рус. яз. Кузнецова М. Л.", "7"),
    (None, 2.0, "Англ. яз. / Информатика", "3/4", "Физ-ра", "с/з"),
    (None, 3.0, "Рус. яз.", 14.0, "Математика", 12.0),
    (None, "второй", "Математика", 12.0, "Физ-ра", "с/з"),
)
_STANDING = (
    Slot(
        Place("5А", MATHS, ""),
        (1, 1, 3),
        1,
        IVANOVA,
        "12",
        "Математика",
        "Иванова М. Л.",
        touched=2,
    ),
    Slot(
        Place("5Б", RUSSIAN, ""),
        (1, 1, 2),
        2,
        PETROVA,
        "7",
        "Русский язык",
        "Петрова А. И.",
    ),
)


def _rows() -> tuple[SlotRow, ...]:
    return rows_of(table_of(*_GRID), replace(WEEK, slots=_STANDING))


def _facts(shown: Verdict) -> dict[str, Any]:
    rows = _rows()
    _, facts = drawn_importing.PAGES["importing-wrong"]
    state = facts["upload"].state
    return facts | {
        "upload": Upload(key=1, file_name="Расписание, II четверть.xlsx", state=state),
        "ignored": ("Дежурный",),
        "page": pages.page_of(rows, TIMETABLE.line_of, shown, 1),
        "plan": TIMETABLE.plan(rows),
        "left_out": sum(row.verdict in OUT for row in rows),
    }


_PAGE = "importing/upload.html"
PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "importing-grid": (_PAGE, _facts(Verdict.WRONG)),
    "importing-new-week": (_PAGE, _facts(Verdict.CHANGE)),
}
