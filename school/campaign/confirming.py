"""Confirming: «Прочитано», by one person for himself."""

from datetime import datetime

from school.campaign.models import Announcement, Receipt
from school.people.models import Employee
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor


def confirm(by: Visitor, announcement: Announcement, at: datetime) -> None:
    """Keep who has read it and when; the same again changes nothing.

    Raises PermissionDenied for whoever is not asked to read it.
    """
    with deed(by, Action.CONFIRM_ANNOUNCEMENT, announcement) as act:
        _, is_new = Receipt.objects.get_or_create(
            school_id=announcement.school_id,
            announcement=announcement,
            card_id=by.card,
            defaults={"name": _called(by), "read_at": at},
        )
        if not is_new:
            act.touched(())


def _called(by: Visitor) -> str:
    """As the school names him in public: «Петрова И. В.»."""
    works = Employee.objects.filter(school=by.school, card=by.card)
    name = works.order_by("-since_date").values_list("name", flat=True).first()
    return name or by.short_name
