"""Who administers a school, or did: each granting of the role as a line."""

from dataclasses import dataclass
from datetime import date

from school.lib.postgres.queries import Query
from school.people.names import FullName
from school.rights.models import Grant
from school.rights.visitor import Role

_HOLDERS = Query(__file__, "holders")


@dataclass(frozen=True, slots=True)
class Holder:
    """One granting; on ``until`` it is over.

    ``comes_in``: he works here today and is an active user, so that the role is of
    use; ``works_until`` is the day on which he works here no longer, where that is
    named. ``watched`` is the day from which it is known when he came in, ``used`` the
    last day on which he did; ``given_by`` is the actor of history, empty where that
    is not known. ``key`` is his card's.
    """

    grant: int
    card: int
    key: int
    name: FullName
    position: str
    comes_in: bool
    since: date
    until: date | None
    works_until: date | None
    suspended: bool
    watched: date | None
    used: date | None
    given_by: str

    @property
    def ends(self) -> date | None:
        """The day that is named for its end: the role's own, or that of his work."""
        named = [day for day in (self.until, self.works_until) if day is not None]
        return min(named, default=None)

    def lasts(self, on: date) -> bool:
        """Whether the role stands on that day."""
        return self.since <= on and (self.until is None or self.until > on)

    def is_of(self, card: int, on: date) -> bool:
        """Whether it is this card's role and stands on that day."""
        return self.card == card and self.lasts(on)


def read(school: int, today: date) -> tuple[Holder, ...]:
    """All grantings of a school, by the alphabet, the last first. One query."""
    rows = _HOLDERS.rows({"school": school, "today": today})
    return tuple(
        Holder(
            grant=row.grant,
            card=row.card,
            key=row.key,
            name=FullName(row.last_name, row.first_name, row.patronymic),
            position=row.position,
            comes_in=row.comes_in,
            since=row.since,
            until=row.until,
            works_until=row.works_until,
            suspended=row.suspended,
            watched=row.watched,
            used=row.used,
            given_by=row.given_by,
        )
        for row in rows
    )


def locked(school: int, today: date) -> tuple[Holder, ...]:
    """The same, for whoever is about to change it: of two who end one another's role at
    one moment the second waits, and sees what the first has done. Two queries."""
    granted = Grant.objects.filter(school=school, role=Role.ADMINISTRATOR)
    list(granted.select_for_update().order_by("pk"))
    return read(school, today)
