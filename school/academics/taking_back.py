"""Taking a turn of the year back: everybody's place as it was before.

Behind the walls of the school's job: nobody else may remove a row.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Greatest

from school.academics.models import (
    ClassTeacher,
    Enrolment,
    Membership,
    SchoolClass,
    StudyGroup,
    YearTurn,
)
from school.academics.next_year import ClassName
from school.academics.noting import note
from school.academics.turning import wait_for_others
from school.academics.years import named
from school.lib import clock
from school.walls.behind import explain


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The turn is undone: so many students are where they were.

    ``kept`` are classes that the turn had made and that are used already.
    """

    students: int
    kept: tuple[ClassName, ...]


@dataclass(frozen=True, slots=True)
class NotTakenBack:
    """Nothing was undone, and the sentence that says why."""

    sentence: str


def take_back(*, school: int, year: int) -> TakenBack | NotTakenBack:
    """Undo every turn into ``year``: places as they were, its classes gone.

    Only the journal knows whether something has been written in the new year:
    ``journal.turning_back`` asks it first and is the verb to call. Whoever has left
    since stays gone. What others have made in the new year stays, with its classes.
    """
    wait_for_others(school, year)
    turns = list(YearTurn.objects.filter(school=school, year=year, undone_at=None))
    if not turns:
        return NotTakenBack(f"Перевода на {named(year)} учебный год не было.")
    moved = sum(_moved_since(one) for one in turns)
    if moved:
        return NotTakenBack(
            f"После перевода на {named(year)} учебный год часть учеников уже зачислена"
            f" или переведена отдельно ({moved}): сначала отмените это."
        )
    explain(f"Отмена перевода на {named(year)} учебный год")
    students = sum(_undo(one) for one in turns)
    kept = _unmake_classes(school, [pk for one in turns for pk in one.classes])
    YearTurn.objects.filter(pk__in=[one.pk for one in turns]).update(
        undone_at=clock.now()
    )
    note("take_back_year", turns[0], f"year:{year}", school=school)
    return TakenBack(students, kept)


def _moved_since(done: YearTurn) -> int:
    """Places that the turn's students have got since by other ways."""
    own = [*done.former, *done.begun, *done.gone]
    students = Enrolment.objects.filter(school=done.school_id, pk__in=own)
    return (
        Enrolment.objects.filter(
            school=done.school_id,
            student__in=students.values("student"),
            since_date__gte=done.leave_date,
        )
        .exclude(pk__in=own)
        .exclude(until_date=F("since_date"))
        .count()
    )


def _undo(done: YearTurn) -> int:
    """Take one turn's places back. Returns how many students it is about."""
    places = Enrolment.objects.filter(school=done.school_id)
    ends = dict(places.filter(pk__in=done.begun).values_list("pk", "until_date"))
    Membership.objects.filter(
        school=done.school_id,
        group__year=done.year,
        student__in=places.filter(pk__in=done.begun).values("student"),
    ).delete()
    places.filter(pk__in=done.begun).delete()
    # Whoever left meanwhile has an end in his new place, and keeps it in the old one.
    former = defaultdict(list)
    for old, new in zip(done.former, done.begun, strict=True):
        former[ends.get(new)].append(old)
    for until, old_ones in former.items():
        places.filter(pk__in=old_ones, until_date=done.since_date).update(
            until_date=until
        )
    places.filter(
        pk__in=done.gone, until_date=Greatest(F("since_date"), done.leave_date)
    ).update(until_date=None)
    ClassTeacher.objects.filter(school=done.school_id, pk__in=done.leads).delete()
    return len(done.former) + len(done.gone)


def _unmake_classes(school: int, made: list[int]) -> tuple[ClassName, ...]:
    """Remove the made classes that nothing hangs on; returns the others."""
    here = {"school": school, "school_class": OuterRef("pk")}
    classes = SchoolClass.objects.filter(school=school, pk__in=made)
    classes.exclude(
        Exists(Enrolment.objects.filter(**here))
        | Exists(StudyGroup.objects.filter(**here))
        | Exists(ClassTeacher.objects.filter(**here))
    ).delete()
    return tuple(ClassName(one.grade, one.letter) for one in classes.order_by("pk"))
