"""What happens in the demo: lessons, marks, absences, homework."""

from collections import Counter

from school.demo.tests.conftest import Demo
from school.importing.beginning import standard
from school.journal.scale import DEBT

_LESSONS = """
SELECT l.id, l.date, l.number, l.starts, l.ends, l.topic, l.teacher_id
FROM lesson l
"""

_OWED = """
SELECT FROM mark m JOIN card c ON c.id = m.student_id
WHERE c.last_name LIKE 'Смирнов%%' AND m.value = %s AND m.number IS NULL
"""
_SAID = """
SELECT c.first_name, r.kind FROM remark r JOIN card c ON c.id = r.student_id
WHERE c.last_name LIKE 'Смирнов%' AND r.text <> ''
"""


def test_every_lesson_has_a_teacher_who_works_that_day(demo: Demo) -> None:
    orphans = demo.ask(
        "SELECT l.id FROM lesson l WHERE NOT EXISTS (SELECT FROM employee e"
        " WHERE e.card_id = l.teacher_id AND e.since_date <= l.date"
        " AND (e.until_date IS NULL OR e.until_date > l.date)) OR NOT EXISTS"
        " (SELECT FROM teaching_load t WHERE t.teacher_id = l.teacher_id"
        " AND t.group_id = l.group_id AND t.since_date <= l.date"
        " AND (t.until_date IS NULL OR t.until_date > l.date))"
    )
    assert orphans == []


def test_every_lesson_fits_the_bells(demo: Demo) -> None:
    bells = {
        ring.number: (ring.starts, ring.ends)
        for ring in standard.rings()
        if ring.shift == 1
    }
    lessons = demo.ask(_LESSONS)
    assert lessons
    for _, _, number, starts, ends, *_ in lessons:
        assert (starts, ends) == bells[number]


def test_lessons_are_of_four_weeks_and_none_of_a_holiday(demo: Demo) -> None:
    days = {day.isoformat() for _, day, *_ in demo.ask(_LESSONS)}
    assert (min(days), max(days)) == ("2026-11-02", "2026-11-27")
    assert "2026-11-04" not in days
    assert len(days) == 19


def test_only_lessons_that_are_over_are_recorded(demo: Demo) -> None:
    for _, day, number, _, _, topic, _ in demo.ask(_LESSONS):
        over = (day.isoformat(), number) < ("2026-11-18", 4)
        assert bool(topic) is over
    early = demo.ask(
        "SELECT 1 FROM mark m JOIN lesson l ON l.id = m.lesson_id WHERE l.topic = ''"
        " UNION ALL SELECT 1 FROM absence a JOIN lesson l ON l.id = a.lesson_id"
        " WHERE l.topic = ''"
    )
    assert early == []


def test_marks_are_of_several_kinds_and_weights(demo: Demo) -> None:
    weights = demo.ask(
        "SELECT DISTINCT k.weight FROM mark m JOIN lesson l ON l.id = m.lesson_id"
        " JOIN work_kind k ON k.id = coalesce(m.work_kind_id, l.work_kind_id)"
    )
    assert {str(weight) for (weight,) in weights} >= {"1.00", "2.00", "3.00"}
    assert (
        demo.ask(
            "SELECT FROM mark m LEFT JOIN lesson l ON l.id = m.lesson_id"
            " WHERE coalesce(m.work_kind_id, l.work_kind_id) IS NULL"
        )
        == []
    )
    values = Counter(dict(demo.ask("SELECT value, count(*) FROM mark GROUP BY 1")))
    assert set(values) == {"2", "3", "4", "5", DEBT}
    assert values["2"] < values["5"]


def test_the_children_one_looks_at_are_praised_reproved_and_in_debt(demo: Demo) -> None:
    said = demo.ask(_SAID)
    assert set(said) >= {
        ("Кирилл", "praise"),
        ("Кирилл", "reproof"),
        ("Мария", "praise"),
        ("Мария", "reproof"),
    }
    assert demo.ask(_OWED, DEBT)


def test_some_cells_have_two_marks(demo: Demo) -> None:
    assert demo.ask("SELECT FROM mark WHERE slot = 2 LIMIT 1") == [()]


def test_nobody_who_was_away_has_a_mark(demo: Demo) -> None:
    assert (
        demo.ask(
            "SELECT FROM mark m JOIN absence a ON a.lesson_id = m.lesson_id"
            " AND a.student_id = m.student_id WHERE a.minutes_late IS NULL"
        )
        == []
    )


def test_homework_is_due_at_the_group_s_next_lesson(demo: Demo) -> None:
    rows = demo.ask(
        "SELECT due.group_id = given.group_id, due.date > given.date, text"
        " FROM homework h JOIN lesson due ON due.id = h.lesson_id"
        " JOIN lesson given ON given.id = h.given_at_lesson_id"
    )
    assert len(rows) > 150
    assert all(same and later and text for same, later, text in rows)


def test_of_conversations_about_the_important_nobody_has_marks(demo: Demo) -> None:
    told = demo.ask("SELECT name FROM subject WHERE NOT graded ORDER BY name")
    assert ("Разговоры о важном",) in told
    assert (
        demo.ask(
            "SELECT FROM mark m JOIN lesson l ON l.id = m.lesson_id"
            " JOIN study_group g ON g.id = l.group_id"
            " JOIN subject s ON s.id = g.subject_id WHERE NOT s.graded"
        )
        == []
    )
