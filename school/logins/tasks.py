"""Tasks: a browser works for a second where a machine would try by the thousand.

A task is a sealed text; its answer is a number that makes the SHA-256 of both begin
with so many zero bits. Found by trying, checked by one hash. It belongs to one form,
lasts ten minutes and is taken once. Nobody is asked to look at pictures.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.core import signing

from school.access.throttling import Caller, Door, knock

# 2^14 hashes on average: docs/decisions/0045 has what that takes a phone.
BITS = 14
LASTS = timedelta(minutes=10)
_SALT = "task"
_LONGEST = 300
_ANSWER = re.compile(r"[0-9]{1,12}")


class Form(StrEnum):
    """What somebody fills in."""

    LOGIN = "login"
    RECOVER = "recover"


@dataclass(frozen=True, slots=True)
class Task:
    """What a browser is asked: ``token`` as the form sends it back, how many ``bits``
    of the hash must be zero."""

    token: str
    bits: int = BITS


def set_task(form: Form, at: datetime) -> Task:
    """A new one, for this form alone."""
    said = [form, int((at + LASTS).timestamp()), secrets.token_urlsafe(12)]
    return Task(signing.dumps(said, salt=_SALT))


def owed(form: Form, sent: Mapping[str, str], at: datetime) -> Task | None:
    """The task to be solved before this form is read; None: ``sent`` brings an answer.

    An answer is used up by being right. One statement, and none for a wrong one.
    """
    token, answer = sent.get("task", ""), sent.get("answer", "")
    is_right = _is_ours(form, token, at) and is_solved(token, answer)
    if is_right and knock(Door.TASK, Caller(reference=token), at) is None:
        return None
    return set_task(form, at)


def is_solved(token: str, answer: str, bits: int = BITS) -> bool:
    """Whether the SHA-256 of «token:answer» begins with so many zero bits. Pure."""
    if not _ANSWER.fullmatch(answer):
        return False
    found = sha256(f"{token}:{answer}".encode()).digest()
    return int.from_bytes(found) >> (8 * len(found) - bits) == 0


def _is_ours(form: Form, token: str, at: datetime) -> bool:
    if len(token) > _LONGEST:
        return False
    try:
        of, until, _ = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return False
    return bool(of == form and at.timestamp() < until)
