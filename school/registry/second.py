"""The second person who lifts a restriction, where the school itself has none.

A village school has one administrator: then its municipality is asked (access.md §5).
"""

from django.db.models import Q

from school.access.own_cards import beside, own_cards
from school.people.models import Card, Employee, Kinship
from school.registry.models import CourtWord, SecondWord
from school.rights.models import Grant
from school.rights.visitor import Role, Visitor


def has_another(by: Visitor, link: Kinship) -> bool:
    """Whether somebody else administers the school today, and could come in.

    Another human, and not the one who is restricted: two cards of one person are no
    two people.
    """
    no_others = own_cards(by) | beside(link.guardian_id, link.school_id)
    lasts = Q(until_date=None) | Q(until_date__gt=by.today)
    of_today = Q(lasts, school=by.school, since_date__lte=by.today)
    return (
        Card.objects.filter(school=by.school, user=Card.User.ACTIVE, merged=False)
        .filter(pk__in=Employee.objects.filter(of_today).values("card"))
        .filter(
            pk__in=Grant.objects.filter(of_today, role=Role.ADMINISTRATOR).values(
                "card"
            )
        )
        .exclude(pk__in=no_others)
        .exists()
    )


def ask(word: CourtWord) -> None:
    """Ask the municipality of this word; what was asked of the link before is over."""
    SecondWord.objects.create(
        school_id=word.school_id,
        asked=word,
        document=word.document,
        ruled_date=word.ruled_date,
        asked_at=word.said_at,
    )


def close(link: Kinship) -> None:
    """The school has decided itself: nobody is asked of the link any more."""
    words = CourtWord.objects.filter(school=link.school_id, kinship=link)
    waiting = SecondWord.objects.filter(school=link.school_id, waits=True)
    waiting.filter(asked__in=words.values("pk")).update(waits=False)


def said_of(word: CourtWord | None) -> SecondWord | None:
    """What is asked of this word, or was said; None where nobody was asked."""
    if word is None:
        return None
    return SecondWord.objects.filter(school=word.school_id, asked=word).first()


def is_refused(word: CourtWord) -> bool:
    """Whether the municipality has said no to this word."""
    said = said_of(word)
    return said is not None and said.verdict == SecondWord.Verdict.REFUSED
