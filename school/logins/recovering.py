"""Recovering: «Забыли пароль?», a letter with a link, a new password.

The page writes down what was typed and answers, whatever that was; who it is and
whether he has an e-mail the worker finds out (:func:`answer_what_waits`). No password
is mailed.
"""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.urls import reverse

from school.academics.telling import Told, leaders_of, tell_leaders
from school.access.gathering import seal
from school.audit.trail import Line, write
from school.lib import clock
from school.logins.choosing import around_of, put
from school.logins.codes import read_login
from school.logins.entering import Whose, whose_of
from school.logins.hashing import hash_of
from school.logins.making import digest_of_login, why_not
from school.logins.models import Login, LoginPassword, Recovery, RecoveryAsked
from school.logins.passwords import unfit
from school.mail.addresses import address_in
from school.mail.composing import compose
from school.mail.kinds import RECOVERY
from school.mail.writing import write_letter
from school.notices.posting import Fact, post
from school.people.models import Card
from school.regions.models import Region, School
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

LASTS = timedelta(minutes=30)
OVER = (
    "Ссылка не подошла: она действует полчаса и один раз. Попросите новую — «Забыли"
    " пароль?»."
)
WHAT = "password"
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_MOST = ((_HOUR, 3), (_DAY, 5))
# Brothers and sisters whose school wrote their mother's address into all cards.
_MOST_OF_ONE_ADDRESS = 5
# An address of the school itself stands in many: they are not all asked about.
_MOST_CARDS = 50
_BATCH = 10
_TAKE = """
DELETE FROM recovery_asked WHERE id IN (
    SELECT id FROM recovery_asked ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING region_id, sealed
"""


def ask(region: Region, typed: str, *, at: datetime) -> None:
    """Leave what was typed, a login or an e-mail, for the worker. One statement."""
    sealed = seal().seal("recovery", typed)
    RecoveryAsked.objects.create(region=region, sealed=sealed, asked_at=at)


