"""The declarations: what a migration says of each table it makes.

They stand right after ``CreateModel`` in the same migration, so that there is no
moment at which a table holds rows without walls. Saying it again later (after a field
was added) writes everything anew.
"""

from typing import ClassVar

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

from school.walls import policies
from school.walls.references import references

_LOAD_ROLE = "school_load"
_YEARS_AHEAD = range(2026, 2036)


class Declaration(Operation):
    """What all four declarations share: statements, run once, reversible."""

    reversible = True
    reduces_to_sql = True
    grants: ClassVar[str] = "SELECT, INSERT, UPDATE, DELETE"

    def __init__(self, table: str) -> None:
        self.table = table

    def policies(self) -> list[policies.Policy]:
        """The policies of the table, as they should stand today."""
        return []

    def statements(self, model: type[Model]) -> list[str]:
        """All that must be said of the table, in order."""
        raise NotImplementedError

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: Django's picture of the model does not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Run the statements."""
        for statement in self.statements(_model_of(self.table, to_state)):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Nothing: the table itself goes with the CreateModel before."""

    def describe(self) -> str:
        """For ``migrate --plan``."""
        return f"Declare the walls of {self.table}"

    def _walls(self) -> list[str]:
        table = self.table
        drops = [f'DROP POLICY IF EXISTS "{name}" ON "{table}"' for name in _NAMES]
        return [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
            *drops,
            *(policy.create(table) for policy in self.policies()),
        ]

    def _grants(self) -> list[str]:
        return [
            f'REVOKE ALL ON "{self.table}" FROM PUBLIC',
            f'REVOKE ALL ON "{self.table}" FROM "{app_role()}"',
            f'GRANT {self.grants} ON "{self.table}" TO "{app_role()}"',
            _for_loading(f'GRANT {self.grants} ON "{self.table}"'),
        ]


_NAMES = ("read", "add", "change", "remove", "door")


class SchoolTable(Declaration):
    """Rows of one school: key ``(id, school_id)``, composite references, history.

    ``students`` names the column with the student a row is about (families see their
    own), ``readers="staff"`` hides the table from families, ``writers="family"`` lets
    them write, ``writers="self"`` the student himself and no staff; ``"job"`` in either
    place the machine alone. ``door`` pairs what somebody at the door knows of himself
    (``cards``, ``digests``, ``account``) with the column that must equal it.
    ``support`` names the column that is true while the region's support may read the
    row. ``history=False`` only for what is itself a trace, or a secret.
    """

    def __init__(
        self,
        table: str,
        *,
        students: str | None = None,
        readers: str = "all",
        writers: str = "staff",
        door: tuple[tuple[str, str], ...] = (),
        support: str | None = None,
        history: bool = True,
    ) -> None:
        super().__init__(table)
        self.students = students
        self.readers = readers
        self.writers = writers
        self.door = door
        self.support = support
        self.history = history

    def policies(self) -> list[policies.Policy]:
        """Read, add, change, remove, and the door where there is one."""
        return policies.of_school_table(
            students=self.students,
            readers=self.readers,
            writers=self.writers,
            door=self.door,
            support=self.support,
        )

    def statements(self, model: type[Model]) -> list[str]:
        """Key, references, walls, trigger, grants."""
        statements = [
            f'ALTER TABLE "{self.table}" DROP CONSTRAINT "{self.table}_pkey"',
            f'ALTER TABLE "{self.table}" ADD PRIMARY KEY (id, school_id)',
            *references(model),
            *self._walls(),
        ]
        if self.history:
            statements += [
                f'DROP TRIGGER IF EXISTS kept ON "{self.table}"',
                "CREATE TRIGGER kept AFTER INSERT OR UPDATE OR DELETE"
                f' ON "{self.table}"'
                # What the loader invents has no history; production refuses it.
                f" FOR EACH ROW WHEN (current_user <> '{_LOAD_ROLE}')"
                f" EXECUTE FUNCTION keep.row('{self.table}')",
            ]
        return statements + self._grants()


class AccountTable(Declaration):
    """Rows of one account; their changes go to the audit trail, not to history.

    ``region`` names the column with the region whose operator appoints and dismisses.
    """

    def __init__(
        self,
        table: str,
        *,
        account: str = "account_id",
        oid: str | None = None,
        region: str | None = None,
    ) -> None:
        super().__init__(table)
        self.account = account
        self.oid = oid
        self.region = region

    def policies(self) -> list[policies.Policy]:
        """Its own account only, and the region's operator where one is named."""
        return policies.of_account_table(self.account, oid=self.oid, region=self.region)

    def statements(self, model: type[Model]) -> list[str]:
        """Composite references to cards, walls, grants."""
        return [*references(model), *self._walls(), *self._grants()]


