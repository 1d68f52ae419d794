"""An index on a table that people are writing into: nobody waits while it is made."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class AddIndexPatiently(AddIndexConcurrently):
    """Django's own, safe to repeat. In a migration of its own with ``atomic = False``.

    PostgreSQL leaves a half-made index behind when it gives way to somebody's long
    transaction, and the next try would meet it: it is dropped first.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the index, anew if it is there."""
        self._ensure_not_in_transaction(schema_editor)
        name = schema_editor.quote_name(self.index.name)
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
        super().database_forwards(app_label, schema_editor, from_state, to_state)
