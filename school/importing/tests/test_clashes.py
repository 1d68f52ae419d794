"""Two rows of one table against each other."""

from datetime import date

from school.importing.columns import Field, Whose
from school.importing.students.clashes import marked
from school.importing.told import Told, ToldGuardian, ToldStudent
from school.people import snils
from school.people.models import Kinship
from school.people.names import FullName

GLEB, INNA = FullName("Белов", "Глеб", "Юрьевич"), FullName("Белова", "Инна", "Юрьевна")
MUM = FullName("Белова", "Мария", "Львовна")
BORN, MUM_BORN = date(2015, 5, 20), date(1985, 1, 2)
ONE, OTHER = snils.complete(900000301), snils.complete(900000302)


def student(row: int, name: FullName, number: str, mother: str = "") -> ToldStudent:
    mum = Told(row, MUM, MUM_BORN, mother)
    guardian = ToldGuardian(Whose.MOTHER, row, mum, Kinship.Kind.MOTHER)
    person = Told(row, name, BORN, number)
    return ToldStudent(row, name.full, person, "4А", (guardian,))


def sentences(*told: ToldStudent) -> list[str]:
    faults = [fault for one in marked(told) for fault in one.all_faults]
    assert {fault.field for fault in faults} <= {Field.SNILS}
    return [fault.sentence for fault in faults]


def test_a_mother_of_two_with_one_number_is_no_clash() -> None:
    told = (student(4, GLEB, "", ONE), student(5, INNA, "", ONE))
    assert marked(told) == told


def test_a_number_that_stands_in_one_of_two_rows_is_no_clash() -> None:
    assert not sentences(student(4, GLEB, "", ONE), student(5, INNA, "", ""))


def test_two_numbers_of_one_human_are_faults_at_both_rows() -> None:
    first, second = sentences(student(4, GLEB, "", ONE), student(5, INNA, "", OTHER))
    assert "в строке 6 другой СНИЛС" in first
    assert "в строке 5 другой СНИЛС" in second


def test_one_number_of_two_humans_is_a_fault_at_both_rows() -> None:
    first, second = sentences(student(4, GLEB, ONE), student(5, INNA, ONE))
    assert "в строке 6 у другого человека" in first
    assert "в строке 5 у другого человека" in second


def test_whoever_clashes_is_nobody_until_it_is_mended() -> None:
    found = marked((student(4, GLEB, ONE), student(5, INNA, ONE)))
    assert [one.person for one in found] == [None, None]
    assert all(each.person for one in found for each in one.guardians)


def test_of_three_rows_each_is_told_of_one_that_differs() -> None:
    told = (student(4, GLEB, ONE), student(5, GLEB, ONE), student(6, INNA, ONE))
    assert ["строке 7" in one for one in sentences(*told)] == [True, True, False]
    assert len(sentences(*told)) == 3


def test_a_student_and_a_guardian_may_have_one_number() -> None:
    assert not sentences(student(4, GLEB, ONE, ONE))
