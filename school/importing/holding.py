"""Holding a school while something is written into it."""

from django.db import connection

# Any number that no other lock of two numbers has.
_WRITING = 1_012_001
OTHERWISE = (
    "Пока вы смотрели, в школе что-то изменилось. Посмотрите ещё раз: ниже уже так, как"
    " сейчас."
)


def hold(school: int) -> None:
    """Of two who write into one school at once the second waits for the first.

    To the end of the transaction; whoever waited reads what the first has written.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s::int, %s::int)", [_WRITING, school]
        )
