"""Filling an invented region: the one way past the walls, closed in production.

The load role goes past row security, so that a whole region can be written at once.
Only the owner's connection may put it on; the product's own role may not.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from school.walls.actor import Actor, Kind
from school.walls.behind import Standing, WallsError, _put, _stand, standing

ROLE = "school_load"


class LoadingError(Exception):
    """Nobody may load here. The message is one sentence for the administrator."""


@contextmanager
def loading(name: str) -> Iterator[None]:
    """Open one transaction as the load role; history names ``name`` as the actor.

    Walled managers work inside and see every school. Leaving commits and takes the
    role off. Raises LoadingError in production and for a connection that may not
    put the role on.
    """
    if settings.MODE == "production":
        raise LoadingError(
            "Загрузка мимо стен запрещена в рабочей установке (SCHOOL_MODE=production)."
        )
    if standing() is not None:
        raise WallsError("Somebody already stands behind the walls here.")
    with transaction.atomic(durable=True):
        _put_role_on()
        _put(Actor(kind=Kind.JOB, name=name).settings())
        _stand(Standing(Actor(kind=Kind.JOB, name=name)))
        try:
            yield
        finally:
            _stand(None)


def _put_role_on() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
    except ProgrammingError as error:
        if not isinstance(
            error.__cause__,
            psycopg.errors.InsufficientPrivilege
            | psycopg.errors.InvalidParameterValue
            | psycopg.errors.UndefinedObject,
        ):
            raise
        raise LoadingError(
            f"Роль базы данных {ROLE} этому соединению недоступна: в DATABASE_OWNER_URL"
            f" нужен пользователь, которому она дана (GRANT {ROLE})."
        ) from error
