"""Turning the year: next year's classes out of this year's.

Everybody's place in a class of the year ends on 1 September, the next one begins on
that day. Study groups are not copied: subjects and hours of the new year are set anew,
and a whole-class group gathers its class when it is made (:func:`enrolling.gather`).
Groups that the new year has already are filled here. Groups of the old year stay as
they are: no lesson of theirs is held any more.

The verb runs behind the walls of the school's job, in one transaction. It writes down
what it wrote, so that :mod:`school.academics.taking_back` can undo it.
"""

from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Greatest

from school.academics import enrolling
from school.academics.models import (
    ClassTeacher,
    Enrolment,
    SchoolClass,
    StudyGroup,
    YearTurn,
)
from school.academics.next_year import (
    ClassName,
    Learner,
    Turn,
    Unclear,
    Wishes,
    Year,
    turn,
)
from school.academics.noting import note
from school.academics.years import first_day, named
from school.lib import clock
from school.lib.dates import numeric
from school.lib.keys import to_text
from school.walls.behind import explain


def plan(
    *, school: int, year: int, wishes: Wishes, leave_on: date | None = None
) -> Turn | Unclear:
    """Say what :func:`turn_year` would do now. Changes nothing."""
    if leave_on and not date(year, 1, 1) <= leave_on <= first_day(year):
        return Unclear(
            (f"Выпускники выбывают с января по 1 сентября, а не {numeric(leave_on)}.",)
        )
    found = _year_before(school, year)
    if not found.classes:
        return Unclear((f"В {named(year - 1)} учебном году у школы нет классов.",))
    return turn(found, wishes)


def turn_year(
    *, school: int, year: int, wishes: Wishes, leave_on: date | None = None
) -> Turn | Unclear:
    """Turn the school's classes into those of ``year``; returns what was done.

    ``leave_on`` is the first day without the leavers, by default the first of the new
    year. Whoever has his place already is left alone, so that turning again changes
    nothing, or only adds whom somebody has admitted meanwhile.
    """
    wait_for_others(school, year)
    found = plan(school=school, year=year, wishes=wishes, leave_on=leave_on)
    if isinstance(found, Turn) and found.changes:
        explain(f"Перевод на {named(year)} учебный год")
        _apply(found, school, year, leave_on or first_day(year))
    return found


def wait_for_others(school: int, year: int) -> None:
    """Of two who turn a school's year at once the second waits for the first."""
    classes = SchoolClass.objects.filter(school=school, year=year - 1)
    list(classes.order_by("pk").select_for_update().values_list("pk"))


def _year_before(school: int, year: int) -> Year:
    since = first_day(year)
    classes = SchoolClass.objects.filter(school=school)
    leads = ClassTeacher.objects.filter(
        Q(until_date=None) | Q(until_date__gt=since), school=school
    ).values_list("school_class__grade", "school_class__letter", "teacher_id")
    before = leads.filter(school_class__year=year - 1, since_date__lt=since)
    names = classes.values_list("grade", "letter")
    return Year(
        since=since,
        classes=frozenset(ClassName(*one) for one in names.filter(year=year - 1)),
        learners=_learners(school, year, since),
        teachers={ClassName(grade, letter): who for grade, letter, who in before},
        there=frozenset(ClassName(*one) for one in names.filter(year=year)),
        led=frozenset(
            ClassName(grade, letter)
            for grade, letter, _ in leads.filter(school_class__year=year)
        ),
    )


def _learners(school: int, year: int, since: date) -> tuple[Learner, ...]:
    places = Enrolment.objects.filter(school=school)
    then = {
        student: ClassName(grade, letter)
        for student, grade, letter in places.filter(
            Q(until_date=None) | Q(until_date__gt=since),
            since_date__lte=since,
            school_class__year=year,
        ).values_list("student_id", "school_class__grade", "school_class__letter")
    }
    rows = places.filter(
        Q(until_date=None) | Q(until_date__gte=since),
        since_date__lt=since,
        school_class__year=year - 1,
    ).values_list(
        "student__key",
        "student_id",
        "pk",
        "school_class__grade",
        "school_class__letter",
        "until_date",
    )
    return tuple(
        Learner(
            key=to_text(key),
            student=student,
            place=place,
            now=ClassName(grade, letter),
            until=until,
            then=then.get(student),
        )
        for key, student, place, grade, letter, until in rows.order_by("pk")
    )


def _apply(found: Turn, school: int, year: int, leave_on: date) -> None:
    since = first_day(year)
    made = SchoolClass.objects.bulk_create(
        SchoolClass(school_id=school, year=year, grade=name.grade, letter=name.letter)
        for name in found.made
    )
    rooms = {
        ClassName(one.grade, one.letter): one
        for one in SchoolClass.objects.filter(school=school, year=year)
    }
    former = [step.learner.place for step in found.steps]
    Enrolment.objects.filter(school=school, pk__in=former).update(until_date=since)
    gone = [one.place for one in found.leavers]
    Enrolment.objects.filter(school=school, pk__in=gone).update(
        until_date=Greatest(F("since_date"), leave_on)
    )
    begun = Enrolment.objects.bulk_create(
        Enrolment(
            school_id=school,
            student_id=step.learner.student,
            school_class=rooms[step.to],
            since_date=since,
            until_date=step.learner.until,
        )
        for step in found.steps
    )
    leads = ClassTeacher.objects.bulk_create(
        ClassTeacher(
            school_id=school, school_class=rooms[to], teacher_id=who, since_date=since
        )
        for who, to in found.leads
    )
    for group in StudyGroup.objects.filter(school=school, year=year, whole_class=True):
        enrolling.gather(group=group, since=since)
    done = YearTurn.objects.create(
        school_id=school,
        year=year,
        since_date=since,
        leave_date=leave_on,
        former=former,
        begun=[one.pk for one in begun],
        gone=gone,
        classes=[one.pk for one in made],
        leads=[one.pk for one in leads],
        applied_at=clock.now(),
    )
    note("turn_year", done, f"year:{year}", school=school)
