"""Writing: a letter is left for the worker, in the transaction of its cause."""

from datetime import datetime

from django.conf import settings

from school.mail.composing import Composed
from school.mail.endings import end
from school.mail.models import Letter


def is_sent_at_all() -> bool:
    """Whether this installation has a mail server (``EMAIL_URL``)."""
    return bool(settings.EMAIL_SERVER)


def write_letter(
    words: Composed, *, school: int, address: str, what: str, row: int, at: datetime
) -> None:
    """Leave a letter about a row of the school; it goes when the transaction stands.

    Without a mail server it is written down and has ended: one that is set up later
    sends no old news.
    """
    letter = Letter.objects.create(
        school_id=school,
        what=what,
        row_id=row,
        address=address,
        subject=words.subject,
        text=words.text,
        written_at=at,
    )
    if not is_sent_at_all():
        end(letter, Letter.State.UNSENT, at)
