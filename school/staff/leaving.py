"""Leaving: an employee works at the school no longer, and his roles end with it."""

from datetime import date

from django.db.models import DateField, Q
from django.db.models.functions import Greatest

from school.access.own_cards import is_own
from school.lib.dates import reaches
from school.people.models import Card, Employee
from school.regions.models import School
from school.rights.deed import deed
from school.rights.models import Grant
from school.rights.table import Action
from school.rights.visitor import Visitor
from school.staff import holders
from school.staff.lasting import prolongs, remains

NOT_HERE = "Этот человек в школе сейчас не работает."
NO_DAY = "Укажите день: позже начала работы и не позже, чем через год."
NOBODY_LEFT = (
    "Это единственный администратор школы. Сначала дайте роль другому сотруднику."
)
HIMSELF = "Себе день увольнения не отодвигают: попросите другого администратора."


def work_of(card: Card, today: date) -> Employee | None:
    """The employment that lasts today."""
    lasts = Q(until_date=None) | Q(until_date__gt=today)
    works = Employee.objects.filter(lasts, school=card.school_id, card=card)
    return works.filter(since_date__lte=today).first()


def leave(by: Visitor, card: Card, on: date) -> str:
    """From that day on he works here no longer; till today: out at his next request.

    What was given to him ends on that day too, and does not come back with him; what
    was over before stays as it was. Nobody puts off a day that stands for himself.
    Empty when done, else the sentence why not. Raises PermissionDenied for whoever is
    no administrator.
    """
    school = School.objects.get(pk=card.school_id)
    with deed(by, Action.END_WORK, school) as act:
        act.touched(())
        found = holders.locked(school.pk, by.today)
        work = work_of(card, by.today)
        if work is None:
            return NOT_HERE
        if not work.since_date < on <= reaches(by.today, years=1):
            return NO_DAY
        if prolongs(work.until_date, on) and is_own(by, card.pk):
            return HIMSELF
        holds = any(one.is_of(card.pk, by.today) for one in found)
        if holds and not remains(found, card.pk, by.today):
            return NOBODY_LEFT
        work.until_date = on
        work.save(update_fields=["until_date"])
        _end_grants(card, on, by.today)
        act.touched([school])
        act.about(f"card:{card.pk} {on.isoformat()}")
    return ""


def _end_grants(card: Card, on: date, today: date) -> None:
    lasting = Q(until_date=None) | Q(until_date__gt=max(on, today))
    granted = Grant.objects.filter(lasting, school=card.school_id, card=card)
    granted.update(until_date=Greatest("since_date", on, output_field=DateField()))
