"""Writing: a letter is left for the worker, in the transaction of its cause."""

from datetime import datetime

from django.conf import settings

from school.mail.composing import Composed, closing
from school.mail.endings import end
from school.mail.kinds import Kind
from school.mail.models import Letter
from school.mail.unsubscribing import Refusal, is_unwanted, link_of


def is_sent_at_all() -> bool:
    """Whether this installation has a mail server (``EMAIL_URL``)."""
    return bool(settings.EMAIL_SERVER)


def write_letter(
    words: Composed, *, school: int, address: str, kind: Kind, row: int, at: datetime
) -> None:
    """Leave a letter about a row of the school; it goes when the transaction stands.

    Whoever has refused such letters gets none: it is written down and has ended.
    Without a mail server it is the same: one that is set up later sends no old news.
    """
    letter = Letter.objects.create(
        school_id=school,
        what=kind.name,
        row_id=row,
        address=address,
        subject=words.subject,
        text=f"{words.text}\n\n{closing(kind, _link(kind, address))}",
        written_at=at,
    )
    if not is_sent_at_all():
        end(letter, Letter.State.UNSENT, at)
    elif is_unwanted(kind, address):
        end(letter, Letter.State.UNWANTED, at)


def _link(kind: Kind, address: str) -> str:
    return "" if kind.is_about_safety else link_of(Refusal(kind, address))
