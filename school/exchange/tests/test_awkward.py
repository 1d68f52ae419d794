"""Packages that programs and people have spoilt: remarks or a sentence, and no more."""

from random import Random

import pytest

from school.academics.tests.small_school import SmallSchool
from school.exchange.incoming import limits, opening
from school.exchange.incoming.opening import read
from school.exchange.tests.coming import archive_of
from school.exchange.tests.corpus import corpus
from school.exchange.tests.spoiling import spoilt
from school.exchange.tests.weighing import judged, weighed
from school.regions.models import School

CORPUS = corpus()
_HEAVY = ("plain", "a bomb", "a cell without end", "parents without end")


@pytest.mark.parametrize("name", _HEAVY)
def test_no_process_that_reads_is_heavy(name: str) -> None:
    found = weighed(CORPUS[name])
    assert found.bytes < limits.MEMORY
    assert found.read == read(CORPUS[name])
    assert found.read != opening._TOO_MUCH


@pytest.mark.django_db
def test_a_package_of_the_corpus_is_rows_or_a_sentence(
    small: SmallSchool, empty: School
) -> None:
    written = {
        name for name in CORPUS if judged(read(CORPUS[name]), small.school, empty)
    }
    assert written > {"plain", "lzma", "sizes behind the files", "a mark of order"}
    assert not written & {"cp1251", "delta", "two schools", "a year without end"}


@pytest.mark.django_db
def test_a_spoilt_package_is_rows_or_a_sentence(
    small: SmallSchool, empty: School
) -> None:
    luck = Random(1)  # noqa: S311 - a repeatable trouble
    files = CORPUS | {"ours": archive_of(small.school)}
    written = 0
    for name in [*files, *["plain", "ours"] * 10]:
        written += bool(judged(read(spoilt(luck, files[name])), small.school, empty))
    assert written
