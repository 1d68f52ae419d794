"""Managers that refuse to look when nobody stands behind the walls."""

from typing import TypeVar

from django.db import models

from school.walls.behind import WallsError, standing

M = TypeVar("M", bound=models.Model, covariant=True)


class Walled(models.Manager[M]):
    """The manager of every table that belongs to a school or an account.

    PostgreSQL would answer with no rows anyway; a bug should be loud instead.
    """

    def get_queryset(self) -> models.QuerySet[M]:
        """Rows of whoever stands behind the walls now."""
        if standing() is None:
            raise WallsError(f"{self.model.__name__} was asked for outside behind().")
        return super().get_queryset()
