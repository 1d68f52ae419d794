"""A person of a list as a card: a new one, or what his own gets."""

from school.importing.told import Told
from school.importing.verdicts import Person
from school.people.models import Card
from school.registry import making
from school.registry.correcting import Correction


def card_of(school: int, kind: Card.Kind, told: Told) -> Card:
    """The card, unsaved: in the registries and with an active user."""
    return making.card_of(
        school,
        kind,
        making.Person(
            told.name,
            told.birth_date,
            told.snils,
            told.certificate,
            told.phone,
            told.email,
        ),
    )


def correction_of(person: Person) -> Correction:
    """What the table says otherwise; a class is no part of a card."""
    told, parts = person.told, {each.part for each in person.differences}
    return Correction(
        name=told.name if "name" in parts else None,
        birth_date=told.birth_date if "birth_date" in parts else None,
        snils=told.snils if "snils" in parts else None,
        certificate=told.certificate if "certificate" in parts else None,
        phone=told.phone if "phone" in parts else None,
        email=told.email if "email" in parts else None,
    )
