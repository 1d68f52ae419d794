"""A login, its password, the cards printed for it, and ways to a new password."""

from school.logins.models.card import RegistrationCard
from school.logins.models.login import Login, LoginPassword
from school.logins.models.recovery import Recovery, RecoveryAsked

__all__ = ["Login", "LoginPassword", "Recovery", "RecoveryAsked", "RegistrationCard"]
