"""A change of tables steps aside for those who are at work, and names them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection, transaction

from school.walls.patience import TRIES, TablesBusyError, patiently

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def somebody_at_work() -> Iterator[psycopg.Connection]:
    """A connection that writes regions and does not come to an end."""
    address = os.environ["DATABASE_OWNER_URL"]
    with psycopg.connect(address, application_name="long-report") as other:
        other.execute("LOCK TABLE region IN ROW EXCLUSIVE MODE")
        yield other


def change() -> str:
    """What a migration does: take the table for itself."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE region IN SHARE ROW EXCLUSIVE MODE")
    return "done"


def attempt(said: list[str]) -> str:
    return patiently(change, say=said.append, lock_timeout_s=0.5, pause_s=0)


def test_a_free_table_is_taken_at_once_and_nothing_is_said() -> None:
    said: list[str] = []
    assert attempt(said) == "done"
    assert said == []


def test_a_busy_table_is_tried_again_when_its_owner_has_gone() -> None:
    said: list[str] = []
    with somebody_at_work() as other:
        pid = other.info.backend_pid

        def hear(sentence: str) -> None:
            said.append(sentence)
            other.rollback()

        done = patiently(change, say=hear, lock_timeout_s=0.5, pause_s=0)
    assert done == "done"
    (sentence,) = said
    assert f"таблицу region держит соединение {pid}" in sentence
    assert "long-report" in sentence


def test_after_the_last_try_the_sentence_names_who_was_in_the_way() -> None:
    said: list[str] = []
    with somebody_at_work(), pytest.raises(TablesBusyError, match="long-report"):
        attempt(said)
    assert len(said) == TRIES - 1


def test_another_trouble_is_not_waited_for() -> None:
    def broken() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM nowhere")

    with pytest.raises(Exception, match="nowhere"):
        patiently(broken, say=pytest.fail)
