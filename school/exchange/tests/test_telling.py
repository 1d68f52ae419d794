"""What a package of another system tells, and by which row and column it does not."""

from collections.abc import Callable
from datetime import date

import pytest

from school.academics.next_year import ClassName
from school.exchange.incoming.telling import tell
from school.exchange.incoming.told import NotTold, Package, Thing
from school.exchange.incoming.whose import OurSchool
from school.exchange.tests import foreign
from school.exchange.tests.foreign import Files
from school.people.models import Kinship

OURS = OurSchool("0a1b2c3d4e5f6", ("МБОУ «Школа № 12»", "Школа № 12"))
TODAY = date(2026, 11, 18)


def told(files: Files) -> Package | NotTold:
    opened = foreign.opened(files)
    assert opened.is_sound, opened.remarks
    return tell(opened.rows, OURS, 2026, TODAY)


def package(files: Files) -> Package:
    found = told(files)
    assert isinstance(found, Package), found
    return found


def test_a_foreign_package_is_read_in_our_words() -> None:
    found = package(foreign.files())
    assert found.is_ours
    assert (found.wrong, found.aside) == ((), ())
    assert [one.name for one in found.year.periods] == ["1-я четверть"]
    assert [one.name for one in found.classes] == [ClassName(5, "Б")]
    (group,) = found.groups
    assert (group.school_class, group.subjects, group.name, group.whole_class) == (
        "h",
        ("математика",),
        "",
        True,
    )
    assert [(one.kind, one.person.name.full) for one in found.humans] == [
        ("student", "Белов Глеб Юрьевич"),
        ("guardian", "Белова Мария Львовна"),
        ("employee", "Чижова Анна Петровна"),
    ]
    assert found.humans[2].position == "учитель"
    assert {one.since for one in found.ties} == {date(2026, 9, 1)}
    assert [one.thing for one in found.ties] == [
        "enrolment",
        "membership",
        "lead",
        "load",
    ]
    (link,) = found.links
    assert (link.guardian, link.student, link.kind) == ("w", "p", Kinship.Kind.MOTHER)


def test_a_part_of_a_class_is_no_whole_class() -> None:
    files = foreign.files()
    files["users"].append(foreign.user("p2", "Орлов Ян"))
    files["demographics"].append({"sourcedId": "p2", "birthDate": "2015-07-01"})
    files["roles"].append(foreign.role("p2", "student"))
    files["enrollments"].append(foreign.place("h", "p2", "student"))
    (group,) = package(files).groups
    assert (group.name, group.whole_class) == ("", False)
    files["classes"].append(foreign.room("g2", "Математика 5Б, углублённая", "m"))
    files["enrollments"].append(foreign.place("g2", "p2", "student"))
    assert [(one.name, one.whole_class) for one in package(files).groups] == [
        ("Математика 5Б, базовая", False),
        ("Математика 5Б, углублённая", False),
    ]
    files["enrollments"].append(foreign.place("g", "p2", "student"))
    assert [(one.name, one.whole_class) for one in package(files).groups] == [
        ("", True),
        ("Математика 5Б, углублённая", False),
    ]


def test_the_class_of_a_group_stands_in_its_title_between_commas() -> None:
    files = foreign.files()
    files["classes"][1]["title"] = "Математика, 5«Б», группа 1"
    del files["enrollments"][1]
    (group,) = package(files).groups
    assert (group.school_class, group.name) == ("h", "группа 1")