class OpenTable(Declaration):
    """Rows that are nobody's: subjects, regions, the queue. Ids and public words only.

    ``because`` says why walls are not needed.
    """

    def __init__(self, table: str, *, because: str) -> None:
        super().__init__(table)
        self.because = because

    def statements(self, model: type[Model]) -> list[str]:
        """Grants alone."""
        return self._grants()


class TrailTable(Declaration):
    """Lines that anybody behind the walls adds and nobody changes.

    A line may be of no school; a school's staff reads the lines of its own.
    """

    grants = "SELECT, INSERT"

    def policies(self) -> list[policies.Policy]:
        """Added to from anywhere, read by the school's staff."""
        return policies.of_trail_table()

    def statements(self, model: type[Model]) -> list[str]:
        """Walls and grants."""
        return [*self._walls(), *self._grants()]


class LogTable(Declaration):
    """An append-only log, partitioned by time; no partition is granted to anybody.

    ``columns`` is the SQL of its own columns beside ``id``, ``school_id`` and ``at``.
    ``by_trigger`` logs are written by the owner's trigger function alone.
    """

    def __init__(self, table: str, *, columns: str, by_trigger: bool = False) -> None:
        super().__init__(table)
        self.columns = columns
        self.by_trigger = by_trigger
        self.grants = "SELECT" if by_trigger else "SELECT, INSERT"  # type: ignore[misc]

    def policies(self) -> list[policies.Policy]:
        """Added to, read by staff, never changed."""
        return policies.of_log_table(by_trigger=self.by_trigger)

    def statements(self, model: type[Model]) -> list[str]:
        """The table, its partitions for the years ahead, walls, grants."""
        table = self.table
        create = (
            f'CREATE TABLE "{table}" (id bigint GENERATED ALWAYS AS IDENTITY,'
            f" school_id bigint NOT NULL,"
            f" at timestamptz NOT NULL DEFAULT clock_timestamp(), {self.columns},"
            f" PRIMARY KEY (id, school_id, at)) PARTITION BY RANGE (at)"
        )
        years = [
            f'CREATE TABLE "{table}_{year}" PARTITION OF "{table}"'
            f" FOR VALUES FROM ('{year}-01-01') TO ('{year + 1}-01-01')"
            for year in _YEARS_AHEAD
        ]
        closed = [
            f'REVOKE ALL ON "{table}_{year}" FROM PUBLIC, "{app_role()}"'
            for year in _YEARS_AHEAD
        ]
        return [create, *years, *closed, *self._walls(), *self._grants()]

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the table; Django knows of no model for it."""
        for statement in self.statements(Model):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the log."""
        schema_editor.execute(f'DROP TABLE "{self.table}"')


def app_role() -> str:
    """The restricted role's name, as in DATABASE_URL."""
    role: str = settings.DATABASE_APP_ROLE
    return role


def _for_loading(grant: str) -> str:
    return (
        f"DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{_LOAD_ROLE}')"
        f" THEN EXECUTE '{grant} TO {_LOAD_ROLE}'; END IF; END $$"
    )


def _model_of(table: str, state: ProjectState) -> type[Model]:
    for model in state.apps.get_models():
        if model._meta.db_table == table:
            return model
    raise LookupError(f"No model has the table {table}.")
