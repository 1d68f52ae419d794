"""A mail server that encrypts: by STARTTLS, or from the first byte; and a wrong one."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from school.access.tests import rows
from school.lib.smtp import read_server
from school.mail.models import Letter
from school.mail.sending import send_what_waits
from school.mail.tests.certificates import Certificate, certificate
from school.mail.tests.conftest import ADDRESS, PostOffice, kept, opened, write
from school.mail.tests.test_sending import let_it_be_time

pytestmark = [
    pytest.mark.django_db,
    # It does not see that everything is encrypted from the first byte.
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),
]

State = Letter.State
Opens = Callable[[Certificate], AbstractContextManager[PostOffice]]
_YESTERDAY = timedelta(days=-1)


@pytest.fixture(params=["smtp", "smtps"])
def server(request: pytest.FixtureRequest, settings: Any) -> Opens:
    """A server of this certificate, encrypting in this way; it asks for a password."""

    def opens(shown: Certificate) -> AbstractContextManager[PostOffice]:
        return opened(
            PostOffice(password="hush"),
            settings,
            tls=shown.server(),
            scheme=request.param,
        )

    return opens


@pytest.fixture
def trusts(monkeypatch: pytest.MonkeyPatch) -> Callable[[Certificate], None]:
    """Have this machine trust a certificate, as its administrator does."""
    return lambda one: monkeypatch.setenv("SSL_CERT_FILE", str(one.file))


def test_a_letter_goes_encrypted(
    school: rows.Rows,
    server: Opens,
    trusts: Callable[[Certificate], None],
    tmp_path: Path,
) -> None:
    own = certificate(tmp_path, "localhost")
    trusts(own)
    with server(own) as office:
        write(school)
        send_what_waits()
    assert [one["To"] for one in office.letters] == [ADDRESS]
    assert office.ciphers == [True]
    assert kept(school)[0].state == State.SENT


@pytest.mark.parametrize(
    ("host", "lasts", "is_trusted", "why"),
    [
        ("localhost", timedelta(days=1), False, "self-signed certificate"),
        ("another.example.test", timedelta(days=1), True, "Hostname mismatch"),
        ("localhost", _YESTERDAY, True, "certificate has expired"),
    ],
)
def test_a_wrong_certificate_gets_neither_password_nor_letter_and_the_log_says_why(
    school: rows.Rows,
    server: Opens,
    trusts: Callable[[Certificate], None],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    host: str,
    lasts: timedelta,
    is_trusted: bool,
    why: str,
) -> None:
    shown = certificate(tmp_path, host, lasts=lasts)
    if is_trusted:
        trusts(shown)
    with server(shown) as office, caplog.at_level(logging.DEBUG, logger="school"):
        write(school)
        send_what_waits()
    assert office.letters == []
    assert office.asked_in == 0
    assert kept(school)[0].state == State.WAITING
    assert f"Letters are put off: SSLCertVerificationError, {why}" in caplog.text
    assert ADDRESS not in caplog.text


def test_what_waited_for_a_right_certificate_goes_with_it(
    school: rows.Rows,
    server: Opens,
    trusts: Callable[[Certificate], None],
    tmp_path: Path,
) -> None:
    own = certificate(tmp_path, "localhost")
    with server(own) as office:
        write(school)
        send_what_waits()
        trusts(own)
        let_it_be_time(school)
        send_what_waits()
    assert len(office.letters) == 1
    assert kept(school)[0].state == State.SENT


def test_a_server_that_encrypts_is_asked_by_its_address() -> None:
    far = read_server("EMAIL_URL", "smtp://mail.example.test")
    assert (far["use_tls"], far["use_ssl"], far["port"]) == (True, False, 587)
    near = read_server("EMAIL_URL", "smtps://mail.example.test")
    assert (near["use_tls"], near["use_ssl"], near["port"]) == (False, True, 465)
