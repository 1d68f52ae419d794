"""What happens at lessons, before any database: topics, homework, days of rest."""

import re
from datetime import date
from itertools import pairwise

from school.demo import happening
from school.demo.days import calendar
from school.demo.happening import Meeting, Taught, Weekly

_DAILY = range(1, 6)


def _year(subject: str, grade: int, weekdays: range = _DAILY) -> list[Meeting]:
    """All lessons of a group that meets once on these days."""
    year = calendar()
    places = [Weekly(1, day, 1, 2, "", year.since, None) for day in weekdays]
    group = Taught(1, 1, grade, subject, weekly=places)
    found = happening.meetings([group], year.since, year.until)
    for meeting in found:
        happening.teach(meeting)
    return found


def test_a_book_is_gone_through_in_order_all_year() -> None:
    numbers = {
        lesson.date: int(found[1])
        for lesson in _year("Математика", 5)
        if (found := re.search(r"№ (\d+)", happening.homework_after(lesson)))
    }
    assert len(numbers) > 100
    assert all(before < after for before, after in pairwise(numbers.values()))
    assert next(iter(numbers.values())) < 20
    autumn = next(n for day, n in numbers.items() if day >= date(2026, 11, 2))
    assert 401 <= autumn < 430


def test_no_quarter_begins_with_the_topics_of_the_one_before() -> None:
    first, again = (
        [each.topic for each in _year("Математика", 5) if each.date >= since][:3]
        for since in (date(2026, 11, 2), date(2027, 1, 11))
    )
    assert first[0] == "Умножение натуральных чисел и его свойства"
    assert first != again
