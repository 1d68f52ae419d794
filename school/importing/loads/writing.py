"""Writing loads: classes, groups and their teachers, from today. In a caller's deed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from django.db.models import F
from django.db.models.functions import Greatest

from school.academics.enrolling import gather, still
from school.academics.models import SchoolClass, StudyGroup, Subject, TeachingLoad
from school.academics.years import year_of
from school.importing import standing
from school.importing.loads.comparing import LoadRow, Place, Study
from school.importing.loads.subjects import is_graded
from school.importing.naming import Subjects
from school.importing.opening import opened
from school.importing.verdicts import Verdict
from school.people.models import Card, Employee


def read(school: int, on: date, to_be: Iterable[str] = ()) -> Study:
    """How the school learns on the day, and subjects that may be made. Five queries."""
    works = Employee.objects.filter(still(on), school=school, since_date__lte=on)
    cards = Card.objects.filter(
        school=school, kind=Card.Kind.EMPLOYEE, pk__in=works.values("card")
    )
    taught: dict[int, set[int]] = defaultdict(set)
    loads = TeachingLoad.objects.filter(
        still(on), school=school, group__year=year_of(on)
    )
    for group, teacher in loads.values_list("group", "teacher"):
        taught[group].add(teacher)
    groups = groups_of(school, on)
    return Study(
        [standing.known(card) for card in cards.order_by("pk")],
        Subjects(Subject.objects.order_by("pk").values_list("pk", "name"), to_be),
        frozenset(standing.classes(school, on)),
        {place: frozenset(taught[one.pk]) for place, one in groups.items()},
    )


def write(school: int, on: date, rows: Sequence[LoadRow]) -> Counter[str]:
    """Write what is clear of the rows; how many of what."""
    clear = (Verdict.CREATE, Verdict.CHANGE)
    wanted = [row for row in rows if row.verdict in clear]
    subjects = {row.new_subject for row in wanted} - {""}
    wanted = _with_subjects(wanted, subjects)
    labels = [row.told.school_class for row in wanted if row.new_class]
    classes, new = opened(school, on, labels)
    groups = groups_of(school, on)
    counts = Counter(subjects=len(subjects), classes=new)
    for row in wanted:
        if row.place not in groups:
            groups[row.place] = _open_group(school, on, row, classes)
            counts["groups"] += 1
        counts["loads"] += _teach(school, on, row, groups[row.place])
    return counts


def _with_subjects(rows: Sequence[LoadRow], names: AbstractSet[str]) -> list[LoadRow]:
    """The rows with these subjects made; one that another school makes now is one."""
    Subject.objects.bulk_create(
        (Subject(name=name, graded=is_graded(name)) for name in sorted(names)),
        ignore_conflicts=True,
    )
    found = Subject.objects.filter(name__in=names).values_list("name", "pk")
    made = dict(found)
    return [
        replace(row, subject=made[row.new_subject]) if row.new_subject else row
        for row in rows
    ]


def _open_group(
    school: int, on: date, row: LoadRow, classes: dict[str, SchoolClass]
) -> StudyGroup:
    """The group; of a whole class everybody is in it from today."""
    place = row.place
    made: StudyGroup = StudyGroup.objects.create(
        school_id=school,
        year=year_of(on),
        school_class=classes[place.school_class],
        subject_id=place.subject,
        name=place.group,
        whole_class=not place.group,
    )
    if made.whole_class:
        gather(group=made, since=on)
    return made


def _teach(school: int, on: date, row: LoadRow, group: StudyGroup) -> int:
    """The teacher has the group from today; whose place he takes ends today."""
    if row.teacher is None:
        return 0
    lasting = TeachingLoad.objects.filter(still(on), school=school, group=group)
    gone = lasting.filter(teacher__in=[one.pk for one in row.former])
    gone.update(until_date=Greatest(F("since_date"), on))
    if lasting.filter(teacher=row.teacher.pk).exists():
        return 0
    TeachingLoad.objects.create(
        school_id=school, teacher_id=row.teacher.pk, group=group, since_date=on
    )
    return 1


def groups_of(school: int, on: date) -> dict[Place, StudyGroup]:
    """The groups of the year."""
    found = StudyGroup.objects.filter(school=school, year=year_of(on))
    return {
        Place(standing.label(one.school_class), one.subject_id, one.name): one
        for one in found.select_related("school_class")
    }
