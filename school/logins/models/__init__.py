"""A login, its password, and the cards printed for it."""

from school.logins.models.card import RegistrationCard
from school.logins.models.login import Login, LoginPassword

__all__ = ["Login", "LoginPassword", "RegistrationCard"]
