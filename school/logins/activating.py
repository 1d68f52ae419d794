"""Activating: the code of a registration card becomes a password of one's own.

Whoever does not have the code reads one sentence, whatever is wrong; who has it reads
what became of his card.
"""

import hmac
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from school.access.throttling import Caller, Door, Slowed, forgive, knock_to_fail
from school.audit.trail import Line, write
from school.logins.choosing import around_of, put
from school.logins.codes import read_code, read_login
from school.logins.entering import Whose, look
from school.logins.hashing import hash_of
from school.logins.making import OPEN, State, digest_of_code, digest_of_login
from school.logins.models import RegistrationCard
from school.logins.passwords import unfit
from school.walls.actor import job_of
from school.walls.behind import behind

MOST_TRIES = 5
NOT_FOUND = (
    "Логин, код или дата рождения не подошли. Проверьте по карточке каждый знак и дату"
    " рождения. После пяти неверных попыток карточка перестаёт действовать: тогда"
    " классный руководитель напечатает новую."
)
ASK_TEACHER = "Попросите у классного руководителя новую карточку."
_OVER = {
    State.ACTIVATED: "По этой карточке пароль уже выбран: войдите с ним.",
    State.VOID: f"Эта карточка больше не действует. {ASK_TEACHER}",
}
EXPIRED = f"Срок этой карточки вышел. {ASK_TEACHER}"


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was typed; ``born`` is None for what is no date."""

    login: str
    code: str
    born: date | None
    password: str


@dataclass(frozen=True, slots=True)
class NotActivated:
    """Why not: a sentence for the whole form, or for the ``password`` alone."""

    sentence: str = ""
    password: str = ""


def activate(
    typed: Typed, *, caller: Caller, at: datetime
) -> Whose | NotActivated | Slowed:
    """Use the code up, and keep the password; the login whose it is now.

    Raises Busy. A password that is not fit leaves the code as it was. Short
    transactions of its own.
    """
    slowed = knock_to_fail(Door.ACTIVATE, caller, at)
    if slowed is not None:
        return slowed
    whose = look(digest_of_login(read_login(typed.login) or typed.login))
    trouble = NOT_FOUND if whose is None else _checked(whose, typed, at)
    if trouble or whose is None:
        return NotActivated(trouble)
    forgive(Door.ACTIVATE, caller)
    sentence = unfit(typed.password, around_of(whose))
    if sentence:
        return NotActivated(password=sentence)
    hash_ = hash_of(typed.password)
    with behind(job_of(whose.login.school_id, name="login")):
        # Two who press at once: one of them uses the code up.
        used = _open(whose, typed, at).update(state=State.ACTIVATED, ended_at=at)
        if not used:
            return NotActivated(NOT_FOUND)
        put(whose, hash_, at)
        thing = f"login:{whose.login.pk}"
        write(Line("door", "activate_login", thing, whose.login.school_id))
    return whose


def _checked(whose: Whose, typed: Typed, at: datetime) -> str:
    """The sentence why this is not the code of this child's card; counts the try."""
    school = whose.login.school_id
    digest = _digest(whose, typed)
    with behind(job_of(school, name="login")):
        cards = RegistrationCard.objects.filter(school=school, login=whose.login.pk)
        found = list(cards.select_for_update().order_by("-pk"))
        his = next((one for one in found if _same(one.digest, digest)), None)
        is_his = typed.born == whose.card.birth_date
        if his is not None and is_his:
            return _over(his, at)
        _count(next((one for one in found if one.state in OPEN), None), at)
    return NOT_FOUND


def _over(card: RegistrationCard, at: datetime) -> str:
    if card.state in OPEN:
        return EXPIRED if card.expires_at <= at else ""
    return _OVER[State(card.state)]


def _count(card: RegistrationCard | None, at: datetime) -> None:
    if card is None:
        return
    card.tries += 1
    if card.tries >= MOST_TRIES:
        card.state, card.ended_at = State.VOID, at
    card.save(update_fields=["tries", "state", "ended_at"])


def _open(whose: Whose, typed: Typed, at: datetime) -> QuerySet[RegistrationCard]:
    return RegistrationCard.objects.filter(
        school=whose.login.school_id,
        login=whose.login.pk,
        digest=_digest(whose, typed),
        state__in=OPEN,
        expires_at__gt=at,
    )


def _digest(whose: Whose, typed: Typed) -> str:
    return digest_of_code(whose.login.name, read_code(typed.code) or "")


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)
