"""Whom sheets are printed for, and the square on each of them."""

from collections.abc import Sequence
from datetime import date

import segno
from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from school.people.models import Card, Kinship

ALONE = "alone"
EVERYBODY = "all"


def without_parents(students: Sequence[Card], on: date) -> list[Card]:
    """Those to whom nobody is linked on the day. One query."""
    if not students:
        return []
    lasting = Q(until_date=None) | Q(until_date__gt=on)
    links = Kinship.objects.filter(
        lasting,
        school=students[0].school_id,
        student__in=[one.pk for one in students],
    )
    linked = set(links.values_list("student", flat=True))
    return [one for one in students if one.pk not in linked]


def address_of(code: str) -> str:
    """The address that the square leads to."""
    return settings.SCHOOL_URL + reverse("inviting:code", args=[code])


def square(address: str) -> str:
    """A QR code of the address as SVG that fits any size, for a page."""
    code = segno.make_qr(address, error="m")
    return code.svg_inline(omitsize=True, svgclass="invitation__square", lineclass=None)
