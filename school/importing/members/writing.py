"""Writing members of parts of classes, from today. In a caller's deed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import F
from django.db.models.functions import Greatest

from school.academics.enrolling import still
from school.academics.models import Membership, Subject
from school.academics.years import year_of
from school.importing.loads.comparing import Place
from school.importing.loads.writing import groups_of
from school.importing.members.comparing import MemberRow, Parts
from school.importing.naming import Subjects
from school.importing.students import standing as of_students
from school.importing.verdicts import Verdict


def read(school: int, on: date) -> Parts:
    """How the school is parted on the day. Seven queries."""
    groups = groups_of(school, on)
    places = {group.pk: place for place, group in groups.items() if place.group}
    members: dict[int, set[Place]] = defaultdict(set)
    lasting = Membership.objects.filter(
        still(on), school=school, group__year=year_of(on)
    )
    for student, group in lasting.filter(group__in=places).values_list(
        "student", "group"
    ):
        members[student].add(places[group])
    return Parts(
        Subjects(Subject.objects.order_by("pk").values_list("pk", "name")),
        of_students.read(school, on).students,
        frozenset(places.values()),
        {student: frozenset(his) for student, his in members.items()},
    )


def write(school: int, on: date, rows: Sequence[MemberRow]) -> Counter[str]:
    """Write what is clear of the rows; how many of what."""
    groups = groups_of(school, on)
    wanted = {
        (row.student.pk, groups[row.place].pk): row
        for row in rows
        if row.student and row.place and row.verdict in (Verdict.CREATE, Verdict.CHANGE)
    }
    leaving: dict[int, list[int]] = defaultdict(list)
    for (student, _), row in wanted.items():
        if row.leaves is not None:
            leaving[groups[row.leaves].pk].append(student)
    for group, students in leaving.items():
        left = Membership.objects.filter(
            still(on), school=school, group=group, student__in=students
        )
        left.update(until_date=Greatest(F("since_date"), on))
    Membership.objects.bulk_create(
        Membership(school_id=school, student_id=student, group_id=group, since_date=on)
        for student, group in wanted
    )
    over = sum(map(len, leaving.values()))
    return Counter(members=len(wanted) - over, gone_over=over)
