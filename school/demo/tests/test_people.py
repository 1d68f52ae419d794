"""Who is in the demo: cards with their defects, classes, consents."""

from datetime import date

import pytest

from school.access.gathering import seal
from school.demo import invented
from school.demo.tests.conftest import Demo
from school.lib import dates
from school.people import snils

_SCHOOLS = {
    place.key: place.short_name
    for region in invented.regions()
    for place in invented.places(region)
}


_OF_THE_SECOND_REGION = {"oksana", "alla", "vadim", "boris"}


@pytest.mark.parametrize(
    ("person", "school", "wrong"),
    [
        ("sergey", "city", {"snils": snils.complete(900_000_118)}),
        ("larisa", "city", {"user": "none"}),
        ("pavel", "city", {}),
        ("svetlana", "city", {"children": 2}),
        ("roman", "city", {"restricted": 1}),
        ("vera", "city", {}),
        ("zoya", "city", {}),
        ("inga", "village", {}),
        ("zhanna", "city", {}),
        ("oksana", "lake", {}),
        ("rita", "village", {}),
        ("natalia", "city", {}),
        ("natalia", "village", {}),
        ("alexey", "village", {}),
        ("dmitry", "city", {"patronymic": "Алексевич"}),
        ("elena", "city", {"children": 0}),
        ("olga", "city", {}),
        ("irina", "city", {}),
        ("irina", "village", {"birth_date": "1978-12-19"}),
        ("andrey", "city", {}),
        ("galina", "city", {"user": "inactive"}),
        ("sokolova", "city", {}),
        ("olesya", "city", {"registered": False}),
    ],
)
def test_a_parent_of_a_story_has_the_card_with_its_one_defect(
    demo: Demo, person: str, school: str, wrong: dict[str, object]
) -> None:
    citizen = invented.people()[person]
    short_name = _SCHOOLS[school]
    (card,) = demo.ask(
        "SELECT last_name, first_name, patronymic, birth_date::text, registered,"
        " c.user, snils_digest, count(k.id), count(*) FILTER (WHERE k.restricted)"
        " FROM card c JOIN school s ON s.id = c.school_id"
        " LEFT JOIN kinship k ON k.guardian_id = c.id AND k.school_id = c.school_id"
        " WHERE c.kind = 'guardian' AND c.phone = %s AND s.short_name = %s"
        " GROUP BY c.id, c.school_id",
        citizen.phone,
        short_name,
    )
    right: dict[str, object] = {
        "last_name": citizen.name.last,
        "first_name": citizen.name.first,
        "patronymic": citizen.name.patronymic,
        "birth_date": citizen.born.isoformat(),
        "registered": True,
        "user": "active",
        "snils": citizen.snils,
        "children": 1,
        "restricted": 0,
    }
    expected = right | wrong
    expected["snils"] = seal().digest("snils", str(expected["snils"]))
    assert dict(zip(right, card, strict=True)) == expected


def test_the_stranger_has_no_card(demo: Demo) -> None:
    assert demo.ask("SELECT FROM card WHERE last_name = 'Чужой'") == []


def test_the_former_teacher_worked_until_yesterday(demo: Demo) -> None:
    until = demo.ask(
        "SELECT e.until_date::text FROM employee e JOIN card c ON c.id = e.card_id"
        " WHERE c.last_name = 'Ветрова'"
    )
    assert until == [("2026-11-18",)]
    loads = demo.ask(
        "SELECT count(*) FROM teaching_load t JOIN card c ON c.id = t.teacher_id"
        " WHERE c.last_name = 'Ветрова' AND t.until_date IS DISTINCT FROM '2026-11-18'"
    )
    assert loads == [(0,)]


def test_the_administrators_are_granted_their_role(demo: Demo) -> None:
    granted = demo.ask(
        "SELECT c.last_name FROM role_grant g JOIN card c ON c.id = g.card_id"
        " WHERE g.role = 'administrator' AND g.until_date IS NULL ORDER BY 1"
    )
    assert granted == [("Бояркина",), ("Громова",), ("Чижова",)]


