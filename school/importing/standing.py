"""How a school stands, for lists of every kind to be laid beside it."""

from datetime import date

from school.academics.models import SchoolClass
from school.academics.years import year_of
from school.importing.verdicts import Known
from school.lib.keys import to_text
from school.people.models import Card
from school.people.names import FullName


def classes(school: int, on: date) -> dict[str, SchoolClass]:
    """The classes of the year of that day, by their labels: «5А»."""
    found = SchoolClass.objects.filter(school=school, year=year_of(on))
    return {label(one): one for one in found}


def label(school_class: SchoolClass) -> str:
    """«5А», as lists name a class."""
    return f"{school_class.grade}{school_class.letter}"


def known(card: Card, school_class: str = "") -> Known:
    """A card as it is laid beside a list; its class as «5А», empty for none."""
    return Known(
        card.pk,
        to_text(card.key),
        FullName(card.last_name, card.first_name, card.patronymic),
        card.birth_date,
        card.snils_digest or "",
        card.certificate_digest or "",
        card.phone,
        card.email,
        school_class,
    )
