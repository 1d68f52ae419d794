"""Exporting a school as a package."""

from collections.abc import Iterator
from datetime import date
from typing import IO

from school.audit.trail import Line, write
from school.exchange.oneroster import gradebook, package, roster
from school.exchange.oneroster.package import Row
from school.regions.models import School
from school.walls.actor import job_of


def export(school: School, year: int, on: date, file: IO[bytes]) -> dict[str, int]:
    """Write the school's year as of a day; how many rows went into each file.

    Behind the school's walls, in one transaction, so that no key leads nowhere. The
    trail keeps that it was done. Raises SchoolYear.DoesNotExist.
    """
    counted = package.write(file, _told(school, year, on))
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
