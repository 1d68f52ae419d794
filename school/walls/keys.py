"""A foreign key between two tables of one school."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Reference = models.ForeignKey[Any, Any]
else:
    _Reference = models.ForeignKey


class SchoolKey(_Reference):
    """A reference that the declaration binds as ``(school_id, column)``.

    Django sees an ordinary relation without a database constraint. The real one is
    composite and written by :class:`~school.walls.operations.SchoolTable`: a row of
    one school cannot point at a row of another. With ``year=True`` the school year is
    bound as well (a mark cannot be filed under another year than its lesson).
    """

    def __init__(
        self,
        to: Any,  # noqa: ANN401 - as Django has it
        *args: Any,  # noqa: ANN401
        year: bool = False,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        self.year = year
        kwargs.setdefault("on_delete", models.DO_NOTHING)
        kwargs.setdefault("related_name", "+")
        kwargs.setdefault("db_index", False)
        kwargs["db_constraint"] = False
        super().__init__(to, *args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """For migrations: the same field without what is always so."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        if self.year:
            kwargs["year"] = True
        return name, path, list(args), kwargs
