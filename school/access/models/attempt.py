"""One attempt to come in, from the button to the answer."""

from django.db import models


class Attempt(models.Model):
    """A sign-in under way or ended. Holds no name and no number of a person.

    ``state_digest`` is what ЕСИА must bring back, once, within ten minutes, to the
    browser whose secret has ``browser_digest``; ``verifier`` is PKCE's. ``audience``
    says for whom a refusal is explained (a parent, a pupil of some age, staff).
    ``invitation`` is the id of the one whose link the person came by, ``invited`` the
    digest of a family's invitation, ``account`` the account about which a consent was
    asked for.
    """

    class Outcome(models.TextChoices):
        """How it ended."""

        STARTED = "started"
        ADMITTED = "admitted"
        REFUSED = "refused"

    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    state_digest = models.TextField(unique=True)
    browser_digest = models.TextField()
    verifier = models.TextField()
    started_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    outcome = models.TextField(choices=Outcome.choices, default=Outcome.STARTED)
    reason = models.TextField(blank=True, default="")
    audience = models.TextField(blank=True, default="")
    reference = models.TextField(unique=True)
    invitation = models.BigIntegerField(null=True)
    invited = models.TextField(null=True)
    account = models.BigIntegerField(null=True)

    class Meta:
        db_table = "attempt"
