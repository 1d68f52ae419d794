"""Correcting a personal card: only what is named changes, and history keeps both."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from school.access.gathering import seal
from school.access.models import HeldCard
from school.lib import clock
from school.mail.addresses import address_in
from school.mail.composing import compose
from school.mail.kinds import FORMER_ADDRESS
from school.mail.writing import write_letter
from school.people.documents import put_certificate, put_snils
from school.people.models import Card, Employee
from school.people.names import FullName
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor

_COLUMNS = (
    *("last_name", "first_name", "patronymic", "birth_date", "phone", "email"),
    *("snils_sealed", "snils_digest", "snils_unsound"),
    *("certificate_sealed", "certificate_digest"),
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to stand in a card from now on; None leaves a part as it is.

    ``snils`` is 11 digits, ``certificate`` in its canonical form; empty takes the
    document out of the card, as it does with ``phone`` and ``email``.
    """

    name: FullName | None = None
    birth_date: date | None = None
    snils: str | None = None
    certificate: str | None = None
    phone: str | None = None
    email: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts that it changes."""
        named = (each.name for each in fields(self))
        return tuple(name for name in named if getattr(self, name) is not None)

    @property
    def identifies(self) -> bool:
        """Whether it changes anything that Госуслуги are asked about."""
        return not {"phone", "email"}.issuperset(self.parts)


def correct(by: Visitor, card: Card, correction: Correction) -> Card:
    """Write the correction into the card, in the caller's transaction.

    The card as it then stands: what others changed in other parts meanwhile stays.
    Raises PermissionDenied for whoever may not.
    """
    with deed(by, Action.CORRECT_CARD, card) as act:
        locked = Card.objects.select_for_update()
        card = locked.get(school=card.school_id, pk=card.pk)
        former = _put(card, correction)
        card.save()
        _tell_families(card, correction)
        _tell_former(card, former)
        if correction.identifies:
            # Why the door refused the former card says nothing of this one.
            HeldCard.objects.filter(school=card.school_id, card=card).update(
                mended_at=clock.now()
            )
        for part in correction.parts:
            act.about(part)
    return card


def correct_all(school: int, corrections: Mapping[int, Correction]) -> None:
    """The same for many cards of a school at once, within a deed of the caller's.

    By the cards' ids; three statements, one for each employee's name and each letter.
    """
    locked = Card.objects.select_for_update().filter(school=school)
    cards = list(locked.filter(pk__in=corrections).order_by("pk"))
    former = {card.pk: _put(card, corrections[card.pk]) for card in cards}
    Card.objects.bulk_update(cards, _COLUMNS)
    for card in cards:
        _tell_families(card, corrections[card.pk])
        _tell_former(card, former[card.pk])
    identified = [pk for pk, one in corrections.items() if one.identifies]
    HeldCard.objects.filter(school=school, card__in=identified).update(
        mended_at=clock.now()
    )


def _tell_families(card: Card, correction: Correction) -> None:
    """Families read an employee's name from the employment, not from the card."""
    if correction.name is not None and card.kind == Card.Kind.EMPLOYEE:
        Employee.objects.filter(school=card.school_id, card=card).update(
            name=correction.name.with_initials
        )


def _tell_former(card: Card, address: str) -> None:
    """A student's new password comes to the address of his card: whoever had it till
    now must be able to say that it was taken from him (security.md §4.7)."""
    former = address_in(address)
    now = address_in(card.email)
    is_another = former.casefold() != now.casefold()
    if not former or not is_another or card.kind != Card.Kind.STUDENT:
        return
    write_letter(
        compose("registry/letters/former.txt", {}),
        school=card.school_id,
        address=former,
        kind=FORMER_ADDRESS,
        row=card.pk,
        at=clock.now(),
    )


def _put(card: Card, correction: Correction) -> str:
    """The correction into the card; the e-mail that stood in it before."""
    former: str = card.email
    name = correction.name
    if name is not None:
        card.last_name = name.last
        card.first_name = name.first
        card.patronymic = name.patronymic
    if correction.birth_date is not None:
        card.birth_date = correction.birth_date
    if correction.snils is not None:
        put_snils(card, correction.snils, seal())
    if correction.certificate is not None:
        put_certificate(card, correction.certificate, seal())
    if correction.phone is not None:
        card.phone = correction.phone
    if correction.email is not None:
        card.email = correction.email
    return former
