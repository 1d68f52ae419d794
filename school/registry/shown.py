"""What somebody was shown of a section: so that nobody writes over what he never saw.

A form carries it; who saves compares it, under the lock of the card, with what stands
there now. It tells nothing by itself: an HMAC by the product's own secret.
"""

from enum import StrEnum

from django.utils.crypto import constant_time_compare, salted_hmac

from school.people.models import Card


class Section(StrEnum):
    """A part of a card that is saved by itself."""

    NAME = "name"
    DOCUMENTS = "documents"
    CONTACTS = "contacts"
    ENTRIES = "entries"
    PAPER = "paper"


_PARTS: dict[Section, tuple[str, ...]] = {
    Section.NAME: ("last_name", "first_name", "patronymic", "birth_date"),
    Section.DOCUMENTS: ("snils_digest", "certificate_digest"),
    Section.CONTACTS: ("phone", "email"),
    Section.ENTRIES: ("registered", "user"),
    Section.PAPER: ("reads_paper",),
}


def token_of(card: Card, section: Section) -> str:
    """What stands in the section now, as sixty-four letters and digits."""
    said = [str(card.key), *(str(getattr(card, name)) for name in _PARTS[section])]
    return salted_hmac(__name__, "\x00".join(said), algorithm="sha256").hexdigest()


def still_stands(card: Card, section: Section, token: str) -> bool:
    """Whether the section is what the form's writer was shown."""
    return constant_time_compare(token_of(card, section), token)
