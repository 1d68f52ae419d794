"""A package of another system: a school of one class, with keys of its own."""

import io
from collections.abc import Mapping

from school.exchange.incoming.opening import Opened, read
from school.exchange.oneroster.package import Row, write

Files = dict[str, list[Row]]


def files() -> Files:
    """A class, a group of it, a pupil with his mother, a teacher of both."""
    return {
        "academicSessions": [
            session("y", "2026-09-01", "2027-05-27", type="schoolYear"),
            session("q1", "2026-09-01", "2026-10-26", title="1-я четверть"),
        ],
        "orgs": [org("s", "Школа № 12")],
        "courses": [
            {"sourcedId": "c", "title": "Класс", "orgSourcedId": "s"},
            {"sourcedId": "m", "title": "математика", "orgSourcedId": "s"},
        ],
        "classes": [
            room("h", "5 Б класс", "c", "homeroom"),
            room("g", "Математика 5Б, базовая", "m"),
        ],
        "users": [
            user("p", "Белов Глеб Юрьевич", agentSourcedIds="w"),
            user("w", "Белова Мария Львовна", email="m@example.test"),
            user("t", "Чижова Анна Петровна"),
        ],
        "roles": [
            role("p", "student"),
            role("w", "parent"),
            role("t", "teacher", beginDate="2020-09-01"),
        ],
        "enrollments": [
            place("h", "p", "student"),
            place("g", "p", "student"),
            place("h", "t", "teacher"),
            place("g", "t", "teacher"),
        ],
        "demographics": [
            {"sourcedId": "p", "birthDate": "2015-05-20", "sex": "male"},
            {"sourcedId": "w", "birthDate": "1985-01-02"},
            {"sourcedId": "t", "birthDate": "1979-03-04"},
        ],
    }


def session(key: str, since: str, until: str, **more: str) -> Row:
    """A session of the year 2026/27."""
    told = {"title": key, "type": "gradingPeriod", "schoolYear": "2027"}
    return {"sourcedId": key, "startDate": since, "endDate": until} | told | more


def org(key: str, name: str) -> Row:
    """A school."""
    return {"sourcedId": key, "name": name, "type": "school"}


def room(key: str, title: str, course: str, kind: str = "scheduled") -> Row:
    """A class of the school and year."""
    return {
        "sourcedId": key,
        "title": title,
        "courseSourcedId": course,
        "classType": kind,
        "schoolSourcedId": "s",
        "termSourcedIds": "y",
    }


def user(key: str, name: str, **more: str) -> Row:
    """A user by his whole name."""
    last, first, *middle = name.split()
    return {
        "sourcedId": key,
        "enabledUser": "true",
        "username": key,
        "familyName": last,
        "givenName": first,
        "middleName": " ".join(middle),
    } | more


def role(who: str, what: str, **more: str) -> Row:
    """What somebody is at the school."""
    return {
        "sourcedId": f"{who}-{what}",
        "userSourcedId": who,
        "roleType": "primary",
        "role": what,
        "orgSourcedId": "s",
    } | more


def place(where: str, who: str, what: str, **more: str) -> Row:
    """Somebody's place in a class, without days."""
    begins = more.get("beginDate", "")
    return {
        "sourcedId": f"{where}-{who}-{begins}",
        "classSourcedId": where,
        "schoolSourcedId": "s",
        "userSourcedId": who,
        "role": what,
    } | more


def opened(told: Mapping[str, list[Row]]) -> Opened:
    """The package as it is read, whatever is wrong in it."""
    file = io.BytesIO()
    write(file, told.items())
    found = read(file.getvalue())
    assert isinstance(found, Opened)
    return found
