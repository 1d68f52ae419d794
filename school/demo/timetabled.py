"""What the database knows of classes before their lessons go on: groups, weekly places,
members, lessons that are there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from school.demo import invented
from school.demo.days import calendar
from school.demo.happening import Meeting, Member, Taught, Weekly

_GROUPS = """
SELECT g.id, g.key, c.grade, s.name
FROM study_group g
JOIN school_class c ON c.school_id = g.school_id AND c.id = g.school_class_id
JOIN subject s ON s.id = g.subject_id
WHERE g.school_id = %s AND g.year = %s AND c.id = ANY (%s)
ORDER BY g.id
"""
_WEEKLY = """
SELECT group_id, teacher_id, weekday, shift, number, room, since_date, until_date
FROM timetable_slot WHERE school_id = %s AND group_id = ANY (%s)
ORDER BY weekday, number, id
"""
_MEMBERS = """
SELECT m.group_id, m.student_id, c.key, m.since_date, m.until_date, c.last_name,
       c.first_name, c.birth_date
FROM membership m JOIN card c ON c.school_id = m.school_id AND c.id = m.student_id
WHERE m.school_id = %s AND m.group_id = ANY (%s)
ORDER BY c.name_key, c.key
"""
_LESSONS = """
SELECT l.group_id, l.key, l.teacher_id, l.date, l.number, l.starts, l.ends, l.room,
       l.id, l.state = 'planned' AND l.topic = ''
       AND NOT EXISTS (SELECT FROM mark m WHERE m.school_id = l.school_id
                       AND m.year = l.year AND m.lesson_id = l.id)
       AND NOT EXISTS (SELECT FROM absence a WHERE a.school_id = l.school_id
                       AND a.year = l.year AND a.lesson_id = l.id),
       EXISTS (SELECT FROM homework h WHERE h.school_id = l.school_id
               AND h.year = l.year AND h.lesson_id = l.id)
FROM lesson l
WHERE l.school_id = %s AND l.group_id = ANY (%s) AND l.date >= %s
ORDER BY l.date, l.starts, l.key
"""


@dataclass(frozen=True, slots=True)
class Timetabled:
    """Classes in the middle of their year.

    ``lessons`` are there, ``blank`` those of them that nobody has touched; ``set_for``
    the ids of those that have homework; from ``made_until`` on there are none.
    """

    groups: list[Taught]
    lessons: list[Meeting]
    blank: list[Meeting]
    set_for: frozenset[int]
    made_until: date


def read(school: int, classes: Sequence[int], since: date) -> Timetabled:
    """What there is of the classes (by id); lessons from ``since`` on."""
    groups = {
        row[0]: Taught(*row)
        for row in _rows(_GROUPS, school, calendar().year, list(classes))
    }
    ids = list(groups)
    for group, *place in _rows(_WEEKLY, school, ids):
        groups[group].weekly.append(Weekly(*place))
    shown = _shown()
    for group, student, key, begins, ends, *who in _rows(_MEMBERS, school, ids):
        member = Member(student, key, begins, ends, tuple(who) in shown)
        groups[group].members.append(member)
    lessons, blank, set_for = [], [], set()
    for group, *facts, is_blank, has_homework in _rows(_LESSONS, school, ids, since):
        lesson = Meeting(groups[group], *facts)
        lessons.append(lesson)
        if is_blank:
            blank.append(lesson)
        if has_homework:
            set_for.add(lesson.id)
    last = max((lesson.date for lesson in lessons), default=date.min)
    made_until = last + timedelta(days=1) if lessons else since
    return Timetabled(
        list(groups.values()), lessons, blank, frozenset(set_for), made_until
    )


def _shown() -> frozenset[tuple[str, str, date]]:
    """The children who come in themselves and are looked at first."""
    return frozenset(
        (each.name.last, each.name.first, each.born)
        for each in invented.people().values()
        if each.parent_consent
    )


def _rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
