"""Seeing: the school and the region each say that an alarm is seen, and what it was."""

from datetime import datetime

from school.access.operating import Keeper
from school.access.own_cards import is_own
from school.alarms.models import Alarm
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor
from school.walls.actor import job_of
from school.walls.behind import behind

HIMSELF = (
    "Тревога — о вас. Её отмечает другой администратор школы; оператор региона увидит"
    " её и так."
)
ALREADY = "Эту тревогу уже отметили."


def see(by: Visitor, alarm: Alarm, sentence: str, at: datetime) -> str:
    """An administrator says what it was. Empty when done, else the sentence why not."""
    with deed(by, Action.SEE_ALARM, alarm) as act:
        act.touched(())
        if is_own(by, alarm.employee):
            return HIMSELF
        unseen = Alarm.objects.filter(school=alarm.school_id, pk=alarm.pk, seen_at=None)
        if not unseen.update(seen_at=at, seen_by=by.short_name, sentence=sentence):
            return ALREADY
        act.touched([alarm])
    return ""


def see_from_region(by: Keeper, alarm: Alarm, sentence: str) -> None:
    """The region's operator says it. Done by the machine of the school; then the row
    closes to him."""
    with behind(job_of(alarm.school_id, name=f"operator account:{by.account}")):
        waiting = Alarm.objects.filter(school=alarm.school_id, pk=alarm.pk, waits=True)
        said = {"region_by": by.name or "Оператор", "region_sentence": sentence}
        if waiting.update(waits=False, **said):
            by.note("see_alarm", f"alarm:{alarm.pk}", alarm.school_id)
