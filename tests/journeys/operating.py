"""An operator for the time of a test: no demonstration has one of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests.journeys.stack import Stack

_SAY = "SELECT set_config('app.kind', 'door', true), set_config(%s, %s, true)"
_ACCOUNT = "SELECT id, region_id FROM account WHERE oid = %s"
_BEGIN = "INSERT INTO operator (account_id, region_id, since_at) VALUES (%s, %s, now())"
_END = "DELETE FROM operator WHERE account_id = %s"


@contextmanager
def operating(stack: Stack, login: str) -> Iterator[None]:
    """Inside, whoever has this login keeps the region. He has been in before."""
    citizens = stack.control("GET", "citizens")
    oid = next(one["oid"] for one in citizens if one["key"] == login)
    with psycopg.connect(stack.running()["database_owner_url"]) as owner:
        owner.execute(_SAY, ["app.oid", str(oid)])
        account, region = owner.execute(_ACCOUNT, [oid]).fetchone() or (0, 0)
        owner.execute(_SAY, ["app.account", str(account)])
        owner.execute(_BEGIN, [account, region])
    try:
        yield
    finally:
        with psycopg.connect(stack.running()["database_owner_url"]) as owner:
            owner.execute(_SAY, ["app.account", str(account)])
            owner.execute(_END, [account])
