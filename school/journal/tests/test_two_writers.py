"""Two teachers of one group write at once: nobody blocks, nothing is lost."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from school.academics.tests.small_school import SmallSchool, teach
from school.journal.marking import Operation, put_marks
from school.journal.models import Lesson, Mark
from school.people.models import Card
from school.rights.visitor import Visitor
from school.walls.behind import behind

ROUNDS = 12


def visitor(small: SmallSchool, card: Card) -> Visitor:
    return Visitor(
        account=card.pk,
        oid=card.pk,
        short_name=card.last_name,
        zone=ZoneInfo("Europe/Moscow"),
        today=date(2026, 11, 18),
        school=small.school.pk,
        card=card.pk,
    )


@pytest.mark.django_db(transaction=True)
def test_writers_of_the_same_cells_neither_block_nor_lose(
    small: SmallSchool, lesson: Lesson
) -> None:
    with behind(small.job):
        teach(small.maths, small.colleague)
    cells = [(student.key, slot) for student in small.students for slot in (1, 2)]

    def write(card: Card) -> int:
        by, saved = visitor(small, card), 0
        dice = random.Random(card.pk)  # noqa: S311 - an order, not a secret
        try:
            for _ in range(ROUNDS):
                order = dice.sample(cells, len(cells))
                with behind(by.actor()):
                    seen = dict(
                        Mark.objects.values_list("student__key", "revision").filter(
                            slot=1
                        )
                    )
                reasons = [dice.choice(("", "Описка")) for _ in order]
                with behind(by.actor()):
                    outcomes = put_marks(
                        by=by,
                        operations=[
                            Operation(
                                str(uuid4()),
                                lesson.key,
                                key,
                                slot,
                                dice.choice("2345"),
                                seen.get(key, 0) if slot == 1 else 0,
                                reason,
                            )
                            for (key, slot), reason in zip(order, reasons, strict=True)
                        ],
                    )
                saved += sum(one.state == "saved" for one in outcomes)
                assert all(one.state != "refused" for one in outcomes)
        finally:
            connection.close()
        return saved

    with ThreadPoolExecutor(2) as pool:
        saved = sum(pool.map(write, (small.teacher, small.colleague)))
    with behind(small.job), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM history WHERE what = 'mark'")
        (kept,) = cursor.fetchone()
        revisions = sum(Mark.objects.values_list("revision", flat=True))
        assert Mark.objects.count() == len(cells)
    # Each change has its line; a value that stood there already needs none.
    assert kept == revisions <= saved
