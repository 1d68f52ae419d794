"""Imagined schools in the database: two villages of two regions, as they live on."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from school.demo.tests.conftest import Demo, Living, counted, empty

_FIRST = "2026-09-24T10:00:00+03:00"  # a Thursday
_LATER = "2026-10-06T16:00:00+03:00"
_PER_WEEK = """
SELECT count(*) / (SELECT count(*) FROM enrolment e JOIN school_class c
                   ON c.id = e.school_class_id AND c.school_id = e.school_id
                   WHERE c.grade > 1)::float
       / (SELECT count(DISTINCT date) / 5.0 FROM lesson WHERE topic <> '') FROM mark
"""
_AWAY = """
SELECT (SELECT count(*) FROM absence WHERE minutes_late IS NULL)::float / count(*)
FROM lesson l JOIN membership m ON m.school_id = l.school_id AND m.group_id = l.group_id
WHERE l.topic <> ''
"""
_MARKS = "SELECT key, value, revision, changed_at FROM mark"
_CELLS = (
    "SELECT count(*), count(*) FILTER (WHERE value = '·' OR revision > 1) FROM mark"
)
_OWED = "SELECT key FROM mark WHERE value = '·'"
_BY_HAND = """
UPDATE mark SET key = 1, value = '·', number = NULL
WHERE id = (SELECT min(id) FROM mark WHERE value <> '·')
"""
_TWO_PLACES = """
SELECT FROM lesson a JOIN lesson b
  ON b.school_id = a.school_id AND b.teacher_id = a.teacher_id AND b.date = a.date
 AND b.id > a.id AND b.starts < a.ends AND a.starts < b.ends AND b.room <> a.room
"""


@pytest.fixture(scope="module")
def alive(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    name = f"test_imagined_{os.getpid()}"
    with empty(cluster, name, tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(scope="module")
def living(alive: Demo) -> Iterator[Living]:
    process = alive.live("imagined")
    process.until(_FIRST)
    yield process
    process.end()


@pytest.mark.usefixtures("living")
def test_the_people_are_there_and_the_first_region_is_the_door_s(alive: Demo) -> None:
    regions = alive.ask("SELECT slug, policy_line FROM region ORDER BY id")
    assert regions == [("zaokskaya", "ryazan"), ("meshchora", "meshchora")]
    sizes = alive.ask("SELECT count(*) FROM enrolment GROUP BY school_id")
    assert sizes == [(60,), (60,)]
    told = alive.ask(
        "SELECT FROM card WHERE last_name = 'Смирнов' AND kind = 'student'"
    )
    assert told


@pytest.mark.usefixtures("living")
def test_families_agree_only_where_the_policy_wants_them(alive: Demo) -> None:
    kinds = alive.ask(
        "SELECT DISTINCT r.slug, c.kind FROM consent c JOIN account a"
        " ON a.id = c.account_id JOIN region r ON r.id = a.region_id ORDER BY 1, 2"
    )
    assert kinds == [
        ("meshchora", "own"),
        ("zaokskaya", "own"),
        ("zaokskaya", "parent"),
    ]


@pytest.mark.usefixtures("living")
def test_most_parents_have_been_in_and_left_what_a_sign_in_leaves(alive: Demo) -> None:
    came = alive.ask(
        "SELECT c.kind, count(a.id)::float / count(*) FROM card c"
        " LEFT JOIN attachment a ON a.card_id = c.id"
        " JOIN school s ON s.id = c.school_id JOIN region r ON r.id = s.region_id"
        " WHERE r.slug = 'zaokskaya' GROUP BY 1"
    )
    shares = dict(came)
    assert 0.5 < shares["guardian"] < 0.95
    assert 0 < shares["student"] < shares["guardian"]
    assert (
        alive.ask(
            "SELECT FROM attachment a WHERE entered_at <> since_at OR NOT EXISTS ("
            "SELECT FROM card_consent c WHERE c.card_id = a.card_id AND state = 'given'"
            " AND decided_at = a.since_at)"
        )
        == []
    )
    unfit = "c.snils_digest IS NULL OR c.user <> 'active' OR NOT c.registered"
    assert (
        alive.ask(
            "SELECT FROM attachment a JOIN card c ON c.id = a.card_id"
            f" WHERE c.kind = 'guardian' AND ({unfit})"
        )
        == []
    )


@pytest.mark.usefixtures("living")
def test_marks_and_absences_are_as_many_as_in_life(alive: Demo) -> None:
    assert 7 < alive.ask(_PER_WEEK)[0][0] < 11  # small classes are asked oftener
    assert 0.05 < alive.ask(_AWAY)[0][0] < 0.09
    assert alive.ask(_TWO_PLACES) == []
    first = (
        "SELECT FROM mark m JOIN lesson l ON l.id = m.lesson_id JOIN study_group g"
        " ON g.id = l.group_id JOIN school_class c ON c.id = g.school_class_id"
        " WHERE c.grade = 1"
    )
    assert alive.ask(first) == []


@pytest.mark.usefixtures("living")
def test_remarks_and_debts_are_seldom(alive: Demo) -> None:
    students = alive.ask("SELECT count(*) FROM enrolment")[0][0]
    weeks = alive.ask("SELECT count(DISTINCT date) / 5.0 FROM lesson WHERE topic <> ''")
    kinds = dict(alive.ask("SELECT kind, count(*) FROM remark GROUP BY 1"))
    each = sum(kinds.values()) / students / float(weeks[0][0])
    assert 0.08 < each < 0.3  # about once in six weeks
    assert kinds["praise"] < kinds["reproof"]
    cells, owed = alive.ask(_CELLS)[0]
    assert 30 < cells / owed < 120


def test_time_goes_on_and_nothing_else_changes(alive: Demo, living: Living) -> None:
    before = counted(alive)
    owed = {key for (key,) in alive.ask(_OWED)}
    living.until(_FIRST)
    assert counted(alive) == before
    alive.change(_BY_HAND)
    marks = set(alive.ask(_MARKS))
    living.until(_LATER)
    after = counted(alive)
    grown = {table for table in after if after[table] != before[table]}
    assert grown == {"lesson", "mark", "absence", "remark", "homework"}
    gone = {key for key, *_ in marks - set(alive.ask(_MARKS))}
    still = {key for (key,) in alive.ask(_OWED)}
    assert gone == owed - still != set()  # debts, paid since
    assert 1 in still  # a teacher's own, with a key of its own
    blank = "SELECT FROM lesson WHERE topic = '' AND date < '2026-10-06'"
    assert alive.ask(blank) == []
    assert alive.ask("SELECT max(date)::text FROM lesson") == [("2026-10-23",)]
