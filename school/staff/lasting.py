"""Lasting: a school is never left without an administrator. Pure.

Who counts is somebody who can come in with the role, and no end is yet named: neither
of the role nor of his work.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from school.staff.holders import Holder

# Source: the security reference §1.3.
UNUSED_AFTER = timedelta(days=90)


def remains(holders: Iterable[Holder], without: int, today: date) -> bool:
    """Whether somebody still administers the school when this card does no longer."""
    return any(one.card != without for one in _lasting(holders, today))


def is_needed(holders: Iterable[Holder], card: int, today: date) -> bool:
    """Whether this card comes in with the role, and without it nobody remains."""
    known = list(holders)
    comes_in = any(one.is_of(card, today) and one.comes_in for one in known)
    return comes_in and not remains(known, card, today)


def prolongs(until: date | None, on: date) -> bool:
    """Whether an end that has been named would move to a later day."""
    return until is not None and on > until


def is_unused(one: Holder, today: date) -> bool:
    """Whether its holder has not come in with the role for so long.

    Counted from when it was given, last used, or first watched: the latest of them.
    Not known of whoever has not been watched yet.
    """
    if one.watched is None:
        return False
    known = [one.since, one.watched, *([one.used] if one.used else [])]
    return today - max(known) >= UNUSED_AFTER


def to_suspend(holders: Iterable[Holder], today: date) -> list[Holder]:
    """Who has not used the role for so long; one who can come in always stays.

    Where all are such, that is who used it last; of them before all one without an end.
    """
    live = [one for one in holders if one.lasts(today)]
    unused = [one for one in live if is_unused(one, today)]
    stay = _lasting(live, today) or [one for one in live if one.comes_in]
    if stay and all(one in unused for one in stay):
        unused.remove(max(stay, key=lambda one: (one.used or one.since, -one.grant)))
    return unused


def _lasting(holders: Iterable[Holder], today: date) -> list[Holder]:
    return [
        one for one in holders if one.lasts(today) and one.ends is None and one.comes_in
    ]
