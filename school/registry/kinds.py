"""Which registries there are: whose cards each lists, and what can be asked of it."""

from dataclasses import dataclass
from typing import Final, Literal

from school.people.models import Card

Tells = Literal["classes", "children", "positions", "kinds"]


@dataclass(frozen=True, slots=True)
class Registry:
    """One list: ``tells`` is what a line says of a card beside its name, ``of`` how
    that is called.

    ``has_classes``: it can be narrowed to a class. ``has_entry``: a card may be left
    out of it («Реестр родителей»). ``shows_entries``: it is «Реестр пользователей»,
    where documents do not matter. ``adding`` names the page on which an administrator
    adds a card, empty where there is none.
    """

    name: str
    title: str
    of: str
    counted: tuple[str, str, str]
    kinds: tuple[Card.Kind, ...]
    tells: Tells
    empty: tuple[str, str]
    has_classes: bool = False
    has_entry: bool = False
    shows_entries: bool = False
    is_whole_school: bool = False
    adding: str = ""

    @property
    def address(self) -> str:
        """The name of its address."""
        return f"registry:{self.name}"


STUDENTS: Final = Registry(
    name="students",
    title="Ученики",
    of="Класс",
    counted=("ученик", "ученика", "учеников"),
    kinds=(Card.Kind.STUDENT,),
    tells="classes",
    empty=("Учеников пока нет", "Они появятся здесь, когда их зачислят в класс."),
    has_classes=True,
    adding="registry:new-student",
)
GUARDIANS: Final = Registry(
    name="guardians",
    title="Родители",
    of="Дети",
    counted=("родитель", "родителя", "родителей"),
    kinds=(Card.Kind.GUARDIAN,),
    tells="children",
    empty=("Родителей пока нет", "Добавьте первого: откройте карточку ученика."),
    has_classes=True,
    has_entry=True,
)
USERS: Final = Registry(
    name="users",
    title="Пользователи",
    of="Кто это",
    counted=("пользователь", "пользователя", "пользователей"),
    kinds=(Card.Kind.STUDENT, Card.Kind.GUARDIAN, Card.Kind.EMPLOYEE),
    tells="kinds",
    empty=("Пользователей пока нет", "Они появятся вместе с первыми карточками."),
    shows_entries=True,
    is_whole_school=True,
)
EMPLOYEES: Final = Registry(
    name="employees",
    title="Сотрудники",
    of="Должность",
    counted=("сотрудник", "сотрудника", "сотрудников"),
    kinds=(Card.Kind.EMPLOYEE,),
    tells="positions",
    empty=("Сотрудников пока нет", "Добавьте первого."),
    is_whole_school=True,
    adding="registry:new-employee",
)
ALL: Final = {one.name: one for one in (STUDENTS, GUARDIANS, USERS, EMPLOYEES)}
OF_KIND: Final[dict[str, Registry]] = {
    kind: registry
    for registry in (STUDENTS, GUARDIANS, EMPLOYEES)
    for kind in registry.kinds
}
