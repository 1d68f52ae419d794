"""Choosing: a password of one's own takes the place of whatever there was."""

from datetime import datetime

from school.access.models import Attachment
from school.access.sessions import close_everywhere
from school.access.throttling import Caller, Door, forget
from school.logins.entering import Whose
from school.logins.making import name_of
from school.logins.models import LoginPassword
from school.logins.passwords import Around


def around_of(whose: Whose) -> Around:
    """What others know of the child, and a password must not be."""
    name, school = name_of(whose.card), whose.card.school
    words = (name.last, name.first, whose.login.name, school.name, school.short_name)
    return Around(words, whose.card.birth_date)


def put(whose: Whose, hash_: str, at: datetime) -> None:
    """Keep this hash; behind the walls of the school as a job.

    Wrong tries are forgotten, and every session of the child ends: whoever had the
    former password has nothing.
    """
    login = whose.login
    LoginPassword.objects.update_or_create(
        school_id=login.school_id,
        login=login,
        defaults={"hash": hash_, "chosen_at": at, "failures": 0},
    )
    ties = Attachment.objects.filter(
        school=login.school_id, card=whose.card.pk, until_at=None
    )
    for account in ties.values_list("account", flat=True):
        close_everywhere(account)
    forget(Door.LOGIN, Caller(account=login.digest))