def answer_what_waits() -> int:
    """Write the letters that were asked for; how many were asked. Safe to run twice.

    A request is taken before it is answered: one that a killed worker took is lost, and
    whoever waits asks again.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [_BATCH])
        taken = cursor.fetchall()
    for region, sealed in taken:
        typed = seal().unseal("recovery", sealed)
        for login in _found(Region.objects.get(pk=region), typed):
            _answer(login, clock.now())
    return len(taken)


def look(token: str, at: datetime) -> Whose | None:
    """Whose new password this link is for; None where it does not work.

    Spends nothing. A transaction of its own.
    """
    digest = _digest(token)
    with behind(Actor(Kind.DOOR, name="recovery", digests=(digest,))) as standing:
        found = Recovery.objects.filter(
            digest=digest, used_at=None, expires_at__gt=at
        ).first()
        if found is None:
            return None
        standing.become(job_of(found.school_id, name="login"))
        login = Login.objects.get(school=found.school_id, pk=found.login_id)
        return whose_of(login)


def renew(token: str, password: str, *, at: datetime) -> Whose | str:
    """Use the link up and keep the password; the login whose it is now, or why not.

    Every session of the child ends, every other link too, and whoever leads his class
    is told. Raises Busy. A password that is not fit leaves the link as it was.
    """
    whose = look(token, at)
    if whose is None:
        return OVER
    sentence = unfit(password, around_of(whose))
    if sentence:
        return sentence
    hash_ = hash_of(password)
    school = whose.login.school_id
    with behind(job_of(school, name="login")):
        links = Recovery.objects.filter(school=school, login=whose.login, used_at=None)
        mine = links.filter(digest=_digest(token), expires_at__gt=at)
        row = mine.values_list("pk", flat=True).first()
        if row is None or not mine.update(used_at=at):
            return OVER
        links.update(used_at=at)
        put(whose, hash_, at)
        _tell(whose, row, at)
        write(Line("door", "recover_login", f"login:{whose.login.pk}", school))
    return replace(whose, hash=hash_)


def _found(region: Region, typed: str) -> list[Login]:
    """The logins that have a password and this name, or this e-mail in the card."""
    schools = tuple(School.objects.filter(region=region).values_list("pk", flat=True))
    name, address = read_login(typed), address_in(typed)
    with behind(Actor(Kind.JOB, "job:recovery", schools=schools)):
        if name is not None:
            found = list(Login.objects.filter(digest=digest_of_login(name)))
        else:
            found = _of_address(address) if address else []
        return _with_password(found)[:_MOST_OF_ONE_ADDRESS]


def _of_address(address: str) -> list[Login]:
    """The logins of students in whose cards it stands, in small letters or as typed.

    Looked up, not compared: no index serves a function behind the walls.
    """
    cards = Card.objects.filter(
        kind=Card.Kind.STUDENT, email__in=sorted({address, address.lower()})
    )
    found = cards.order_by("pk").values_list("school", "pk")[:_MOST_CARDS]
    students: dict[int, list[int]] = {}
    for school, card in found:
        students.setdefault(school, []).append(card)
    return [
        login
        for school, cards_there in students.items()
        for login in Login.objects.filter(school=school, student__in=cards_there)
    ]


def _with_password(logins: list[Login]) -> list[Login]:
    """Those whose owner has chosen one, in a steady order."""
    there: dict[int, list[int]] = {}
    for one in logins:
        there.setdefault(one.school_id, []).append(one.pk)
    chosen = {
        (school, login)
        for school, ids in there.items()
        for login in LoginPassword.objects.filter(
            school=school, login__in=ids
        ).values_list("login", flat=True)
    }
    kept = [one for one in logins if (one.school_id, one.pk) in chosen]
    return sorted(kept, key=lambda one: one.pk)


def _answer(login: Login, at: datetime) -> None:
    """A link, and its letter, in one transaction; nothing where there is no way."""
    with behind(job_of(login.school_id, name="recovery")):
        # Two requests at once wait here: one of them is the fourth.
        Login.objects.select_for_update().get(school=login.school_id, pk=login.pk)
        whose = whose_of(login)
        if whose is None or not _may_have_one(whose, at):
            return
        token = secrets.token_urlsafe(32)
        made = Recovery.objects.create(
            school_id=login.school_id,
            login=login,
            digest=_digest(token),
            made_at=at,
            expires_at=at + LASTS,
        )
        address = settings.SCHOOL_URL + reverse("logins:renew", args=[token])
        words = compose(
            "logins/letters/forgotten.txt", {"login": login.name, "address": address}
        )
        write_letter(
            words,
            school=login.school_id,
            address=address_in(whose.card.email),
            kind=RECOVERY,
            row=made.pk,
            at=at,
        )


def _may_have_one(whose: Whose, at: datetime) -> bool:
    card, region = whose.card, whose.card.school.region
    today = at.astimezone(region.zone()).date()
    if not address_in(card.email) or card.merged or card.user != Card.User.ACTIVE:
        return False
    if why_not(region, card, today) is not None:
        return False
    made = Recovery.objects.filter(school=card.school_id, login=whose.login)
    times = list(made.filter(made_at__gt=at - _DAY).values_list("made_at", flat=True))
    return all(_within(times, at - lasts) < most for lasts, most in _MOST)


def _within(times: Iterable[datetime], since: datetime) -> int:
    return sum(each > since for each in times)


def _tell(whose: Whose, row: int, at: datetime) -> None:
    """A notice for the family, and in the hands of whoever leads the child's class."""
    card = whose.card
    school, today = card.school_id, at.astimezone(card.school.region.zone()).date()
    post(school=school, what=WHAT, facts=[Fact(card.pk, row)], at=at)
    leaders = leaders_of(school, card.pk, today)
    told = [Told(card.pk, row, leader) for leader in leaders]
    tell_leaders(school=school, what=WHAT, told=told, at=at)


def _digest(token: str) -> str:
    return seal().digest("recovery", token)
