"""Whose a card is when it is opened by a login of the school: an account for it."""

from datetime import datetime

from django.db import connection

from school.access.models import Account, Attachment
from school.regions.models import Region
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

_NEXT = "SELECT nextval(pg_get_serial_sequence('account', 'id'))"
_OPEN = """
INSERT INTO account (id, region_id, short_name, created_at) VALUES (%s, %s, %s, %s)
"""
# Whoever came through Госуслуги in the same moment has tied the card already.
_TIE = """
INSERT INTO attachment
    (school_id, card_id, account_id, evidence, since_at, entered_at)
VALUES (%(school)s, %(card)s, %(account)s, 'login', %(at)s, %(at)s)
ON CONFLICT DO NOTHING
"""


def account_by_login(
    region: Region, school: int, card: int, short_name: str, at: datetime
) -> int:
    """The account that opens this student's card; made and tied at the first time.

    The one at Госуслуги where he has come in through them: a human has one. Without it
    one that has no oid, called as the school calls him. Short transactions of its own;
    safe to repeat.
    """
    known = _tied(school, card)
    if known is None:
        made = _opened(region, short_name, at)
        with behind(job_of(school, name="login")), connection.cursor() as cursor:
            cursor.execute(_TIE, {**made, "school": school, "card": card, "at": at})
        known = _tied(school, card)
        if known is None:
            raise AssertionError("A card that has just been tied is tied.")
    with behind(_himself(known)):
        his = Account.objects.filter(pk=known, oid=None)
        his.exclude(short_name=short_name).update(short_name=short_name)
    return known


def _tied(school: int, card: int) -> int | None:
    with behind(job_of(school, name="login")):
        lives = Attachment.objects.filter(school=school, card=card, until_at=None)
        return lives.values_list("account", flat=True).first()


def _opened(region: Region, short_name: str, at: datetime) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT)
        (account,) = cursor.fetchone()
    with behind(_himself(account)), connection.cursor() as cursor:
        cursor.execute(_OPEN, [account, region.pk, short_name, at])
    return {"account": account}


def _himself(account: int) -> Actor:
    return Actor(Kind.DOOR, name=f"account:{account}", account=account)
