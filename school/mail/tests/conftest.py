"""A mail server of the tests: a real one, which says what a test wants it to say."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, TypeVar

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from school.access.tests import rows
from school.lib import clock
from school.mail.composing import Composed
from school.mail.kinds import RECOVERY
from school.mail.models import Letter
from school.mail.writing import write_letter
from school.walls.actor import job_of
from school.walls.behind import behind
from tests.journeys.stack import free_port

ADDRESS = "ivanova@example.test"


@dataclass
class PostOffice:
    """What came, and what is answered to whom: ``says[address] = "550 No such"``."""

    port: int = 0
    password: str = ""
    letters: list[EmailMessage] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    of_data: str = "250 OK"
    asked_in: int = 0
    ciphers: list[bool] = field(default_factory=list)

    def authenticator(
        self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any
    ) -> AuthResult:
        """Whether it is the password; without one everybody is let in."""
        self.asked_in += 1
        knows = data.password.decode() == self.password
        # Who is not let in hears so, where nobody says that it was told already.
        return AuthResult(success=knows, handled=knows)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names it
        self, server: Any, session: Any, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Whether there is such an address here."""
        said = self.says.get(address, "250 OK")
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(  # noqa: N802 - aiosmtpd names it
        self, server: Any, session: Any, envelope: Envelope
    ) -> str:
        """Keep the letter."""
        if self.of_data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            came = message_from_bytes(envelope.content, policy=default)
            self.letters.append(came)
            cipher = server.transport.get_extra_info("cipher")
            self.ciphers.append(cipher is not None)
        return self.of_data


Kind = TypeVar("Kind", bound=PostOffice)


@contextmanager
def opened(
    here: Kind,
    settings: Any,
    *,
    tls: ssl.SSLContext | None = None,
    scheme: str = "smtp",
) -> Iterator[Kind]:
    """It listens on this machine, and the product knows of it.

    With ``tls`` it encrypts: by STARTTLS, or as ``smtps`` from the first byte.
    """
    here.port = free_port()
    at_once = scheme == "smtps"
    listening = Controller(
        here,
        hostname="127.0.0.1",
        port=here.port,
        ssl_context=tls if at_once else None,
        authenticator=here.authenticator,
        auth_required=bool(here.password),
        auth_require_tls=tls is not None and not at_once,
        tls_context=None if at_once else tls,
        require_starttls=tls is not None and not at_once,
    )
    listening.start()
    settings.EMAIL_SERVER = {"host": "127.0.0.1", "port": here.port}
    if tls is not None:
        name = {"host": "localhost", "username": "u", "password": here.password}
        settings.EMAIL_SERVER |= name | {"use_ssl": at_once, "use_tls": not at_once}
    settings.EMAIL_FROM = "school@example.test"
    try:
        yield here
    finally:
        listening.stop()


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    with opened(PostOffice(), settings) as here:
        yield here


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


def write(school: rows.Rows, address: str = ADDRESS, row: int = 1) -> None:
    """A letter to this address waits, or has ended where there is no server."""
    words = Composed(
        "Школа ответила", "Здравствуйте!\n\nhttps://school.example.test/x/"
    )
    with behind(job_of(school.school, name="test")):
        write_letter(
            words,
            school=school.school,
            address=address,
            kind=RECOVERY,
            row=row,
            at=clock.now(),
        )


def kept(school: rows.Rows) -> list[Letter]:
    """The letters of the school as they stand."""
    with behind(job_of(school.school, name="test")):
        return list(Letter.objects.filter(school=school.school).order_by("id"))
