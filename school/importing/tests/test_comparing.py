"""A table beside a school: who is whom, what would change, and who is asked about."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from school.importing.columns import Whose
from school.importing.comparing import NEW, question
from school.importing.likeness import alike
from school.importing.students.comparing import compare
from school.importing.told import Told, ToldGuardian, ToldStudent
from school.importing.verdicts import Known, Row, Standing, Verdict
from school.people.models import Kinship
from school.people.names import FullName, split

BORN = date(2015, 5, 20)
MUM_BORN = date(1985, 1, 2)


def name(text: str) -> FullName:
    found = split(text)
    assert isinstance(found, FullName)
    return found


def known(pk: int, text: str, born: date = BORN, **more: str) -> Known:
    return Known(pk, f"k{pk}", name(text), born, **more)


def told(text: str, born: date = BORN, **more: str) -> Told:
    return Told(7, name(text), born, **more)


def student(person: Told, *guardians: Told, school_class: str = "5А") -> ToldStudent:
    theirs = tuple(
        ToldGuardian(Whose.MOTHER, 7, one, Kinship.Kind.MOTHER) for one in guardians
    )
    return ToldStudent(7, person.name.full, person, school_class, theirs)


def row(
    one: ToldStudent,
    *students: Known,
    answers: dict[str, str] | None = None,
    **more: object,
) -> Row:
    facts = {
        "guardians": (),
        "links": frozenset(),
        "restricted": frozenset(),
        "classes": frozenset({"5А"}),
        **more,
    }
    standing = Standing(students=students, **facts)  # type: ignore[arg-type]
    (found,) = compare([one], standing, lambda _, text: text, answers or {})
    return found


def test_a_stranger_is_new_and_everybody_known_is_the_same() -> None:
    orlov = told("Орлов Пётр Ильич")
    assert row(student(orlov)).verdict is Verdict.CREATE
    his = known(1, "орлов Петр Ильич", school_class="5А")
    assert row(student(orlov), his).verdict is Verdict.SAME


def test_a_number_tells_who_he_is_though_the_name_changed() -> None:
    found = row(
        student(told("Орлова Анна Игоревна", snils="1")),
        known(1, "Смирнова Анна Игоревна", snils="1", school_class="5А"),
    )
    assert found.verdict is Verdict.CHANGE
    assert found.person is not None
    (difference,) = found.person.differences
    assert (difference.part, difference.was) == ("name", "Смирнова Анна Игоревна")


def test_a_number_on_quite_another_person_is_asked_about() -> None:
    found = row(
        student(told("Орлова Анна Игоревна", snils="1")),
        known(1, "Белов Глеб Юрьевич", date(2014, 1, 1), snils="1"),
    )
    assert found.verdict is Verdict.DOUBTFUL
    assert found.person is not None
    assert "СНИЛС тот же" in found.person.why


def test_a_namesake_with_another_number_is_asked_about() -> None:
    found = row(
        student(told("Орлова Анна Игоревна", snils="1")),
        known(1, "Орлова Анна Игоревна", snils="2"),
    )
    assert found.verdict is Verdict.DOUBTFUL


def test_a_misspelt_name_is_asked_about_and_the_answer_is_kept() -> None:
    one = student(told("Орлова Наталия Игоревна"))
    his = known(1, "Орлова Наталья Игоревна", school_class="5А")
    assert row(one, his).verdict is Verdict.DOUBTFUL
    which = question(7, Whose.STUDENT)
    same = row(one, his, answers={which: "k1"})
    assert same.verdict is Verdict.CHANGE
    assert same.person is not None
    assert same.person.card == his
    assert row(one, his, answers={which: NEW}).verdict is Verdict.CREATE
    # Another's key answers nothing.
    assert row(one, his, answers={which: "k99"}).verdict is Verdict.DOUBTFUL


def test_an_empty_cell_takes_nothing_out_of_a_card() -> None:
    his = known(
        1, "Орлова Анна Игоревна", snils="1", phone="+7", email="a@b", school_class="5А"
    )
    assert row(student(told("Орлова Анна Игоревна")), his).verdict is Verdict.SAME


def test_another_class_is_a_change_and_an_unknown_one_a_fault() -> None:
    one = told("Орлова Анна Игоревна")
    moved = row(student(one), known(1, one.name.full, school_class="4Б"))
    assert moved.verdict is Verdict.CHANGE
    unknown = row(student(one, school_class="9Ж"))
    assert unknown.verdict is Verdict.WRONG
    assert "Класса 9Ж в школе нет" in unknown.faults[0].sentence


def test_a_missing_link_is_a_change_and_a_court_is_not_touched() -> None:
    orlova, mum = told("Орлова Анна Игоревна"), told("Орлова Мария Львовна", MUM_BORN)
    his = known(1, "Орлова Анна Игоревна", school_class="5А")
    hers = known(2, "Орлова Мария Львовна", MUM_BORN)
    one = student(orlova, mum)
    unlinked = row(one, his, guardians=(hers,))
    assert unlinked.verdict is Verdict.CHANGE
    linked = row(one, his, guardians=(hers,), links=frozenset({(2, 1)}))
    assert linked.verdict is Verdict.SAME
    cut = row(one, his, guardians=(hers,), restricted=frozenset({(2, 1)}))
    assert cut.verdict is Verdict.SAME
    assert "ограничил суд" in cut.guardians[0].note


def test_a_doubtful_guardian_makes_the_row_doubtful() -> None:
    one = student(
        told("Орлова Анна Игоревна"), told("Орлова Наталия Львовна", MUM_BORN)
    )
    hers = known(2, "Орлова Наталья Львовна", MUM_BORN)
    assert row(one, guardians=(hers,)).verdict is Verdict.DOUBTFUL


_LETTERS = st.text("абвгд", min_size=1, max_size=6)


@given(_LETTERS, _LETTERS, _LETTERS)
def test_whoever_is_like_somebody_is_liked_back(a: str, b: str, c: str) -> None:
    one, other = FullName(a, b, c), FullName(b, a, c)
    there = alike(one, BORN, other, BORN)
    assert there is alike(other, BORN, one, BORN)
    assert alike(one, BORN, one, date(2015, 5, 21))
    assert not alike(one, BORN, one, date(2011, 7, 1))


def test_a_day_and_a_month_in_each_others_place_are_alike() -> None:
    one = name("Орлова Анна Игоревна")
    assert alike(one, date(2015, 5, 2), one, date(2015, 2, 5))