@pytest.mark.parametrize(
    ("change", "thing", "file", "row", "column", "words"),
    [
        (
            lambda f: f["classes"][0].update(title="Homeroom"),
            "class",
            *("classes", 2, "title", "«Homeroom» — не класс"),
        ),
        (
            lambda f: f["classes"].append(foreign.room("h2", "5Б", "c", "homeroom")),
            "class",
            *("classes", 4, "title", "уже был в строке 2"),
        ),
        (
            lambda f: f["enrollments"].pop(1),
            "group",
            *("classes", 3, "title", "какого класса эта группа"),
        ),
        (
            lambda f: f["classes"][1].update(classType="ext:club"),
            "group",
            *("classes", 3, "classType", "только homeroom и scheduled"),
        ),
        (
            lambda f: f["users"][0].update(familyName="Бeлов"),
            "student",
            *("users", 2, "familyName", "латинские буквы"),
        ),
        (
            lambda f: f["demographics"].pop(1),
            "guardian",
            *("users", 3, "sourcedId", "нет даты рождения"),
        ),
        (
            lambda f: f["demographics"][2].update(birthDate="2030-01-01"),
            "employee",
            *("demographics", 4, "birthDate", "не родился"),
        ),
        (
            lambda f: f["users"][1].update(middleName="", agentSourcedIds="p"),
            "link",
            *("users", 2, "agentSourcedIds", "мать это или отец"),
        ),
        (
            lambda f: f["users"][0].update(agentSourcedIds="t"),
            "link",
            *("users", 2, "agentSourcedIds", "«t» не родитель"),
        ),
        (
            lambda f: f["enrollments"][3].update(userSourcedId="w"),
            "load",
            *("enrollments", 5, "userSourcedId", "нет роли сотрудника"),
        ),
        (
            lambda f: f["enrollments"][0].update(beginDate="2025-09-01"),
            "enrolment",
            *("enrollments", 2, "beginDate", "не из 2026/27 учебного года"),
        ),
        (
            lambda f: f["enrollments"][0].update(endDate="2026-09-01"),
            "enrolment",
            *("enrollments", 2, "endDate", "не позже, чем начинается"),
        ),
        (
            lambda f: f["academicSessions"][1].update(endDate="2026-09-01"),
            "year",
            *("academicSessions", 3, "endDate", "раньше, чем начинается"),
        ),
        (
            lambda f: f["academicSessions"][1].update(startDate="2026-08-31"),
            "year",
            *("academicSessions", 3, "startDate", "выходит за учебный год"),
        ),
        (
            lambda f: f["academicSessions"][1].update(title="я" * 201),
            "year",
            *("academicSessions", 3, "title", "длиннее 200 знаков"),
        ),
        (
            lambda f: f["classes"][1].update(title="Математика, 5Б, " + "я" * 200),
            "group",
            *("classes", 3, "title", "длиннее 200 знаков"),
        ),
    ],
)
def test_what_cannot_be_understood_is_named_by_file_row_and_column(
    change: Callable[[Files], None],
    thing: str,
    file: str,
    row: int,
    column: str,
    words: str,
) -> None:
    files = foreign.files()
    change(files)
    (wrong,) = [one for one in package(files).wrong if one.remark]
    assert wrong.remark
    assert (wrong.thing, wrong.remark.file) == (thing, f"{file}.csv")
    assert (wrong.remark.row, wrong.remark.column) == (row, column)
    assert words in wrong.remark.sentence


def test_what_hangs_on_a_wrong_one_is_counted_with_it() -> None:
    files = foreign.files()
    files["classes"][0]["title"] = "Homeroom"
    hanging = [one.thing for one in package(files).wrong if one.remark is None]
    assert hanging == [Thing.GROUP, "enrolment", "membership", "lead", "load"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: f["academicSessions"][0].update(schoolYear="2026"), "2026/27"),
        (lambda f: f["academicSessions"][0].update(endDate="2026-08-01"), "раньше"),
        (
            lambda f: f["academicSessions"][0].update(endDate="9999-12-31"),
            "начинаться в 2026 году и кончаться в 2027",
        ),
        (lambda f: f["orgs"].append(foreign.org("s2", "Школа № 7")), "несколько школ"),
        (lambda f: f["orgs"][0].update(type="district"), "нет ни одной школы"),
    ],
)
def test_a_package_that_is_not_for_this_school_and_year_is_a_sentence(
    change: Callable[[Files], None], words: str
) -> None:
    files = foreign.files()
    change(files)
    found = told(files)
    assert isinstance(found, NotTold)
    assert words in found.sentence


def test_of_several_schools_ours_is_known_by_its_key() -> None:
    files = foreign.files()
    files["orgs"].append(foreign.org(OURS.key, "Иначе названа"))
    for one in files["roles"][:2]:
        one["orgSourcedId"] = OURS.key
    found = package(files)
    assert [one.key for one in found.humans] == ["p", "w"]
    assert (found.school, found.is_ours, found.classes) == ("Иначе названа", True, ())
    (aside,) = [one for one in found.aside if one.file == "classes.csv"]
    assert (aside.harmless, "Таких строк: 2." in aside.sentence) == (True, True)


def test_a_telephone_that_nobody_can_read_keeps_nobody_out() -> None:
    files = foreign.files()
    files["users"][1]["sms"] = "спросить у бабушки"
    found = package(files)
    assert (found.wrong, found.humans[1].person.phone) == ((), "")
    assert [(one.row, one.column, one.harmless) for one in found.aside] == [
        (3, "sms", True)
    ]


def test_who_is_two_things_here_has_two_cards() -> None:
    files = foreign.files()
    files["roles"].append(foreign.role("t", "parent", roleType="secondary"))
    files["users"][0]["agentSourcedIds"] = "w,t"
    found = package(files)
    assert [one.kind for one in found.humans if one.key == "t"] == [
        "employee",
        "guardian",
    ]
    assert {one.guardian for one in found.links} == {"w", "t"}
