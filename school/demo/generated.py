"""Which schools a region of so many students consists of. Pure.

Every number of a school has its own luck, so a larger region is a smaller one with more
schools, and an interrupted one is continued. Only the last school is cut to measure.
"""

from collections.abc import Iterator, Mapping
from itertools import count

from school.demo import chance, invented
from school.demo.invented import Place
from school.demo.scenery import Scenery, Setting
from school.demo.spec import Spec

LEAST = 200
MOST = 145_000

# The least, the most and the usual number of students.
_CITY = (300, 1400, 800)
_VILLAGE = (20, 150, 60)
_TOLD_CITY = 640
_TOLD_VILLAGE = 60
# The schools of the full demo have the numbers before.
_FIRST = 5

_GRADES = 11
_IN_A_CLASS = 25
_NINE_GRADES_BELOW = 45
_JOINED_BELOW = 90
_JOINED = ((2, 3), (10, 11))
_SECOND_SHIFT_FROM = 30
_SECOND_SHIFT = (3, 6)


def region(students: int, standing: Mapping[int, int] | None = None) -> Scenery:
    """The demo's first region with schools of so many students, from :data:`LEAST` to
    :data:`MOST`; those of the stories are the first two.

    ``standing`` are the students of schools that are there already, by the school's
    public key: these keep their sizes, and new ones make up the rest.
    """
    told = invented.table("region")
    return Scenery(
        "generated",
        (told,),
        tuple(_settings(told["slug"], students, standing or {})),
        weeks_behind=None,
        weeks_ahead=0,
    )


def _settings(
    slug: str, students: int, standing: Mapping[int, int]
) -> Iterator[Setting]:
    city, village = invented.places(invented.table("region"))
    left = students
    size = _cut(_TOLD_CITY, students - _TOLD_VILLAGE)
    for place, spec in (
        (village, _village(village.key, 2, _TOLD_VILLAGE, told=True)),
        (city, _city(city.key, 1, size, told=True)),
    ):
        left -= _standing(place, standing) or spec.students
        yield Setting(slug, place, spec)
    for number in count(_FIRST):
        if left <= 0:
            return
        is_city = number % 2 == 1 and left >= _CITY[0]
        place = (_city_place if is_city else _village_place)(number)
        luck = chance.luck("size", number)
        wished = round(luck.triangular(*(_CITY if is_city else _VILLAGE)))
        size = _standing(place, standing) or _cut(wished, left)
        spec = (_city if is_city else _village)(place.key, number, size)
        left -= size
        yield Setting(slug, place, spec)


def _standing(place: Place, standing: Mapping[int, int]) -> int:
    return standing.get(chance.key("school", place.key), 0)


def _cut(size: int, left: int) -> int:
    """The last school takes also those who would be too few for one more."""
    return left if left - size < _VILLAGE[0] else size


def _city(key: str, number: int, students: int, *, told: bool = False) -> Spec:
    """Parallels of whole classes; half as many of those who stay for the last years."""
    classes = max(_GRADES, round(students / _IN_A_CLASS))
    seniors = max(1, classes // 20)
    young, more = divmod(classes - 2 * seniors, _GRADES - 2)
    parallels = [young + (grade < more) for grade in range(_GRADES - 2)]
    parallels += [seniors, seniors]
    if told:
        for form in invented.forms():
            if form.school == key and form.letter:
                parallels[form.grade - 1] = max(2, parallels[form.grade - 1])
    return Spec(
        key=key,
        number=number,
        kind="large",
        students=students,
        employees=_employees(sum(parallels)),
        parallels=tuple(parallels),
        second_shift=_SECOND_SHIFT if classes > _SECOND_SHIFT_FROM else (),
        told=told,
    )


def _village(key: str, number: int, students: int, *, told: bool = False) -> Spec:
    """A class of each grade, the smallest ones in one room; or only nine grades."""
    grades = _GRADES if students >= _NINE_GRADES_BELOW else _GRADES - 2
    return Spec(
        key=key,
        number=number,
        kind="small",
        students=students,
        employees=_employees(grades),
        parallels=(1,) * grades,
        joined=_JOINED if students < _JOINED_BELOW else (),
        told=told,
    )


def _employees(classes: int) -> int:
    """Three for two classes, and those whom every school has."""
    return 8 + classes * 3 // 2


def _city_place(number: int) -> Place:
    name = f"Школа № {number + 20}"
    return Place(
        f"school-{number}", _nth("cities", number // 2), f"МБОУ «{name}»", name
    )


def _village_place(number: int) -> Place:
    villages = invented.table("growing")["villages"]
    name, begins = _nth("villages", number), _nth("beginnings", number // len(villages))
    name = f"{begins}{name.lower()}" if begins else name
    kind = "средняя школа" if number % 3 else "школа"
    municipality = _nth("districts", number)
    full_name = f"МБОУ «{name} {kind}»"
    return Place(f"school-{number}", municipality, full_name, f"{name} школа")


def _nth(names: str, number: int) -> str:
    found = invented.table("growing")[names]
    return str(found[number % len(found)])
