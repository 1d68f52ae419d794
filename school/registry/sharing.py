"""Sharing: whose cards of the school have the same document or describe one person."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from school.access.gathering import seal
from school.lib.keys import to_text
from school.people.models import Card
from school.people.names import FullName
from school.registry.keeping import kept_cards
from school.registry.linking import name_key
from school.registry.making import Person
from school.rights.visitor import Visitor

_WHO = {
    Card.Kind.STUDENT: "ученик",
    Card.Kind.GUARDIAN: "родитель",
    Card.Kind.EMPLOYEE: "сотрудник",
}
STRANGERS = "в карточке человека, которую ведёте не вы: скажите администратору"


@dataclass(frozen=True, slots=True)
class Sharer:
    """Another card: its name and key are empty where it is not the visitor's."""

    key: str
    name: str

    @property
    def told(self) -> str:
        """«в карточке: Иванова Мария (ученик)»."""
        return f"в карточке: {self.name}" if self.name else STRANGERS


def with_snils(by: Visitor, card: Card, digits: str) -> list[Sharer]:
    """Cards of the school with this СНИЛС that are not the same person's other role.

    A teacher who is a mother has one СНИЛС on two cards of different kinds, with one
    name and one birth date: nothing is wrong then.
    """
    same = Card.objects.filter(
        school=card.school_id, snils_digest__in=seal().digests("snils", digits)
    ).exclude(pk=card.pk)
    his_other_role = Q(name_key=card.name_key, birth_date=card.birth_date)
    return _told(by, same.exclude(his_other_role & ~Q(kind=card.kind)))


def others_with_snils(by: Visitor, who: Person) -> list[Sharer]:
    """Cards of the visitor's school with this person's СНИЛС that are not his."""
    same = Card.objects.filter(
        school=by.school, snils_digest__in=seal().digests("snils", who.snils)
    )
    his = Q(name_key=name_key(who.name), birth_date=who.birth_date)
    return _told(by, same.exclude(his))


def twins_of(by: Visitor, card: Card) -> list[Sharer]:
    """Cards that look like the same person's once more: by document, or by ФИО and
    birth date among those of one kind. Two queries."""
    same = Q(name_key=card.name_key, birth_date=card.birth_date)
    for digest in ("snils_digest", "certificate_digest"):
        if getattr(card, digest):
            same |= Q(**{digest: getattr(card, digest)})
    found = Card.objects.filter(same, school=card.school_id, kind=card.kind)
    return _told(by, found.exclude(pk=card.pk))


def _told(by: Visitor, cards: QuerySet[Card]) -> list[Sharer]:
    kept = set(kept_cards(by).filter(pk__in=cards.values("pk")).values_list("pk"))
    return [
        Sharer(
            key=to_text(one.key) if (one.pk,) in kept else "",
            name=_name(one) if (one.pk,) in kept else "",
        )
        for one in cards.order_by("pk")
    ]


def _name(card: Card) -> str:
    name = FullName(card.last_name, card.first_name, card.patronymic).full
    return f"{name} ({_WHO[Card.Kind(card.kind)]})"
