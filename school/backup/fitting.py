"""Whether a copy fits the place where it is to be restored."""

from collections.abc import Iterator

from django.db.migrations.loader import MigrationLoader

from school.backup import contents
from school.backup.database import Connection
from school.backup.failure import BackupError
from school.backup.label import Label
from school.walls.catalogue import differences


def refuse_unfitting(label: Label, owner: Connection, seal: str) -> None:
    """Raise BackupError when the rows could not be read or the walls not be built."""
    server = contents.major(owner)
    if label.seal != seal:
        raise BackupError(
            "Копия сделана с другим SCHOOL_SEAL_KEY: с этим ключом СНИЛС в ней не"
            " прочесть."
        )
    if label.server > server:
        raise BackupError(
            f"Копия сделана в PostgreSQL {label.server}, а здесь {server}:"
            " нужен не старше."
        )
    missing = contents.missing_roles(owner, label.roles)
    if missing:
        raise BackupError(
            f"На этом сервере нет ролей, названных в копии: {', '.join(missing)}."
        )


def refuse_loss(label: Label, owner: Connection) -> None:
    """Raise BackupError unless every table holds as many rows as were copied."""
    counted = contents.rows_of_owner(owner)
    wrong = sorted(
        table
        for table in counted.keys() | label.rows.keys()
        if counted.get(table) != label.rows.get(table)
    )
    if wrong:
        raise BackupError(f"Восстановлено не всё, что скопировано: {', '.join(wrong)}.")


def migrations_apart(owner: Connection) -> tuple[set[str], set[str]]:
    """Migrations that only the program knows, and those that only the tables know."""
    query = "SELECT app || '.' || name FROM django_migrations"
    applied = {str(name) for (name,) in owner.execute(query).fetchall()}
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    return known - applied, applied - known


def faults_of_walls(owner: Connection) -> Iterator[str]:
    """Every way in which the walls differ from what today's program declares."""
    return (f"{each.table} {each.what}" for each in differences(owner))
