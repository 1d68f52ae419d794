"""Entering: a child comes in by the login of his school and his own password.

Whoever types a wrong one reads the same whether there is such a login or not, after the
same work. What is wrong besides the password is said to whoever knows the password.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Case, F, TextField, Value, When

from school.access.by_login import account_by_login
from school.access.devices import UNKNOWN, Device
from school.access.lifetimes import FAMILY
from school.access.sessions import open_session
from school.access.throttling import Caller, Door, Slowed, forgive, knock_to_fail
from school.audit.trail import Line, write
from school.logins.codes import read_login
from school.logins.guarding import note_failure
from school.logins.hashing import Busy, hash_of, is_dated, is_right
from school.logins.making import digest_of_login, midnight, name_of
from school.logins.models import Login, LoginPassword
from school.logins.rules import NoPassword, no_password, password_ends
from school.people.models import Card
from school.regions.in_force import line_of
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

MOST_FAILURES = 100
WRONG = (
    "Логин или пароль не подошли. Проверьте раскладку клавиатуры и большие буквы."
    " Пароль, напечатанный на карточке, — это код для первого входа: введите его по"
    " ссылке «Первый раз»."
)
OFF = (
    "Пароль верный, но школа выключила для вас вход. Обратитесь к классному"
    " руководителю: он видит вашу карточку."
)
_NOBODY = 0
_VOID = Value("", TextField())


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody types: ``former`` is the token of the session there, which makes
    way; ``known`` the mark of a browser in which this login has come in before."""

    device: Device = UNKNOWN
    former: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class CameIn:
    """The child is in: the token of his session."""

    token: str
    login: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """Nobody comes in; the sentence is the same for every login."""

    sentence: str = WRONG


@dataclass(frozen=True, slots=True)
class Whose:
    """A login that there is, and all that is asked about it; ``hash`` may be empty."""

    login: Login
    card: Card
    hash: str


Entered = CameIn | Wrong | NoPassword | Slowed


def enter(
    typed: str, password: str, *, browser: Browser, caller: Caller, at: datetime
) -> Entered:
    """Come in with a login as it was typed and a password; or why not.

    Raises Busy when too many passwords are being compared. Short transactions of its
    own; none is open while a password is hashed.
    """
    digest = digest_of_login(read_login(typed) or typed)
    caller = replace(caller, account=digest + browser.known)
    slowed = knock_to_fail(Door.LOGIN, caller, at)
    if slowed is not None:
        return slowed
    whose = look(digest)
    try:
        right = is_right(password, whose.hash if whose else "")
    except Busy:
        forgive(Door.LOGIN, caller)
        raise
    if not right or whose is None:
        _count(whose)
        note_failure(digest, at)
        return Wrong()
    forgive(Door.LOGIN, caller)
    _remember(whose, password)
    return open_for(whose, browser, at)


def open_for(whose: Whose, browser: Browser, at: datetime) -> Entered:
    """The session of somebody who has just shown that the login is his; or why none.

    It lasts while the rules give his age a password, not a minute longer.
    """
    card, region = whose.card, whose.card.school.region
    today = at.astimezone(region.zone()).date()
    why = no_password(line_of(region), card.birth_date, today)
    if why is not None:
        return why
    if card.merged or card.user != Card.User.ACTIVE:
        return Wrong(OFF)
    ends = password_ends(line_of(region), card.birth_date, today)
    account = account_by_login(region, card.school_id, card.pk, name_of(card).short, at)
    with transaction.atomic():
        token = open_session(
            account,
            (card.pk,),
            at=at,
            lasts=FAMILY,
            until=midnight(region, ends) if ends else None,
            on=browser.device,
            instead_of=browser.former,
        )
        login = f"login:{whose.login.pk}"
        write(Line(f"account:{account}", "sign_in", login, card.school_id))
    return CameIn(token, whose.login.digest)


def look(digest: str) -> Whose | None:
    """The login of this digest, with its card, school and region; None: no such.

    The same statements whether there is one or not.
    """
    with behind(Actor(Kind.DOOR, name="login", digests=(digest,))) as standing:
        found = Login.objects.filter(digest=digest).first()
        school, login, student = _NOBODY, _NOBODY, _NOBODY
        if found is not None:
            school, login, student = found.school_id, found.pk, found.student_id
        standing.become(job_of(school, name="login"))
        kept = LoginPassword.objects.filter(school=school, login=login).first()
        cards = Card.every.select_related("school__region")
        card = cards.filter(school=school, pk=student).first()
    if found is None or card is None:
        return None
    return Whose(found, card, kept.hash if kept else "")


def whose_of(login: Login) -> Whose | None:
    """The same of a login that was found otherwise; behind the walls as a job."""
    kept = LoginPassword.objects.filter(school=login.school_id, login=login.pk).first()
    cards = Card.every.select_related("school__region")
    card = cards.filter(school=login.school_id, pk=login.student_id).first()
    return None if card is None else Whose(login, card, kept.hash if kept else "")


def _count(whose: Whose | None) -> None:
    """One more wrong password in a row; the hundredth makes the right one void.

    One statement, whether there is such a login or not.
    """
    school, login = _NOBODY, _NOBODY
    if whose is not None:
        school, login = whose.login.school_id, whose.login.pk
    with behind(job_of(school, name="login")):
        with connection.cursor() as cursor:
            # To wait for the disk would tell that there is such a login; a count that
            # a crash forgets is one guess.
            cursor.execute("SET LOCAL synchronous_commit = off")
        LoginPassword.objects.filter(school=school, login=login).update(
            failures=F("failures") + 1,
            hash=Case(When(failures__lt=MOST_FAILURES - 1, then="hash"), default=_VOID),
        )


def _remember(whose: Whose, password: str) -> None:
    """The tries in a row are over; a hash of former parameters is made anew."""
    values: dict[str, object] = {"failures": 0}
    if is_dated(whose.hash):
        values["hash"] = hash_of(password)
    with behind(job_of(whose.login.school_id, name="login")):
        mine = LoginPassword.objects.filter(
            school=whose.login.school_id, login=whose.login.pk, hash=whose.hash
        )
        mine.exclude(failures=0, hash=values.get("hash", whose.hash)).update(**values)
