"""The door's own rows: accounts, attachments, attempts, consents, sessions, holds."""

from school.access.models.account import Account, Consent
from school.access.models.attachment import Attachment, HeldCard
from school.access.models.attempt import Attempt
from school.access.models.session import Session

__all__ = [
    "Account",
    "Attachment",
    "Attempt",
    "Consent",
    "HeldCard",
    "Session",
]
