"""Handing letters in at the mail server: what it said, in our words.

``smtplib`` speaks the protocol, through Django's backend.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from ssl import SSLCertVerificationError
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from school.lib.keys import to_text
from school.mail.composing import html_of
from school.mail.kinds import KINDS
from school.mail.models import Letter
from school.mail.unsubscribing import Refusal, link_of

# Of one word of the server; a letter takes half a dozen of them.
_TIMEOUT_S = 10
_FOR_EVER = 500
_SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Unreachable(Exception):  # noqa: N818 - whoever sends goes on later
    """No letter can be handed in now; the text names no address."""


@dataclass(frozen=True, slots=True)
class Turned:
    """The server took this letter not: its code, and whether that is its last word."""

    code: int

    @property
    def is_final(self) -> bool:
        """Whether trying again is of no use (RFC 5321, 4.2.1)."""
        return self.code >= _FOR_EVER


@contextmanager
def counter() -> Iterator[Any]:
    """A connection to the server for some letters; Unreachable where there is none."""
    connection = get_connection(_SMTP, timeout=_TIMEOUT_S, **settings.EMAIL_SERVER)
    try:
        _open(connection)
        yield connection
    finally:
        # Whatever is said at parting, the letters are where they are.
        with suppress(SMTPException, OSError):
            connection.close()


def hand_in(letter: Letter, connection: Any) -> Turned | None:  # noqa: ANN401 - Django's
    """Give one letter to the server; None: it took it. Unreachable: it heard nothing.

    The Message-ID is the letter's own, the same at every try: a program that gets it
    twice can tell.
    """
    try:
        connection.send_messages([_message(letter, connection)])
    except SMTPRecipientsRefused as refused:
        return Turned(max(code for code, _ in refused.recipients.values()))
    except SMTPDataError as refused:
        return Turned(refused.smtp_code)
    except (SMTPException, OSError) as trouble:
        raise Unreachable(_named(trouble)) from trouble
    return None


def message_id(letter: Letter) -> str:
    """What the letter is known by to mail programs."""
    return f"<{to_text(letter.key)}@{settings.EMAIL_FROM.rpartition('@')[2]}>"


def _open(connection: Any) -> None:  # noqa: ANN401 - Django's
    try:
        connection.open()
    except (SMTPException, OSError) as trouble:
        raise Unreachable(_named(trouble)) from trouble


def _message(letter: Letter, connection: Any) -> EmailMultiAlternatives:  # noqa: ANN401
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        f"Электронная школа <{settings.EMAIL_FROM}>",
        [letter.address],
        # An answering machine must not answer (RFC 3834).
        headers={
            "Message-ID": message_id(letter),
            "Auto-Submitted": "auto-generated",
            **_refusing(letter),
        },
        connection=connection,
    )
    message.attach_alternative(html_of(letter.subject, letter.text), "text/html")
    return message


def _refusing(letter: Letter) -> dict[str, str]:
    """How a mail program unsubscribes by one press (RFC 8058); not from safety."""
    kind = KINDS[letter.what]
    if kind.is_about_safety:
        return {}
    return {
        "List-Unsubscribe": f"<{link_of(Refusal(kind, letter.address))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _named(trouble: Exception) -> str:
    """The class of a trouble and the server's code: its words may hold an address.

    What is wrong with a certificate is OpenSSL's words, of the server alone.
    """
    if isinstance(trouble, SSLCertVerificationError):
        return f"{type(trouble).__name__}, {trouble.verify_message}"
    code = trouble.smtp_code if isinstance(trouble, SMTPResponseException) else ""
    return f"{type(trouble).__name__} {code}".rstrip()
