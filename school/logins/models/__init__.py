"""A login, its password and cards, ways to a new one, and an alarm of all of them."""

from school.logins.models.card import RegistrationCard
from school.logins.models.guard import LoginGuard
from school.logins.models.login import Login, LoginPassword
from school.logins.models.recovery import Recovery, RecoveryAsked

__all__ = [
    "Login",
    "LoginGuard",
    "LoginPassword",
    "Recovery",
    "RecoveryAsked",
    "RegistrationCard",
]
