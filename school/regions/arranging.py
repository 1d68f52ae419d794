"""Arranging: which municipalities and schools a region has, their names and contacts.

By its operator, whom a page has let in: ``by`` names him in the trail. Each answers an
empty text when it is done, else the sentence why not.
"""

import re
from dataclasses import dataclass

from django.db import transaction

from school.audit.trail import Line, write
from school.regions.models import Municipality, Region, School
from school.regions.opening import is_phone, no_phone
from school.regions.opening_schools import ABSURD, hold, is_name, tidy

_EMAIL = re.compile(r"[^@\s]{1,64}@[a-zA-Z0-9.-]{1,190}\.[a-zA-Z]{2,20}")


@dataclass(frozen=True, slots=True)
class Named:
    """What a place is called and whom to call there, as typed.

    ``short_name`` is a school's; empty, it is called by its name.
    """

    name: str
    short_name: str = ""
    phone: str = ""
    email: str = ""


def add_municipality(region: Region, wanted: Named, *, by: str) -> str:
    """Make a municipality, before it has a school."""
    return _keep_municipality(Municipality(region=region), wanted, by)


def correct_municipality(town: Municipality, wanted: Named, *, by: str) -> str:
    """Write down another name or other contacts."""
    return _keep_municipality(town, wanted, by)


def correct_school(school: School, wanted: Named, *, by: str) -> str:
    """Write down another name or other contacts of a school."""
    name = tidy(wanted.name)
    short = tidy(wanted.short_name) or name
    why = _why_not(wanted, name, short)
    if why:
        return why
    with transaction.atomic():
        hold(school.region_id)
        same = School.objects.filter(municipality=school.municipality_id, name=name)
        if same.exclude(pk=school.pk).exists():
            return f"Школа «{name}» здесь уже есть."
        school.name, school.short_name = name, short
        school.phone, school.email = tidy(wanted.phone), tidy(wanted.email)
        school.save(update_fields=["name", "short_name", "phone", "email"])
        write(Line(by, "correct_school", f"school:{school.pk}", school.pk))
    return ""


def _keep_municipality(town: Municipality, wanted: Named, by: str) -> str:
    name = tidy(wanted.name)
    why = _why_not(wanted, name)
    if why:
        return why
    act = "correct_municipality" if town.pk else "add_municipality"
    with transaction.atomic():
        hold(town.region_id)
        same = Municipality.objects.filter(region=town.region_id, name=name)
        if same.exclude(pk=town.pk).exists():
            return f"Муниципалитет «{name}» уже есть."
        town.name, town.phone, town.email = name, tidy(wanted.phone), tidy(wanted.email)
        town.save()
        write(Line(by, act, f"municipality:{town.pk}"))
    return ""


def _why_not(wanted: Named, *names: str) -> str:
    phone, email = tidy(wanted.phone), tidy(wanted.email)
    if not all(is_name(one) for one in names):
        return ABSURD
    if phone and not is_phone(phone):
        return no_phone(phone)
    if email and not _EMAIL.fullmatch(email):
        return f"Адрес «{email[:100]}» не похож на почту: school@example.ru."
    return ""
