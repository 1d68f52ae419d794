"""Answering: a parent who came from Госуслуги names the child, and waits.

Nobody is known to the school yet: an invitation is found at the door by the digest of
its code, and what is said to whoever names another child is said of a dead code too.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from school.academics.models import ClassTeacher, Enrolment
from school.access.gathering import seal
from school.access.invited import Invited, packed
from school.access.matching import compare_names
from school.access.reasons import Reason
from school.audit.trail import Line, write
from school.inviting.models import FamilyInvitation, InvitedPerson
from school.people.models import Card, Employee
from school.people.names import FullName
from school.regions.models import Region, School
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

MOST_TRIES = 5
NOT_FOUND = (
    "Приглашение не действует, или ФИО ребёнка вписано не так, как в школе. Проверьте"
    " ФИО по документу ребёнка. Если всё верно, попросите у классного руководителя"
    " новый лист."
)
State = FamilyInvitation.State


@dataclass(frozen=True, slots=True)
class Offer:
    """Who invites: the school, and «Петрова И. В.» where the class has a teacher.

    Of the child nothing. ``is_open``: it may still be answered.
    """

    region: Region
    school: str
    teacher: str
    state: FamilyInvitation.State
    is_open: bool


def look(digest: str, at: datetime) -> Offer | None:
    """The invitation of this digest; None where there is none. A transaction of its
    own."""
    with behind(_knower_of(digest)) as standing:
        found = FamilyInvitation.objects.filter(digest=digest).first()
        if found is None:
            return None
        standing.become(job_of(found.school_id, name="invitation"))
        school = School.objects.select_related("region").get(pk=found.school_id)
        today = at.astimezone(school.region.zone()).date()
        return Offer(
            region=school.region,
            school=school.name,
            teacher=teacher_of(found.school_id, found.student_id, today),
            state=State(found.state),
            is_open=_is_open(found, at),
        )


def answer(invited: Invited, child: FullName, *, at: datetime) -> bool:
    """Write the person down to wait for the class teacher; False: NOT_FOUND.

    Works once for an invitation. One that has been tried with another name too often
    is over.
    """
    if invited.person is None:
        return False
    with behind(_knower_of(invited.digest)) as standing:
        found = FamilyInvitation.objects.filter(digest=invited.digest).first()
        if found is None:
            return False
        standing.become(job_of(found.school_id, name="invitation"))
        locked = FamilyInvitation.objects.select_for_update()
        one = locked.select_related("student").get(school=found.school_id, pk=found.pk)
        if one.student.merged or not _is_open(one, at):
            return False
        if not is_named(one.student, child):
            _count(one, at)
            return False
        one.state, one.answered_at = State.WAITING, at
        one.save(update_fields=["state", "answered_at"])
        InvitedPerson.objects.create(
            school_id=one.school_id,
            invitation=one,
            sealed=seal().seal("identity", packed(invited.person)),
        )
        thing = f"family_invitation:{one.pk}"
        write(Line("door", "answer_invitation", thing, one.school_id))
    return True


def is_named(student: Card, typed: FullName) -> bool:
    """Whether this is the student's ФИО, by the rules of the door; Latin letters that
    only look Cyrillic are let pass."""
    name = FullName(student.last_name, student.first_name, student.patronymic)
    return compare_names(name, typed) in (None, Reason.LATIN_LETTERS)


def teacher_of(school: int, student: int, on: date) -> str:
    """Who leads the student's class on the day: «Петрова И. В.», or empty."""
    lasting = Q(until_date=None) | Q(until_date__gt=on)
    today = lasting & Q(since_date__lte=on, school=school)
    classes = Enrolment.objects.filter(today, student=student).values("school_class")
    leads = ClassTeacher.objects.filter(today, school_class__in=classes)
    works = Employee.objects.filter(today, card__in=leads.values("teacher"))
    return works.order_by("id").values_list("name", flat=True).first() or ""


def _is_open(one: FamilyInvitation, at: datetime) -> bool:
    return one.state == State.OPEN and at < one.expires_at


def _count(one: FamilyInvitation, at: datetime) -> None:
    one.tries += 1
    if one.tries >= MOST_TRIES:
        one.state, one.changed_at = State.OVER, at
    one.save(update_fields=["tries", "state", "changed_at"])


def _knower_of(digest: str) -> Actor:
    """Somebody at the door who knows a code and nothing else."""
    return Actor(Kind.DOOR, name="invitation", digests=(digest,))