def test_everybody_consented_but_those_whose_story_it_is(demo: Demo) -> None:
    rows = demo.ask(
        "SELECT a.oid, c.kind, c.state, c.by_oid FROM consent c"
        " JOIN account a ON a.id = c.account_id"
    )
    people = invented.people()
    keys = {person.oid: key for key, person in people.items()}
    found = {keys[row[0]]: (*row[1:3], keys.get(row[3])) for row in rows}
    assert len(rows) == len(found)
    assert set(people) - set(found) == {"andrey", "yana", *_OF_THE_SECOND_REGION}
    assert found.pop("pavel") == ("own", "withdrawn", "pavel")
    for child, parent in (("alisa", "anton"), ("mark", "tatiana")):
        assert found.pop(child) == ("parent", "asked", parent)
    for child in ("maria", "kirill"):
        assert found[child] == ("parent", "given", "natalia")
    for key, (kind, state, by) in found.items():
        grown = dates.age(people[key].born, date(2026, 11, 18)) >= 18
        assert (kind, state) == ("own" if grown else "parent", "given"), key
        assert (by == key) is grown, key


def test_a_child_without_a_snils_has_a_certificate(demo: Demo) -> None:
    rows = demo.ask(
        "SELECT first_name, certificate_digest FROM card WHERE snils_digest IS NULL"
    )
    papers = {
        (pupil.name.first, seal().digest("certificate", pupil.certificate))
        for form in invented.forms()
        for pupil in form.pupils
        if not pupil.snils
    }
    assert set(rows) == papers
    assert {name for name, _ in rows} == {"Тимур", "Глеб", "Лев", "Артур", "Фёдор"}


def test_a_teacher_of_a_story_is_written_down_wrongly(demo: Demo) -> None:
    wrong = demo.ask(
        "SELECT last_name FROM card WHERE phone = %s",
        invented.people()["larionov"].phone,
    )
    assert wrong == [("Лариионов",)]


def test_nobody_is_attached_before_the_first_sign_in(demo: Demo) -> None:
    assert demo.ask("SELECT FROM attachment") == []


def test_people_of_the_secretary_s_file_are_in_the_class(demo: Demo) -> None:
    listed = next(form for form in invented.forms() if form.letter == "Б")
    names = demo.ask(
        "SELECT concat_ws(' ', last_name, first_name, nullif(patronymic, '')),"
        " birth_date FROM enrolment e JOIN card c ON c.id = e.student_id"
        " JOIN school_class k ON k.id = e.school_class_id WHERE k.letter = 'Б'"
    )
    assert set(names) == {(pupil.name.full, pupil.born) for pupil in listed.pupils}


def test_every_student_learns_every_subject_of_his_class(demo: Demo) -> None:
    rows = demo.ask(
        "SELECT k.grade, e.student_id, count(DISTINCT g.subject_id), count(*)"
        " FROM enrolment e JOIN school_class k ON k.id = e.school_class_id"
        " JOIN membership m ON m.student_id = e.student_id"
        " JOIN study_group g ON g.id = m.group_id GROUP BY 1, 2"
    )
    taught = {(form.grade, len(form.hours)) for form in invented.forms()}
    assert len(rows) == 97
    for grade, _, subjects, groups in rows:
        assert subjects == groups
        assert (grade, subjects) in taught


def test_every_child_but_the_unlinked_one_has_a_parent(demo: Demo) -> None:
    alone = demo.ask(
        "SELECT last_name FROM card c WHERE kind = 'student' AND NOT EXISTS"
        " (SELECT FROM kinship k WHERE k.student_id = c.id)"
    )
    assert alone == [("Кузьмин",)]


def test_a_seal_stands_on_every_snils(demo: Demo) -> None:
    rows = demo.ask(
        "SELECT snils_sealed, snils_digest FROM card WHERE certificate_digest IS NULL"
    )
    assert all(sealed and digest.startswith("1:") for sealed, digest in rows)
