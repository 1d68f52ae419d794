"""An alarm of the whole installation: passwords are being guessed."""

from django.db import models


class LoginGuard(models.Model):
    """From when till when every sign-in by password brought a solved task.

    ``failing``: at most so many logins failed within ten minutes, of so many
    ``passwords`` that there were when it began.
    """

    since_at = models.DateTimeField(unique=True)
    until_at = models.DateTimeField(db_index=True)
    failing = models.IntegerField()
    passwords = models.IntegerField()

    class Meta:
        db_table = "login_guard"
