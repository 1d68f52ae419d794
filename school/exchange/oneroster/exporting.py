"""Exporting a school as a package."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO

from django.db import connection
from psycopg import IsolationLevel

from school.audit.trail import Line, write
from school.exchange.oneroster import gradebook, package, roster
from school.exchange.oneroster.package import Row
from school.regions.models import School
from school.walls.actor import job_of


def export(school: School, year: int, on: date, file: IO[bytes]) -> dict[str, int]:
    """Write the school's year as of a day; how many rows went into each file.

    As :func:`pack`, and the trail keeps that it was done.
    """
    counted = pack(school, year, on, file)
    whole = sum(counted.values())
    write(
        Line(
            job_of(school.pk, name="oneroster").name,
            "export_oneroster",
            f"school:{school.pk}",
            school.pk,
            [f"year:{year}", f"rows:{whole}"],
        )
    )
    return counted


def pack(school: School, year: int, on: date, file: IO[bytes]) -> dict[str, int]:
    """The package itself, within a deed of the caller's.

    Behind the school's walls, in one transaction :func:`at_one_moment`, so that no key
    leads nowhere. Raises SchoolYear.DoesNotExist.
    """
    return package.write(file, _told(school, year, on))


@contextmanager
def at_one_moment() -> Iterator[None]:
    """All queries see one moment, unless somebody's transaction has begun already."""
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    connection.connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
    try:
        yield
    finally:
        connection.close()


def _told(school: School, year: int, on: date) -> Iterator[tuple[str, Iterator[Row]]]:
    yield "academicSessions", roster.sessions(school, year)
    yield "orgs", roster.orgs(school)
    yield "courses", roster.courses(school, year)
    yield "classes", roster.classes(school, year)
    yield "users", roster.users(school, on)
    yield "roles", roster.roles(school, on)
    yield "enrollments", roster.enrollments(school, year)
    yield "demographics", roster.demographics(school)
    yield "categories", gradebook.categories(school)
    yield "lineItems", gradebook.line_items(school, year)
    yield "results", gradebook.results(school, year)
