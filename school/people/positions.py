"""As whom somebody looks: what he is at which school, for the head of his pages."""

from datetime import date

from django.db.models import Q

from school.people.models import Employee


def position_of(card: int | None, school: int | None, on: date) -> str:
    """«Учитель — Школа № 12», empty for whoever does not work there that day.

    One query, behind the walls.
    """
    works = Employee.objects.filter(
        Q(until_date=None) | Q(until_date__gt=on),
        since_date__lte=on,
        card=card,
        school=school,
    )
    found = works.values_list("position", "school__short_name").first()
    if found is None:
        return ""
    position, name = found
    return f"{position[:1].upper()}{position[1:]} — {name}"
