"""Files that programs and people have spoilt: a table or a sentence, and no more."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school.importing.tables import apart, limits
from school.importing.tables.reading import read
from school.importing.tables.table import Book, Refused
from school.importing.tests.corpus import BORN, HEAD, NUMBER, corpus, of_people
from school.importing.tests.spoiling import spoiled
from school.importing.tests.weighing import judged, weighed

CORPUS = corpus()
# What a process is felled by, in the words of the page.
_FELLED = "a cell in the far corner.xlsx"


def test_a_real_ods_is_read_as_a_person_sees_it() -> None:
    book = read(of_people())
    assert isinstance(book, Book)
    (sheet,) = book.sheets
    title, head, first, second = sheet.rows
    assert title[0] == "Школа   № 12"
    assert head == HEAD
    assert first[:4] == ("Орлов Пётр Ильич", BORN, "5А", float(NUMBER))
    assert second[:3] == ("Ёлкина\nАнна Игоревна", "21.06.2015", "5Б")


@pytest.mark.parametrize("name", CORPUS)
def test_a_file_of_the_corpus_is_a_table_or_a_sentence(name: str) -> None:
    found = weighed(CORPUS[name])
    assert found.bytes < limits.MEMORY
    assert isinstance(found.read, Book | Refused)
    assert (found.read == apart._TOO_MUCH) is (name == _FELLED)
    judged(found.read)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(CORPUS)), st.integers(0, 2**32))
def test_a_spoilt_file_is_a_table_or_a_sentence(name: str, seed: int) -> None:
    luck = Random(seed)  # noqa: S311 - a repeatable trouble
    found = weighed(spoiled(luck, CORPUS[name]))
    assert found.bytes < limits.MEMORY
    judged(found.read)
