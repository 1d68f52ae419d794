"""Inviting whom nobody in a school can let in: its first administrator, operators.

A command makes a link, or the region's operator does; its holder signs in through
Госуслуги, and the role goes to the person whom Госуслуги named. The link works once.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from school.access.attaching import open_account
from school.access.consents.texts import Text, texts_of
from school.access.facts import Identity
from school.access.gathering import seal
from school.access.models import Consent, Invitation, Operator
from school.audit.trail import Line, write
from school.people.employing import Newcomer, employ
from school.regions.in_force import policy_of
from school.regions.models import Municipality, Region, School
from school.rights.granting import grant
from school.rights.visitor import Role
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

LASTS = timedelta(days=3)
_POSITION = "администратор"
_CHANNEL = "invitation"
_COMMAND = "command"


def invite_operator(
    region: Region,
    *,
    municipality: Municipality | None = None,
    by: str = _COMMAND,
    at: datetime,
) -> str:
    """Make an invitation to keep the region going, or one municipality of it.

    ``by`` names who invites in the trail. The secret of its link.
    """
    made = Invitation(
        region=region, municipality=municipality, role=Invitation.Role.OPERATOR
    )
    return _invite(made, by, at)


def invite_administrator(school: School, *, at: datetime) -> str:
    """Make an invitation to administer the school; the secret of its link."""
    role = Invitation.Role.ADMINISTRATOR
    made = Invitation(region=school.region, school=school, role=role)
    return _invite(made, _COMMAND, at)


def offered(token: str, at: datetime) -> Invitation | None:
    """The invitation of this link while it can be taken, with region and school."""
    live = Invitation.objects.filter(
        digest=_digest(token), used_at=None, expires_at__gt=at
    )
    return live.select_related("region", "municipality", "school").first()


def accept(invitation: int, identity: Identity, at: datetime) -> bool:
    """Give the role to this person, once; False when it is not to be given.

    Not to somebody whose account is not confirmed, and not after the link has been
    used or is over. Everything or nothing: consent, card, employment, role, the link
    used up. Only the account, made before, stays either way.
    """
    if identity.level != "confirmed" or identity.snils is None:
        return False
    live = Invitation.objects.select_related("region", "school")
    found = live.filter(pk=invitation, used_at=None, expires_at__gt=at).first()
    if found is None:
        return False
    account = open_account(found.region, identity, at)
    with behind(_at_region(account)) as standing:
        # Of two people with one link the second finds it used; or it was ended now.
        same = Invitation.objects.filter(pk=found.pk, used_at=None, expires_at__gt=at)
        if not same.update(used_at=at):
            return False
        _consent(account, found.region, identity, at)
        if found.school is None:
            _make_operator(account, found, identity, at)
        else:
            standing.become(_at_school(found.school))
            _make_administrator(found.school, identity, found.region, at)
        write(
            Line(
                f"account:{account}",
                "accept_invitation",
                f"invitation:{found.pk}",
                found.school_id,
            )
        )
    return True


def _invite(invitation: Invitation, by: str, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    invitation.digest = _digest(token)
    invitation.made_at, invitation.expires_at = at, at + LASTS
    with transaction.atomic():
        invitation.save()
        thing = f"invitation:{invitation.pk}"
        write(Line(by, f"invite_{invitation.role}", thing, invitation.school_id))
    return token


def _make_operator(
    account: int, invitation: Invitation, identity: Identity, at: datetime
) -> None:
    """Give him what he is invited to keep, in place of another municipality.

    Whoever keeps the whole region keeps the municipality already.
    """
    live = Operator.objects.filter(
        account_id=account, region=invitation.region, until_at=None
    )
    wanted = invitation.municipality_id
    if live.filter(Q(municipality=None) | Q(municipality=wanted)).exists():
        return
    live.update(until_at=at)
    Operator.objects.create(
        account_id=account,
        region=invitation.region,
        municipality_id=wanted,
        short_name=identity.name.short,
        since_at=at,
    )


def _make_administrator(
    school: School, identity: Identity, region: Region, at: datetime
) -> None:
    on = at.astimezone(region.zone()).date()
    newcomer = Newcomer(identity.name, identity.birth_date, identity.snils or "")
    card = employ(school, newcomer, position=_POSITION, on=on, seal=seal())
    grant(card, Role.ADMINISTRATOR, on=on)


def _at_school(school: School) -> Actor:
    return job_of(school.pk, name="invitation")


def _at_region(account: int) -> Actor:
    return Actor(Kind.DOOR, name=f"account:{account}", account=account)


def _consent(account: int, region: Region, identity: Identity, at: datetime) -> None:
    """The person's own consent: it stands on the page whose button he pressed."""
    Consent.objects.create(
        account_id=account,
        kind=Consent.Kind.OWN,
        state=Consent.State.GIVEN,
        by_oid=identity.oid,
        channel=_CHANNEL,
        text_version=_text(region, at).version,
        decided_at=at,
    )


def _text(region: Region, at: datetime) -> Text:
    return texts_of(policy_of(region, at.astimezone(region.zone()).date())).own


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
