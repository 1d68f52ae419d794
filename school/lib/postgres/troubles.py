"""What a refusal of PostgreSQL means for whoever asked."""

from psycopg import errors


def only_reads(mistake: BaseException | None) -> bool:
    """Whether the database answers but takes nothing: its disk is full.

    A launcher makes it read-only a little before that, while there is room to do so.
    """
    cause = mistake.__cause__ if mistake is not None else None
    return isinstance(cause, errors.DiskFull | errors.ReadOnlySqlTransaction)
