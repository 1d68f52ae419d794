"""What a package says, whatever its keys: two packages of one school mean the same."""

from collections import Counter
from collections.abc import Mapping, Sequence

from school.exchange.oneroster.checking import Line
from school.exchange.oneroster.files import files

# A package gives nobody the role of an administrator: he comes in as who he is beside.
_EMPLOYEES = ("siteAdministrator", "teacher", "ext:employee")
_Said = tuple[object, ...]


def meaning(lines: Mapping[str, Sequence[Line]]) -> Counter[_Said]:
    """Every row of the roster in words, with how often it is said."""
    rows = {
        name: [dict(zip(files()[name].header, line, strict=True)) for line in found]
        for name, found in lines.items()
    }
    people = _people(rows)
    rooms = {
        one["sourcedId"]: (one["title"], one["grades"], one["classType"])
        for one in rows["classes"]
    }
    courses = {one["sourcedId"]: one["title"] for one in rows["courses"]}
    said: list[_Said] = [
        (one["title"], one["type"], one["startDate"], one["endDate"], one["schoolYear"])
        for one in rows["academicSessions"]
    ]
    said += [
        (*rooms[one["sourcedId"]], courses[one["courseSourcedId"]])
        for one in rows["classes"]
    ]
    said += people.values()
    said += [
        (people[one["sourcedId"]], people[agent])
        for one in rows["users"]
        for agent in filter(None, one["agentSourcedIds"].split(","))
    ]
    said += [
        (
            rooms[one["classSourcedId"]],
            people[one["userSourcedId"]],
            one["role"],
            one["beginDate"],
            one["endDate"],
        )
        for one in rows["enrollments"]
    ]
    return Counter(said)


def _people(rows: Mapping[str, list[dict[str, str]]]) -> dict[str, _Said]:
    """By key: name, birth date, is he on, what he is, his days of work."""
    born = {one["sourcedId"]: one["birthDate"] for one in rows["demographics"]}
    roles = {
        one["userSourcedId"]: (
            "employee" if one["role"] in _EMPLOYEES else one["role"],
            one["beginDate"],
            one["endDate"],
        )
        for one in rows["roles"]
    }
    names = ("familyName", "givenName", "middleName", "enabledUser")
    return {
        one["sourcedId"]: (
            *(one[name] for name in names),
            born[one["sourcedId"]],
            *roles[one["sourcedId"]],
        )
        for one in rows["users"]
    }
