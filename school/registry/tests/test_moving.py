"""What becomes of each row, without a database: all of a card's are decided."""

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from school.people.models import Card
from school.registry.belongings import Row
from school.registry.holding import holders
from school.registry.moving import moves_of
from school.walls.keys import SchoolKey

STAYS, GOES, NOW = 1, 2, "2026-11-18T07:00:00+00:00"
DAYS = st.dates(date(2026, 9, 1), date(2026, 9, 12))

# Rows that somebody else left about a card, or that tell what was: they stay.
TRACES = {
    ("absence", "author"),
    ("card_look", "card"),
    ("card_merge", "gone"),
    ("card_merge", "merged_by"),
    ("card_merge", "stays"),
    ("card_merge", "undone_by"),
    ("court_word", "said_by"),
    ("delivery", "card"),
    ("delivery", "student"),
    ("family_invitation", "changed_by"),
    ("family_invitation", "made_by"),
    ("family_invitation", "student"),
    ("login", "student"),
    ("mark", "author"),
    ("registration_card", "issued_by"),
    ("registration_card", "made_by"),
    ("notice", "student"),
    ("remark", "author"),
    ("role_use", "card"),
    ("ticket", "changed_by"),
    ("ticket_step", "by"),
    ("upload", "made_by"),
    ("announcement_receipt", "card"),
}
MOVED = {
    ("attachment", "card"),
    ("card_consent", "card"),
    ("class_teacher", "teacher"),
    ("employee", "card"),
    ("enrolment", "student"),
    ("held_card", "card"),
    ("kinship", "guardian"),
    ("kinship", "student"),
    ("membership", "student"),
    ("role_grant", "card"),
    ("teaching_load", "teacher"),
    ("timetable_slot", "teacher"),
}


def test_of_every_reference_to_a_card_it_is_decided_what_a_merge_does() -> None:
    references = {
        (model._meta.db_table, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, SchoolKey) and field.related_model is Card
    }
    assert references <= TRACES | MOVED | set(holders())
    assert references >= MOVED | set(holders())


@st.composite
def dated(draw: Any, table: str, owner: str, **more: Any) -> Row:
    since = draw(DAYS)
    until = draw(st.none() | DAYS.filter(lambda day: day >= since))
    values = {
        owner: draw(st.sampled_from([STAYS, GOES])),
        "since_date": since.isoformat(),
        "until_date": until.isoformat() if until else None,
    }
    values |= {name: draw(drawn) for name, drawn in more.items()}
    return Row(table, draw(st.integers(1, 10**9)), values)


ROWS = st.lists(
    dated(
        "kinship",
        "guardian_id",
        student_id=st.integers(10, 12),
        restricted=st.sampled_from([False, False, True]),
    )
    | dated("enrolment", "student_id", school_class_id=st.integers(20, 22))
    | dated("membership", "student_id", group_id=st.integers(30, 32))
    | dated("teaching_load", "teacher_id", group_id=st.integers(30, 32))
    | dated("role_grant", "card_id", role=st.sampled_from(["administrator", "x"])),
    max_size=8,
    unique_by=lambda row: row.name,
)
_OWNERS = {
    "kinship": "guardian_id",
    "enrolment": "student_id",
    "membership": "student_id",
    "teaching_load": "teacher_id",
    "role_grant": "card_id",
}
_OF = {
    "kinship": ("student_id",),
    "enrolment": (),
    "membership": ("group_id",),
    "teaching_load": ("group_id",),
    "role_grant": ("role",),
}


def days(row: Row) -> set[date]:
    """The days of September on which it lasts; the last stands for ever after."""
    since = date.fromisoformat(row.values["since_date"])
    until = row.values["until_date"]
    last = date.fromisoformat(until) if until else date(2026, 9, 30)
    return {since + timedelta(days=n) for n in range((last - since).days)}


def double(rows: list[Row]) -> bool:
    """Whether two rows of one owner last at once."""
    seen: set[Any] = set()
    for row in rows:
        owner = row.values[_OWNERS[row.table]]
        of = tuple(row.values[name] for name in _OF[row.table])
        mine = {(row.table, owner, of, day) for day in days(row)}
        if seen & mine:
            return True
        seen |= mine
    return False


def after(rows: list[Row]) -> list[Row]:
    moves = moves_of(STAYS, GOES, rows, now=NOW)
    written = {row.name: dict(row.values) for row in rows}
    for change in moves.changes:
        written[change.row.name] |= change.values
    return [Row(row.table, row.pk, written[row.name]) for row in rows]


def closed(rows: list[Row], guardian: int | None = None) -> set[int]:
    """Children from whom a court keeps the person."""
    return {
        row.values["student_id"]
        for row in rows
        if row.table == "kinship"
        and row.values["restricted"]
        and guardian in (None, row.values["guardian_id"])
    }


@given(ROWS)
def test_nothing_lasts_twice_and_no_day_of_a_right_is_lost(rows: list[Row]) -> None:
    if double(rows):
        return
    became = after(rows)
    assert not double(became)
    assert [row.name for row in became] == [row.name for row in rows]
    for table in ("teaching_load", "role_grant"):
        assert lasting(became, table) >= lasting(rows, table, whose=None)


def lasting(rows: list[Row], table: str, whose: int | None = STAYS) -> set[Any]:
    """What somebody has on which days where it has begun by then."""
    return {
        tuple(row.values[name] for name in _OF[table])
        for row in rows
        if row.table == table
        and days(row)
        and whose in (None, row.values[_OWNERS[table]])
    }


@given(ROWS)
def test_whoever_a_court_kept_away_stays_away(rows: list[Row]) -> None:
    if double(rows):
        return
    became = after(rows)
    assert closed(became) == closed(rows)
    known = {
        row.values["student_id"]
        for row in rows
        if row.table == "kinship" and row.values["guardian_id"] == STAYS
    }
    # Of a child whom both knew no link of his is open when a court had closed one.
    for row in became:
        if row.table == "kinship" and row.values["guardian_id"] == STAYS and days(row):
            of = row.values["student_id"]
            assert row.values["restricted"] or of not in known & closed(rows, GOES)


def tie(pk: int, card: int, oid: int | None) -> Row:
    return Row("attachment", pk, {"card_id": card, "oid": oid, "until_at": None})


def test_of_a_tie_by_login_and_one_at_gosuslugi_the_latter_stays() -> None:
    for mine, his in ((None, 7), (7, None), (None, None), (7, 7)):
        rows = [tie(1, STAYS, mine), tie(2, GOES, his)]
        assert not moves_of(STAYS, GOES, rows, now=NOW).troubles
        lives = [one for one in after(rows) if one.values["until_at"] is None]
        assert [(one.values["card_id"], one.values["oid"]) for one in lives] == [
            (STAYS, mine or his)
        ]
