"""A school in the words of OneRoster: its year, its people, who learns what.

Each look is one query, behind the school's walls. Half-open dates stay half-open: the
standard too says that ``endDate`` is the first day after.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import F, Model, Q

from school.academics.models import (
    ClassTeacher,
    Enrolment,
    Membership,
    Period,
    SchoolClass,
    SchoolYear,
    StudyGroup,
    TeachingLoad,
)
from school.exchange.oneroster import keys
from school.exchange.oneroster.package import Row
from school.people.models import Card, Employee, Kinship
from school.regions.models import School
from school.rights.models import Grant
from school.rights.visitor import Role

_HOMEROOM = "Класс"
_PARENTS = {Kinship.Kind.MOTHER, Kinship.Kind.FATHER}
_DISTRICT = "m"


def sessions(school: School, year: int) -> Iterator[Row]:
    """The school year and its grading periods."""
    own = SchoolYear.objects.get(school=school, year=year)
    whole = keys.year(school.key, year)
    yield _session(whole, f"{year}/{(year + 1) % 100:02}", "schoolYear", own, year)
    for one in Period.objects.filter(school=school, year=year).order_by("number"):
        key = keys.period(school.key, year, one.number)
        row = _session(key, one.name, "gradingPeriod", one, year)
        yield {**row, "parentSourcedId": whole}


def _session(
    key: str, title: str, kind: str, lasts: SchoolYear | Period, year: int
) -> Row:
    return {
        "sourcedId": key,
        "title": title,
        "type": kind,
        "startDate": str(lasts.since_date),
        "endDate": str(lasts.until_date),
        # The standard calls a year by its end.
        "schoolYear": str(year + 1),
    }


def orgs(school: School) -> Iterator[Row]:
    """The school and the municipality above it."""
    district = f"{_DISTRICT}{school.municipality_id}"
    yield {
        "sourcedId": district,
        "name": school.municipality.name,
        "type": "district",
    }
    yield {
        "sourcedId": keys.of(school.key),
        "name": school.name,
        "type": "school",
        "parentSourcedId": district,
    }


def courses(school: School, year: int) -> Iterator[Row]:
    """A course for each subject that is taught, and one for being a class."""
    yield _course(school, year, keys.HOMEROOM, _HOMEROOM)
    groups = StudyGroup.objects.filter(school=school, year=year)
    subjects = groups.order_by("subject__name").values_list("subject", "subject__name")
    for subject, name in subjects.distinct():
        yield _course(school, year, subject, name)


def _course(school: School, year: int, subject: int | str, title: str) -> Row:
    return {
        "sourcedId": keys.course(school.key, subject),
        "schoolYearSourcedId": keys.year(school.key, year),
        "title": title,
        "orgSourcedId": keys.of(school.key),
    }


def classes(school: School, year: int) -> Iterator[Row]:
    """A class is a homeroom, a study group a scheduled class."""
    own = {
        "schoolSourcedId": keys.of(school.key),
        "termSourcedIds": keys.year(school.key, year),
    }
    for each in SchoolClass.objects.filter(school=school, year=year):
        yield own | {
            "sourcedId": keys.of(each.key),
            "title": each.label(),
            "grades": str(each.grade),
            "courseSourcedId": keys.course(school.key, keys.HOMEROOM),
            "classType": "homeroom",
        }
    groups = StudyGroup.objects.filter(school=school, year=year)
    for group in groups.select_related("school_class", "subject"):
        parts = (group.subject.name, group.school_class.label(), group.name)
        yield own | {
            "sourcedId": keys.of(group.key),
            "title": ", ".join(part for part in parts if part),
            "grades": str(group.school_class.grade),
            "courseSourcedId": keys.course(school.key, group.subject_id),
            "classType": "scheduled",
            "subjects": group.subject.name,
        }


def users(school: School, on: date) -> Iterator[Row]:
    """All standing cards. No document, telephone or address goes out with them.

    Of a link that a court restricts nothing is told.
    """
    agents = defaultdict[int, list[str]](list)
    links = Kinship.objects.filter(_lasting(on), school=school, restricted=False)
    for guardian, student in links.order_by("pk").values_list(
        "guardian__key", "student__key"
    ):
        agents[student].append(keys.of(guardian))
        agents[guardian].append(keys.of(student))
    for card in Card.objects.filter(school=school).order_by("pk"):
        yield {
            "sourcedId": keys.of(card.key),
            "enabledUser": _flag(card.user == Card.User.ACTIVE),
            "username": keys.of(card.key),
            "givenName": card.first_name,
            "familyName": card.last_name,
            "middleName": card.patronymic,
            "agentSourcedIds": ",".join(agents[card.key]),
            "primaryOrgSourcedId": keys.of(school.key),
        }


def demographics(school: School) -> Iterator[Row]:
    """Birth dates, by which the same person is known again."""
    for card in Card.objects.filter(school=school).order_by("pk"):
        yield {"sourcedId": keys.of(card.key), "birthDate": str(card.birth_date)}


def roles(school: School, on: date) -> Iterator[Row]:
    """What each card is at the school: one role, of an employee with his last days."""
    grants = Grant.objects.filter(_lasting(on), school=school, role=Role.ADMINISTRATOR)
    govern = set(grants.values_list("card", flat=True))
    teach = {
        *TeachingLoad.objects.filter(school=school).values_list("teacher", flat=True),
        *ClassTeacher.objects.filter(school=school).values_list("teacher", flat=True),
    }
    told = Kinship.objects.filter(school=school, restricted=False)
    parents = told.filter(kind__in=_PARENTS)
    blood = set(parents.values_list("guardian", flat=True))
    works = {
        one.card_id: one
        for one in Employee.objects.filter(school=school).order_by("since_date")
    }
    for card in Card.objects.filter(school=school).order_by("pk"):
        row = {
            "sourcedId": keys.tied(card.key, "role"),
            "userSourcedId": keys.of(card.key),
            "roleType": "primary",
            "orgSourcedId": keys.of(school.key),
        }
        if card.kind == Card.Kind.STUDENT:
            yield row | {"role": "student"}
        elif card.kind == Card.Kind.GUARDIAN:
            yield row | {"role": "parent" if card.pk in blood else "guardian"}
        else:
            role = "teacher" if card.pk in teach else "ext:employee"
            role = "siteAdministrator" if card.pk in govern else role
            yield row | {"role": role} | _employed(works.get(card.pk))


def _employed(last: Employee | None) -> Row:
    if last is None:
        return {}
    until = str(last.until_date) if last.until_date else ""
    return {"beginDate": str(last.since_date), "endDate": until}


def enrollments(school: School, year: int) -> Iterator[Row]:
    """Who learns and who teaches in each class and group, with the days.

    A place that has lasted no day is not told.
    """
    of_class, of_group = {"school_class__year": year}, {"group__year": year}
    yield from _enrolled(school, Enrolment, "school_class", "student", of_class)
    yield from _enrolled(school, Membership, "group", "student", of_group)
    yield from _enrolled(school, ClassTeacher, "school_class", "teacher", of_class)
    yield from _enrolled(school, TeachingLoad, "group", "teacher", of_group)


def _enrolled(
    school: School, tie: type[Model], place: str, role: str, of_year: dict[str, int]
) -> Iterator[Row]:
    """The rows of one kind of tie between a ``place`` and whoever has the ``role``."""
    found = tie._default_manager.filter(school=school, **of_year).order_by("pk")
    found = found.exclude(until_date=F("since_date"))
    columns = (f"{place}__key", f"{role}__key", "since_date", "until_date")
    for where, card, since, until in found.values_list(*columns):
        yield {
            "sourcedId": keys.tied(where, card, since),
            "classSourcedId": keys.of(where),
            "schoolSourcedId": keys.of(school.key),
            "userSourcedId": keys.of(card),
            "role": role,
            "beginDate": str(since),
            "endDate": str(until) if until else "",
        }


def _lasting(on: date) -> Q:
    return Q(Q(until_date=None) | Q(until_date__gt=on), since_date__lte=on)


def _flag(yes: bool) -> str:
    return "true" if yes else "false"
