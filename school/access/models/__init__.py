"""The door's own rows: accounts, attachments, attempts, consents, sessions, holds,
invitations, outages, knocks."""

from school.access.models.account import Account
from school.access.models.attachment import Attachment, HeldCard
from school.access.models.attempt import Attempt
from school.access.models.consent import (
    CardConsent,
    Consent,
    ConsentText,
    ConsentWatch,
)
from school.access.models.invitation import Invitation, Operator
from school.access.models.outage import Outage
from school.access.models.session import Session
from school.access.models.throttle import Throttle

__all__ = [
    "Account",
    "Attachment",
    "Attempt",
    "CardConsent",
    "Consent",
    "ConsentText",
    "ConsentWatch",
    "HeldCard",
    "Invitation",
    "Operator",
    "Outage",
    "Session",
    "Throttle",
]
