"""Seconding: an operator agrees that a court's restriction is lifted, or refuses.

Done by the machine of that school under the operator's name, upon the word that waits
for him; then the row closes.
"""

from collections.abc import Collection
from datetime import datetime

from school.access.operating import Keeper
from school.access.own_cards import tied_to
from school.people.models import Kinship
from school.registry import restricting
from school.registry.models import CourtWord, SecondWord
from school.walls.actor import job_of
from school.walls.behind import behind

HIMSELF = (
    "Это ограничение касается вас или записано вами: подтвердить его должен другой"
    " человек."
)


def may_decide(accounts: Collection[int], waiting: SecondWord) -> bool:
    """Whether somebody of these accounts may; of himself nobody does.

    A transaction of its own, none where there is no account.
    """
    if not accounts:
        return False
    with behind(job_of(waiting.school_id, name="lifting")):
        words = CourtWord.objects.select_related("kinship")
        word = words.get(school=waiting.school_id, pk=waiting.asked_id)
        return not all(_is_himself(one, word, word.kinship) for one in accounts)


def agree(by: Keeper, waiting: SecondWord, at: datetime) -> str:
    """Lift it; works at the next request. Empty when done, else why not."""
    with behind(job_of(waiting.school_id, name=f"operator account:{by.account}")):
        found = _held(waiting)
        if found is None:
            return restricting.NOT_ASKED
        word, link = found
        if _is_himself(by.account, word, link):
            return HIMSELF
        if restricting.is_restricted_besides(link):
            return restricting.ALSO_THERE
        restricting.put(link, restricted=False)
        _say(by, waiting, SecondWord.Verdict.AGREED, "", at)
        by.note("agree_to_lift", f"kinship:{link.pk}", link.school_id)
    return ""


def refuse(by: Keeper, waiting: SecondWord, sentence: str, at: datetime) -> str:
    """Leave the restriction, with a sentence for the school. As :func:`agree`."""
    with behind(job_of(waiting.school_id, name=f"operator account:{by.account}")):
        found = _held(waiting)
        if found is None:
            return restricting.NOT_ASKED
        word, link = found
        if _is_himself(by.account, word, link):
            return HIMSELF
        _say(by, waiting, SecondWord.Verdict.REFUSED, sentence, at)
        by.note("refuse_to_lift", f"kinship:{link.pk}", link.school_id)
    return ""


def _held(waiting: SecondWord) -> tuple[CourtWord, Kinship] | None:
    """The word that waits and its link, locked; None once it has been decided."""
    word = CourtWord.objects.get(school=waiting.school_id, pk=waiting.asked_id)
    link = restricting.locked(word.kinship)
    still = SecondWord.objects.filter(pk=waiting.pk, school=waiting.school_id)
    last = restricting.last_word(link)
    if not still.filter(waits=True).exists() or last != word or not link.restricted:
        return None
    return word, link


def _is_himself(account: int, word: CourtWord, link: Kinship) -> bool:
    """Whether the operator is the one who asked, or the one who is restricted."""
    his = tied_to(account, link.school_id)
    return not his.isdisjoint({word.said_by_id, link.guardian_id})


def _say(
    by: Keeper,
    waiting: SecondWord,
    verdict: SecondWord.Verdict,
    sentence: str,
    at: datetime,
) -> None:
    SecondWord.objects.filter(school=waiting.school_id, pk=waiting.pk).update(
        waits=False,
        verdict=verdict,
        sentence=sentence,
        said_by=f"{by.name or 'Оператор'}, {by.place}",
        said_at=at,
    )
