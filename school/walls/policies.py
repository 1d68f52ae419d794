"""The text of the policies: flat conditions over the settings of the transaction.

Each setting is read once per statement (``(SELECT …)``), never per row, and compared
by leakproof operators only, so that an index still serves a query behind the walls.
"""

from dataclasses import dataclass

KIND = "(SELECT current_setting('app.kind', true))"


def _array(name: str, of: str = "bigint") -> str:
    read = f"nullif(current_setting('app.{name}', true), '')::{of}[]"
    return f"(SELECT {read})::{of}[]"


def _one(name: str) -> str:
    return f"(SELECT nullif(current_setting('app.{name}', true), '')::bigint)"


def _known(what: str) -> str:
    if what in {"account", "oid"}:
        return _one(what)
    return f"ANY ({_array(what, 'text' if what == 'digests' else 'bigint')})"


SCHOOLS = f"school_id = ANY ({_array('schools')})"
WORKERS = f"{KIND} IN ('staff', 'job')"


@dataclass(frozen=True, slots=True)
class Policy:
    """One permissive policy: its name, its command, who may see, who may leave.

    Permissive on purpose: a policy that a migration loses by accident then closes the
    table. A restrictive one would open it.
    """

    name: str
    command: str
    using: str | None = None
    check: str | None = None
    to: str = "PUBLIC"

    def create(self, table: str) -> str:
        """The statement that makes it on ``table``."""
        parts = [f'CREATE POLICY "{self.name}" ON "{table}" FOR {self.command}']
        parts.append(f"TO {self.to}")
        if self.using is not None:
            parts.append(f"USING ({self.using})")
        if self.check is not None:
            parts.append(f"WITH CHECK ({self.check})")
        return " ".join(parts)


def of_school_table(
    *,
    students: str | None,
    readers: str,
    writers: str,
    door: tuple[tuple[str, str], ...],
    support: str | None = None,
) -> list[Policy]:
    """Policies of a table whose rows belong to a school.

    Staff and jobs read the rows of their schools. A family reads those of the
    students it may follow (``students`` names the column; without one, everything of
    its children's schools that is nobody's in particular), and writes what
    ``writers="family"`` lets it; ``"self"`` lets the student alone, no parent and no
    staff. At the door a row shows only to somebody who already knows it: ``door`` pairs
    what is known (``cards``, ``digests``, ``account``) with the column it must equal.
    A region's support reads the rows whose column ``support`` is true. ``"job"`` lets
    the machine alone, no staff.
    """
    mine = f"{students} = ANY ({_array('students')})"
    of_job = f"{SCHOOLS} AND {KIND} = 'job'"
    if readers == "job":
        read = of_job
    elif readers == "staff":
        read = f"{SCHOOLS} AND {WORKERS}"
    elif students is None:
        read = f"{SCHOOLS} AND {KIND} IN ('staff', 'job', 'family')"
    else:
        read = f"{SCHOOLS} AND ({WORKERS} OR {mine})"
    if support is not None:
        read = f"({read}) OR ({SCHOOLS} AND {KIND} = 'support' AND {support})"
    write = of_job if writers == "job" else f"{SCHOOLS} AND {WORKERS}"
    if writers == "family":
        write = f"{SCHOOLS} AND ({WORKERS} OR ({KIND} = 'family' AND {mine}))"
    if writers == "self":
        himself = f"{KIND} = 'family' AND {students} = ANY ({_array('cards')})"
        write = f"{SCHOOLS} AND ({KIND} = 'job' OR ({himself}))"
    policies = [
        Policy("read", "SELECT", using=read),
        Policy("add", "INSERT", check=write),
        Policy("change", "UPDATE", using=write, check=write),
        Policy("remove", "DELETE", using=of_job),
    ]
    if door:
        known = " OR ".join(f"{column} = {_known(what)}" for what, column in door)
        policies.append(
            Policy("door", "SELECT", using=f"{KIND} = 'door' AND ({known})")
        )
    return policies


def of_account_table(
    account: str, *, oid: str | None, region: str | None = None
) -> list[Policy]:
    """Policies of a table whose rows belong to one account, and to nobody else.

    ``oid`` names a column by which somebody at the door finds his own row, or makes
    it, before the account's id is known. ``region`` names the column with the region
    whose operator reads and changes the row as well.
    """
    own = f"{account} = {_one('account')}"
    if region is not None:
        own = f"{own} OR ({KIND} = 'support' AND {region} = {_one('region')})"
    known = own
    if oid is not None:
        known = f"{own} OR ({KIND} = 'door' AND {oid} = {_one('oid')})"
    return [
        Policy("read", "SELECT", using=known),
        Policy("add", "INSERT", check=known),
        Policy("change", "UPDATE", using=own, check=own),
        Policy("remove", "DELETE", using=own),
    ]


def of_trail_table() -> list[Policy]:
    """Policies of a trail whose lines need no school: added by all, read by staff."""
    return [
        Policy("read", "SELECT", using=f"{SCHOOLS} AND {WORKERS}"),
        Policy("add", "INSERT", check="true"),
    ]


def of_log_table(*, by_trigger: bool) -> list[Policy]:
    """Policies of an append-only log: written from one's place, read by staff."""
    if by_trigger:
        add = Policy("add", "INSERT", check="true", to="CURRENT_USER")
    else:
        add = Policy("add", "INSERT", check=SCHOOLS)
    return [Policy("read", "SELECT", using=f"{SCHOOLS} AND {WORKERS}"), add]
