"""Users of a package as cards: what they are here, their names and birth dates. Pure.

Whoever is two things at the school (a teacher and a parent) has two cards here.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from school.exchange.incoming.rows import Row, Sheets
from school.exchange.incoming.told import OF_KIND, Thing, ToldHuman, ToldLink
from school.exchange.oneroster.remarks import Remark
from school.importing import cells
from school.importing.students.reading import parent_by
from school.importing.told import Told
from school.people.models import Card, Kinship
from school.people.names import FullName
from school.people.unreadable import Unreadable

Kind = Card.Kind
_KINDS = {
    "student": Kind.STUDENT,
    "parent": Kind.GUARDIAN,
    "guardian": Kind.GUARDIAN,
    "relative": None,
}
# Of several the first that he is.
_POSITIONS = {"principal": "директор", "teacher": "учитель"}
_ANY_POSITION = "сотрудник"
_BY_SEX = {"female": Kinship.Kind.MOTHER, "male": Kinship.Kind.FATHER}
_NO_BIRTH_DATE = (
    "В demographics.csv нет даты рождения этого человека: без неё карточку не найти и"
    " не завести."
)
_UNCLEAR_PARENT = (
    "Не ясно, мать это или отец: заполните отчество или пол (sex в demographics.csv)."
)
_NO_PAIR = (
    "«{}» не родитель и не ученик этой школы: в паре один должен быть в roles.csv"
    " student, другой parent или guardian."
)


@dataclass(slots=True)
class Humans:
    """Who is what: the readable ones by kind and key, and who was left out.

    ``roles`` are a user's role rows at the school, ``out`` kinds and keys of those
    that could not be read.
    """

    found: dict[tuple[Kind, str], ToldHuman] = field(default_factory=dict)
    roles: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    out: set[tuple[Kind, str]] = field(default_factory=set)
    sexes: dict[str, str] = field(default_factory=dict)
    aside: list[Remark] = field(default_factory=list)

    def is_one(self, kind: Kind, key: str) -> bool:
        """Whether the package says that the user is this at the school."""
        return (kind, key) in self.found or (kind, key) in self.out


def humans_of(sheets: Sheets, org: str, today: date) -> Humans:
    """Everybody who has a role at the school."""
    told = Humans()
    for row in sheets.rows("roles"):
        if row["orgSourcedId"] == org:
            told.roles[row["userSourcedId"]].append(row)
        else:
            sheets.pass_by(row, "Это роли в других организациях, они не загружаются.")
    born = {row.key: row for row in sheets.rows("demographics")}
    for row in sheets.rows("users"):
        _read(row, born.get(row.key), told, sheets, today)
    return told


def _read(
    row: Row, born: Row | None, told: Humans, sheets: Sheets, today: date
) -> None:
    roles = [one["role"] for one in told.roles.get(row.key, ())]
    kinds = {_KINDS.get(role, Kind.EMPLOYEE) for role in roles} - {None}
    if not kinds:
        why = "Это люди без роли ученика, родителя или сотрудника в этой школе."
        sheets.pass_by(row, why)
        return
    person = _person(row, born, told, today)
    told.sexes[row.key] = born["sex"] if born else ""
    for kind in sorted(filter(None, kinds)):
        if isinstance(person, Told):
            told.found[kind, row.key] = _human(row, kind, person, told.roles[row.key])
        else:
            told.out.add((kind, row.key))
            sheets.refuse(OF_KIND[kind], *person)


def _person(
    row: Row, born: Row | None, told: Humans, today: date
) -> Told | tuple[Row, str, str]:
    """Who he is; or the row, the column and the sentence why nobody can say."""
    name = cells.name_of_parts(row["familyName"], row["givenName"], row["middleName"])
    if isinstance(name, Unreadable):
        return row, "familyName", name.sentence
    if born is None or not born["birthDate"]:
        return row, "sourcedId", _NO_BIRTH_DATE
    day = cells.birth_date(born["birthDate"], today=today)
    if isinstance(day, Unreadable):
        return born, "birthDate", day.sentence
    return Told(row.number, name, day, **_contacts(row, told))


def _contacts(row: Row, told: Humans) -> dict[str, str]:
    """A telephone and a mailbox; those that cannot be read are left out alone."""
    found = {}
    for part, column, reader in (
        ("phone", "sms" if row["sms"] else "phone", cells.phone),
        ("email", "email", cells.email),
    ):
        value = reader(row[column])
        if isinstance(value, Unreadable):
            remark = row.remark(column, f"{value.sentence} Остальное загрузится.")
            told.aside.append(replace(remark, harmless=True))
        else:
            found[part] = value
    return found


def _human(row: Row, kind: Kind, person: Told, roles: list[Row]) -> ToldHuman:
    is_active = row["enabledUser"] == "true"
    if kind is not Kind.EMPLOYEE:
        return ToldHuman(row.key, kind, person, is_active)
    works = [one for one in roles if one["role"] not in _KINDS]
    said = {one["role"] for one in works}
    position = next((_POSITIONS[one] for one in _POSITIONS if one in said), "")
    since = min(filter(None, (one.day("beginDate") for one in works)), default=None)
    ends = [one.day("endDate") for one in works]
    until = None if None in ends else max(filter(None, ends))
    return ToldHuman(
        row.key, kind, person, is_active, position or _ANY_POSITION, since, until
    )


def links_of(sheets: Sheets, humans: Humans) -> tuple[ToldLink, ...]:
    """Guardians and students who name one another, each pair once."""
    found: dict[tuple[str, str], ToldLink] = {}
    refused: set[frozenset[str]] = set()
    for row in sheets.rows("users"):
        for other in row.many("agentSourcedIds"):
            pair = _pair(row.key, other, humans)
            if pair in found or frozenset((row.key, other)) in refused:
                continue
            link = None if pair is None else _link(row, pair, sheets, humans)
            if link is not None:
                found[link.guardian, link.student] = link
                continue
            refused.add(frozenset((row.key, other)))
            if pair is None and row.key in humans.roles:
                why = _NO_PAIR.format(other[:60])
                sheets.refuse(Thing.LINK, row, "agentSourcedIds", why)
    return tuple(found.values())


def _pair(one: str, other: str, humans: Humans) -> tuple[str, str] | None:
    """Guardian and student, whoever of the two names the other."""
    for guardian, student in ((one, other), (other, one)):
        if humans.is_one(Kind.GUARDIAN, guardian) and humans.is_one(
            Kind.STUDENT, student
        ):
            return guardian, student
    return None


def _link(
    row: Row, pair: tuple[str, str], sheets: Sheets, humans: Humans
) -> ToldLink | None:
    guardian = humans.found.get((Kind.GUARDIAN, pair[0]))
    if guardian is None or (Kind.STUDENT, pair[1]) in humans.out:
        sheets.hang(Thing.LINK)
        return None
    kind = _kinship(guardian.person.name, pair[0], humans)
    if kind is None:
        sheets.refuse(Thing.LINK, row, "agentSourcedIds", _UNCLEAR_PARENT)
        return None
    return ToldLink(row.number, *pair, kind)


def _kinship(name: FullName, key: str, humans: Humans) -> Kinship.Kind | None:
    """What a guardian is: a parent is mother or father by sex or by patronymic."""
    if all(one["role"] != "parent" for one in humans.roles[key]):
        return Kinship.Kind.GUARDIAN
    return _BY_SEX.get(humans.sexes.get(key, "")) or parent_by(name.patronymic)
