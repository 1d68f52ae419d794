"""Foreign keys that are looked up at once refuse what they refuse row by row."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from school.demo import unchecked
from school.demo.tests.conftest import Demo
from school.lib.postgres.address import read_address

_STUDENT = (
    "(SELECT student_id FROM membership m WHERE m.school_id = l.school_id"
    " AND m.group_id = l.group_id LIMIT 1)"
)
_ABSENCE = """
INSERT INTO absence (school_id, key, year, lesson_id, student_id, code, author_id,
                     changed_at)
SELECT school_id, {number}, year, {lesson}, {student}, 'Н', teacher_id, now()
FROM lesson l WHERE topic = '' ORDER BY id LIMIT 1
"""
_SILENT = "SELECT current_setting('session_replication_role')"
_ORPHANS = [
    pytest.param("-1", _STUDENT, "absence_lesson_id_school_fk", id="no lesson"),
    pytest.param("id", "-1", "absence_student_id_school_fk", id="no student"),
]


@pytest.fixture
def loading(demo: Demo, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The connection is the demo's, in the load role; all is taken back."""
    own = dict(connection.settings_dict)
    owner = read_address("DATABASE_OWNER_URL", demo.cluster.owner_url(demo.name))
    options = {**own["OPTIONS"], "options": "-c role=school_load"}
    user = {key: owner[key] for key in ("NAME", "USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update(**user, OPTIONS=options)
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            _do("SELECT set_config('app.actor', 'test', true)")
            yield
            transaction.set_rollback(True)
    finally:
        with django_db_blocker.unblock():
            connection.close()
        connection.settings_dict.update(own)


@pytest.mark.usefixtures("loading")
@pytest.mark.parametrize(("lesson", "student", "name"), _ORPHANS)
@pytest.mark.parametrize("may", ["true", "false"])
def test_a_row_that_points_at_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch, may: str, lesson: str, student: str, name: str
) -> None:
    monkeypatch.setattr(unchecked, "_MAY", f"SELECT {may}")
    whole = _ABSENCE.format(number=1, lesson="id", student=_STUDENT)
    orphan = _ABSENCE.format(number=2, lesson=lesson, student=student)
    with unchecked.keys_at_once("lesson", "absence"):
        _do(whole)
    with (
        pytest.raises(IntegrityError, match=name),
        transaction.atomic(),
        unchecked.keys_at_once("lesson", "absence"),
    ):
        _do(orphan)


@pytest.mark.usefixtures("loading")
def test_the_load_role_may_silence_the_triggers_only_meanwhile() -> None:
    with unchecked.keys_at_once("absence"):
        assert _do(_SILENT) == "replica"
    assert _do(_SILENT) == "origin"


def _do(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None
