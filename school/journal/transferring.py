"""Transferring a student to another school of the region, marks and all.

Nobody reads another school's rows. The leaving school issues the personal file and the
sheet of current marks behind its own walls; they are values, kept nowhere between; the
receiving school accepts them behind its own and owns what it wrote. First the child is
received, then he leaves: whatever breaks in between, he is never in no school, and
saying the same again completes it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from school.academics import moving
from school.academics.models import Enrolment, SchoolClass
from school.academics.moving import NotMoved
from school.academics.noting import note
from school.academics.personal_files import (
    NotTakenIn,
    PersonalFile,
    TakenIn,
    take_in,
    take_out,
)
from school.academics.years import year_of
from school.journal.mark_sheet import MarkSheet, issue
from school.journal.models import BroughtMark
from school.lib import clock
from school.lib.dates import numeric
from school.people.models import Card
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind, explain

JOB = "change_school"


@dataclass(frozen=True, slots=True)
class Arrived:
    """The student studies in the receiving school; ``marks`` came along with him."""

    taken: TakenIn
    marks: int


def change_school(
    *,
    student: Card,
    origin: School,
    school_class: SchoolClass,
    target: School,
    on: date,
    reason: str = "",
) -> Arrived | NotMoved:
    """Let the student leave ``origin`` and begin in ``target``'s class on the day.

    Opens the walls of each school itself, one short transaction at a time.
    """
    why = _why_not(origin, target) or moving.why_not(student, school_class, on)
    if why:
        return NotMoved(why)
    with behind(job_of(origin.pk, name=JOB)):
        papers = _issue(student, origin, on)
    if isinstance(papers, NotMoved):
        return papers
    with behind(job_of(target.pk, name=JOB)):
        arrived = _accept(papers, school_class, on, reason)
    if isinstance(arrived, NotMoved):
        return arrived
    with behind(job_of(origin.pk, name=JOB)):
        left = moving.leave(
            student=student, on=on, reason=reason or "Перевод в другую школу"
        )
    return left if isinstance(left, NotMoved) else arrived


def _why_not(origin: School, target: School) -> str:
    if origin.pk == target.pk:
        return "Это одна и та же школа: внутри неё меняют класс."
    if origin.region_id != target.region_id:
        return "Школы — в разных регионах: личное дело передают сами школы."
    return ""


Papers = tuple[PersonalFile, MarkSheet]


def _issue(student: Card, origin: School, on: date) -> Papers | NotMoved:
    the_day_before = on - timedelta(days=1)
    here = Enrolment.objects.filter(
        Q(until_date=None) | Q(until_date__gte=on),
        school=origin,
        student=student,
        since_date__lte=the_day_before,
    )
    if not here.exists():
        return NotMoved(
            f"{numeric(the_day_before)} ученика нет ни в одном классе школы"
            f" «{origin.short_name}»: переводить некого."
        )
    sheet = issue(
        student=student,
        origin=origin.short_name,
        year=year_of(the_day_before),
        on=on,
    )
    note("issue_mark_sheet", student, f"marks:{len(sheet.lines)}", school=origin.pk)
    return take_out(student=student, on=the_day_before), sheet


def _accept(
    papers: Papers, school_class: SchoolClass, on: date, reason: str
) -> Arrived | NotMoved:
    brought, sheet = papers
    explain(reason or f"Перевод из школы «{sheet.origin}»")
    taken = take_in(brought, school=school_class.school_id, on=on)
    if isinstance(taken, NotTakenIn):
        return NotMoved(taken.sentence)
    admitted = moving.admit(
        student=taken.student,
        school_class=school_class,
        on=on,
        reason=reason or f"Перевод из школы «{sheet.origin}»",
    )
    if isinstance(admitted, NotMoved):
        # The cards that were taken in for him are not needed then.
        transaction.set_rollback(True)
        return admitted
    _bring(sheet, taken.student)
    return Arrived(taken, len(sheet.lines))


def _bring(sheet: MarkSheet, student: Card) -> None:
    """Write the sheet's lines that are not there yet."""
    BroughtMark.objects.bulk_create(
        (
            BroughtMark(
                school_id=student.school_id,
                year=sheet.year,
                student=student,
                subject_id=line.subject,
                origin=sheet.origin,
                date=line.date,
                value=line.value,
                number=line.number,
                weight=line.weight,
                kind=line.kind,
                sent=line.mark,
                brought_at=clock.now(),
            )
            for line in sheet.lines
        ),
        ignore_conflicts=True,
    )
    note(
        "accept_mark_sheet",
        student,
        f"marks:{len(sheet.lines)}",
        school=student.school_id,
    )
