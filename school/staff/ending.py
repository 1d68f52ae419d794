"""Ending the role of an administrator: at once, or from a day on."""

from datetime import date

from school.access.own_cards import is_own
from school.lib.dates import reaches
from school.people.models import Card
from school.regions.models import School
from school.rights.deed import deed
from school.rights.models import Grant
from school.rights.table import Action
from school.rights.visitor import Role, Visitor
from school.staff import holders
from school.staff.giving import HIMSELF
from school.staff.lasting import prolongs, remains

NOBODY_LEFT = (
    "Без администратора школа остаться не может. Сначала дайте роль другому сотруднику,"
    " потом закончите эту."
)
NONE = "У этого сотрудника роли администратора сейчас нет."
NO_DAY = "Укажите день: не раньше сегодняшнего и не позже, чем через год."


def end(by: Visitor, card: Card, on: date) -> str:
    """From that day on he administers no longer; today: from his next request.

    Nobody puts off an end that stands for himself: that would be giving him the role.
    Empty when done, else the sentence why not. Raises PermissionDenied for whoever is
    no administrator.
    """
    school = School.objects.get(pk=card.school_id)
    with deed(by, Action.END_ROLE, school) as act:
        act.touched(())
        if not by.today <= on <= reaches(by.today, years=1):
            return NO_DAY
        found = holders.locked(school.pk, by.today)
        held = [one for one in found if one.is_of(card.pk, by.today)]
        if not held:
            return NONE
        if any(prolongs(one.until, on) for one in held) and is_own(by, card.pk):
            return HIMSELF
        if not remains(found, card.pk, by.today):
            return NOBODY_LEFT
        ended = Grant.objects.filter(school=school, pk__in=[one.grant for one in held])
        ended.update(until_date=on)
        act.touched([school])
        act.about(f"card:{card.pk} {Role.ADMINISTRATOR} {on.isoformat()}")
    return ""
