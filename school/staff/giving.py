"""Giving the role of an administrator to an employee, and leaving it to him."""

from django.db.models import F, Q

from school.access.own_cards import is_own
from school.people.models import Card, Employee
from school.regions.models import School
from school.rights.deed import deed
from school.rights.granting import grant
from school.rights.models import Grant
from school.rights.table import Action
from school.rights.visitor import Role, Visitor

NOT_HERE = "Этот человек сейчас не работает в школе: роль дают только сотруднику."
HIMSELF = "Себе роль не дают и не продлевают: попросите другого администратора."
NO_USER = "Пользователь отключён: сначала включите его в карточке."


def give(by: Visitor, card: Card) -> str:
    """Make the employee an administrator from today; one that ends soon lasts on.

    Where the end of his work is named, till then. Works at his next request. Empty when
    done, else the sentence why not. Raises PermissionDenied for whoever is no
    administrator.
    """
    school = School.objects.get(pk=card.school_id)
    with deed(by, Action.GIVE_ROLE, school) as act:
        act.touched(())
        if is_own(by, card.pk):
            return HIMSELF
        lasts = Q(until_date=None) | Q(until_date__gt=by.today)
        works = Employee.objects.filter(
            lasts, school=school, card=card, since_date__lte=by.today
        )
        work = works.order_by(F("until_date").desc(nulls_first=True)).first()
        if work is None:
            return NOT_HERE
        if card.user != Card.User.ACTIVE:
            return NO_USER
        held = Grant.objects.select_for_update().filter(
            lasts, school=school, card=card, role=Role.ADMINISTRATOR
        )
        if not held.exists():
            grant(card, Role.ADMINISTRATOR, on=by.today)
        held.update(until_date=work.until_date)
        act.touched([school])
        act.about(f"card:{card.pk} {Role.ADMINISTRATOR}")
    return ""
