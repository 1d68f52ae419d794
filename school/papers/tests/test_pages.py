"""What a school prints: who may, what stands on the paper, and what is remembered."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from school.academics.tests.small_school import SmallSchool
from school.access.gathering import seal
from school.journal.models import Homework, Lesson, Mark
from school.lib import clock
from school.lib.keys import to_text
from school.people.documents import put_snils
from school.people.models import Card
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

WEEK = "from=2026-11-16&until=2026-11-20"
TODAY = date(2026, 11, 18)


def words(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def weeks(small: SmallSchool, **more: str) -> str:
    asked = {"class": to_text(small.fifth.key), "who": "all", **more}
    return f"/papers/weeks/?{WEEK}&" + "&".join(f"{k}={v}" for k, v in asked.items())


def marked(small: SmallSchool, student: Card, value: str) -> None:
    with behind(small.job):
        lesson = Lesson.objects.get(group=small.maths, date=TODAY)
        of: dict[str, Any] = {"school": small.school, "year": 2026, "lesson": lesson}
        at = {"changed_at": clock.now()}
        Homework.objects.create(text="№ 412, вывести", **of, **at)
        Mark.objects.create(
            student=student,
            author=small.teacher,
            value=value,
            number=int(value),
            **of,
            **at,
        )


def change(small: SmallSchool, student: Card, **values: object) -> None:
    with behind(small.job):
        Card.objects.filter(pk=student.pk).update(**values)


def looks_at(small: SmallSchool) -> list[tuple[str, int]]:
    with behind(small.job), connection.cursor() as cursor:
        cursor.execute("SELECT action, card_id FROM glance ORDER BY card_id")
        return list(cursor.fetchall())


def test_a_week_on_paper_has_what_the_diary_has(
    small: SmallSchool, teacher: Client
) -> None:
    first, second = small.students[:2]
    marked(small, first, "5")
    page = words(teacher.get(weeks(small)))
    sheet, other = (
        page.partition(f'data-student="{one.last_name} {one.first_name}"')[2].partition(
            "</article>"
        )[0]
        for one in (first, second)
    )
    for told in ("5«Б», Школа № 12", "16–21 ноября", "Математика", "№ 412, вывести"):
        assert told in sheet
    assert "<td>5</td>" in sheet.replace("\n", "")
    assert "<td>5</td>" not in other.replace("\n", "")


def test_only_those_who_read_paper_are_printed_and_each_print_is_remembered(
    small: SmallSchool, teacher: Client
) -> None:
    chosen = small.students[2]
    change(small, chosen, reads_paper=True)
    page = words(teacher.get(weeks(small, who="marked")))
    assert page.count("data-student=") == 1
    assert f"{chosen.last_name} {chosen.first_name}" in page
    assert looks_at(small) == [("print_diary", chosen.pk)]


def test_several_weeks_are_several_sheets(small: SmallSchool, teacher: Client) -> None:
    one = to_text(small.students[0].key)
    address = weeks(small, who=one).replace("from=2026-11-16", "from=2026-11-09")
    assert words(teacher.get(address)).count("data-student=") == 2


def test_what_cannot_be_printed_leads_back_to_the_choice_with_a_sentence(
    small: SmallSchool, teacher: Client
) -> None:
    wrong = weeks(small).replace("until=2026-11-20", "until=2026-11-01")
    back = teacher.get(wrong, follow=True)
    assert back.status_code == 422
    assert "раньше первого" in back.content.decode().replace("\xa0", " ")
    assert looks_at(small) == []
    nobody = teacher.get(weeks(small, who="marked"), follow=True)
    assert "Никто в классе не отмечен" in words(nobody)


def test_a_class_teacher_prints_his_class_and_an_administrator_any(
    small: SmallSchool, teacher: Client, administrator: Client
) -> None:
    asked = {"class": to_text(small.ninth.key)}
    for address in ("/papers/", "/papers/collecting/"):
        assert "9«А»" not in words(teacher.get(address, asked))
        assert "9«А»" in words(administrator.get(address, asked))


def test_a_teacher_without_a_class_prints_nothing(
    small: SmallSchool, sign_in: Callable[..., Client]
) -> None:
    colleague = sign_in(small, small.colleague)
    for address in ("/papers/", "/papers/collecting/", weeks(small)):
        assert colleague.get(address).status_code == 404


def test_a_sheet_asks_only_for_what_the_school_lacks_of_the_child(
    small: SmallSchool, teacher: Client
) -> None:
    known, unknown = small.students[:2]
    with behind(small.job):
        put_snils(known, "11223344595", seal())
        known.save()
    page = words(teacher.get("/papers/collecting/"))
    sheets = {
        part.partition("</h3>")[0]: part for part in page.split("<h3>Ученик: ")[1:]
    }
    of = {
        who: sheets[f"{one.last_name} {one.first_name}"]
        for who, one in (("known", known), ("unknown", unknown))
    }
    assert "СНИЛС ребёнка" not in of["known"]
    assert "СНИЛС ребёнка" in of["unknown"]
    assert of["known"].count("Дата рождения") == 2
    assert len(sheets) == len(small.students)
    assert "11223344595" not in page.replace("-", "").replace(" ", "")


def test_a_memo_is_printed_for_each_child_whose_family_does_not_read(
    small: SmallSchool, teacher: Client
) -> None:
    page = words(teacher.get("/papers/memos/"))
    assert page.count("data-student=") == len(small.students)
    assert "передайте школе данные одного из родителей" in page
    assert "18 ноября 2026" in page
