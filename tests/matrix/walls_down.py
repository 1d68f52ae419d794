"""A wall taken away: what stands then, stands alone."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import Value

from school.access import middleware
from school.access.recognising import Arrival, Recognised
from school.campaign.models.announcement import AnnouncementQuerySet
from school.journal.models.lesson import LessonQuerySet
from school.lib.postgres.address import read_address
from school.lib.postgres.journey import Texts
from school.rights import deed
from school.rights.visitor import Followed, Role, Visitor
from school.support.models.ticket import TicketQuerySet
from school.walls import behind
from tests.cast import World
from tests.matrix.planting import TODAY


@dataclass
class Lie:
    """Whom Python takes everybody for: a parent of all, or a teacher of one school.

    Where ``is_told``, PostgreSQL is told so as well; else it knows who comes.
    """

    world: World
    school: str = ""
    is_told: bool = False

    def visitor(self, real: Visitor | None) -> Visitor:
        """The visitor that pages are given instead of the real one."""
        base = real or _blank()
        if self.school:
            here = self.world.schools[self.school]
            card = {"Ш1": "teacher", "Ш2": "outsider"}[self.school]
            return replace(
                base,
                followed=(),
                school=here.school.pk,
                card=self.world.card_of(card).pk,
                granted=frozenset(Role),
            )
        everybody = tuple(
            Followed(here.school.pk, child.pk, Role.GUARDIAN)
            for here in self.world.schools.values()
            for child in here.pupils.values()
        )
        return replace(base, followed=everybody, school=None, card=None)


@pytest.fixture
def python_allows_everything(
    monkeypatch: pytest.MonkeyPatch, world: World
) -> Iterator[Lie]:
    """No filter and no permission of Python's is left; PostgreSQL knows who comes.

    The anonymous gets a session of nobody, so that views themselves are reached. They
    stumble over what PostgreSQL refuses: that is not worth a line of the log.
    """
    lie = Lie(world)
    real_door = middleware.at_the_door
    real_asking = middleware.come_asking

    def believed(found: Recognised | None) -> Recognised:
        someone = found or _nobody()
        return replace(someone, visitor=lie.visitor(someone.visitor))

    @contextmanager
    def door(token: str | None, **more: str) -> Iterator[Recognised]:
        with real_door(token or "nobody's", **more) as found:
            someone = believed(found)
            if lie.is_told and someone.visitor:
                behind._put(someone.visitor.actor().settings())
            yield someone

    def asking(*asked: Any, **more: Any) -> tuple[Recognised, Texts | None]:
        found, answer = real_asking(*asked, **more)
        return believed(found), None if lie.is_told else answer

    def everything(lessons: LessonQuerySet, visitor: Visitor) -> LessonQuerySet:
        return lessons.towards(visitor)

    def every_message(tickets: TicketQuerySet, visitor: Visitor) -> TicketQuerySet:
        return tickets.towards(visitor)

    def every_announcement(
        found: AnnouncementQuerySet, visitor: Visitor
    ) -> AnnouncementQuerySet:
        return found.annotate(is_read=Value(False))

    monkeypatch.setattr(middleware, "at_the_door", door)
    monkeypatch.setattr(middleware, "come_asking", asking)
    monkeypatch.setattr(deed, "roles_towards", lambda by, thing: frozenset(Role))
    monkeypatch.setattr(LessonQuerySet, "visible_to", everything)
    monkeypatch.setattr(LessonQuerySet, "taught_by", everything)
    monkeypatch.setattr(TicketQuerySet, "visible_to", every_message)
    monkeypatch.setattr(AnnouncementQuerySet, "visible_to", every_announcement)
    logging.disable()
    yield lie
    logging.disable(logging.NOTSET)


@pytest.fixture
def postgres_lets_everything(world: World) -> Iterator[None]:
    """The connection goes past row security, as the load role may."""
    own = dict(connection.settings_dict)
    owner = read_address("DATABASE_OWNER_URL", os.environ["DATABASE_OWNER_URL"])
    options = {**own["OPTIONS"], "options": "-c role=school_load"}
    connection.close()
    connection.settings_dict.update(
        USER=owner["USER"], PASSWORD=owner["PASSWORD"], OPTIONS=options
    )
    yield
    connection.close()
    connection.settings_dict.update(own)


def _nobody() -> Recognised:
    session = Arrival("", 0, "family", None, None, [], "", 0, "", "", "", None)
    return Recognised(session, ways=(), visitor=None)


def _blank() -> Visitor:
    return Visitor(
        account=0,
        oid=0,
        short_name="",
        zone=ZoneInfo("Europe/Moscow"),
        today=TODAY,
    )
