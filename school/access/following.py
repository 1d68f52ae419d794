"""Following the register: what people decide there is known here without a sign-in.

Whoever has lost the consent by which he came in is signed out, at most a minute later;
nobody else is touched: a child's sessions end with the parents' consent, the parents'
own do not.
"""

from datetime import date, datetime, timedelta

from school.access import sessions
from school.access.checking import consented
from school.access.consents import ledger, standing
from school.access.consents.channels.chosen import channel
from school.access.consents.representing import counted, representatives
from school.access.consents.texts import texts_of
from school.access.facts import WHO_OF_KIND, CardFacts, ConsentFacts
from school.access.gathering import look_at_account
from school.access.models import Account, ConsentWatch
from school.audit.trail import Line, write
from school.lib import clock
from school.regions.in_force import policy_of
from school.regions.policy import Policy
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

# Two clocks are never quite the same; to hear a thing twice changes nothing.
_OVERLAP = timedelta(minutes=2)
_FIRST_LOOK = timedelta(days=1)


def follow() -> int:
    """Ask the register what has changed, and act on it; how many people it was about.

    Safe to repeat and to run twice at once. While the register is silent nothing is
    forgotten: the next look begins where the last one ended.
    """
    now = clock.now()
    watch = ConsentWatch.objects.filter(pk=1).first()
    # A register that dates a word ahead must not make us deaf until then.
    since = min(watch.seen_at, now) if watch else now - _FIRST_LOOK
    turned = channel().turned(since - _OVERLAP)
    if turned is None:
        return 0
    people = {each.oid for each in turned}
    for oid in sorted(people):
        for account in _accounts_of(oid):
            look_again(account, now)
    seen = min(now, max((since, *(each.at for each in turned))))
    if watch is None or seen > watch.seen_at:
        ConsentWatch.objects.update_or_create(pk=1, defaults={"seen_at": seen})
    return len(people)


def look_again(account: Account, now: datetime) -> None:
    """Write down what is said of one account's person now, and end what it ended."""
    on = now.astimezone(account.region.zone()).date()
    policy = policy_of(account.region, on)
    texts = texts_of(policy)
    told = channel().told(account.oid, texts) if account.oid is not None else ()
    cards, words = look_at_account(account.pk, on)
    fresh = standing.news(words, told)
    ledger.write(account.pk, fresh, texts, now)
    ledger.copy(fresh, [(card.school_id, card.card_id) for card in cards])
    students = [
        (card.school_id, card.card_id) for card in cards if card.kind == "student"
    ]
    heard = counted((*words, *fresh), representatives(students, on))
    said = standing.facts(heard, texts, now)
    shut = {card.card_id for card in cards if not _is_open(card, said, policy, on)}
    if sessions.close_with(account.pk, shut):
        write(Line("job:consents", "end_sessions", f"account:{account.pk}"))


def _accounts_of(oid: int) -> list[Account]:
    """The accounts of a person in all regions; none where he never came in."""
    with behind(Actor(Kind.DOOR, name="consents", oid=oid)):
        return list(Account.objects.filter(oid=oid).select_related("region"))


def _is_open(
    card: CardFacts, said: tuple[ConsentFacts, ...], policy: Policy, on: date
) -> bool:
    ways = policy.ways(WHO_OF_KIND[card.kind], card.birth_date, on)
    return any(consented(way, card, said) is None for way in ways)
