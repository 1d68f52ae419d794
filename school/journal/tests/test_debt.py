"""«Точка»: a debt stands in a cell, counts nowhere, and a mark replaces it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from school.academics.tests.small_school import SmallSchool, teach
from school.journal.models import Mark
from school.journal.scale import DEBT
from school.journal.tests.conftest import Operate, SignIn
from school.lib.keys import to_text
from school.notices.models import Notice
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Make = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("typed", [".", ",", DEBT])
def test_a_point_is_put_however_it_is_typed(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make, typed: str
) -> None:
    (result,) = operate(teacher, operation(value=typed))
    assert (result["state"], result["value"]) == ("saved", DEBT)
    with behind(small.job):
        mark = Mark.objects.get()
        assert (mark.value, mark.number) == (DEBT, None)


def test_a_debt_counts_in_no_average_and_a_mark_replaces_it(
    small: SmallSchool,
    teacher: Client,
    operate: Operate,
    operation: Make,
    history: Any,
    address: str,
) -> None:
    operate(teacher, operation(value="4"), operation(value=".", slot=2))
    page = teacher.get(address).content.decode()
    assert "data-average>4,00</span>" in page
    assert 'cell--debt" data-slot="2"' in page
    operate(teacher, operation(value="5", slot=2, base=1))
    page = teacher.get(address).content.decode()
    assert "data-average>4,50</span>" in page
    assert [row[3] for row in history(small, "mark")] == ["4", DEBT, "5"]
    with behind(small.job):
        assert Notice.objects.count() == 2


def test_a_conflict_names_the_debt_in_words(
    small: SmallSchool,
    teacher: Client,
    sign_in: SignIn,
    operate: Operate,
    operation: Make,
) -> None:
    with behind(small.job):
        teach(small.maths, small.colleague)
    colleague = sign_in(small, small.colleague)
    operate(colleague, operation(value="."))
    (result,) = operate(teacher, operation(value="5"))
    assert "стоит точка (" in result["sentence"]
    operate(colleague, operation(value="3", base=1))
    (result,) = operate(teacher, operation(value=".", base=1))
    assert "Вы ставили точку" in result["sentence"]


def test_a_form_without_a_script_takes_a_point_and_a_pair_with_one(
    small: SmallSchool, teacher: Client, address: str
) -> None:
    first, second = (to_text(one.key) for one in small.students[:2])
    sent = {
        f"mark-{first}-1": "4/.",
        f"was-{first}-1": "0:",
        f"mark-{first}-2": "",
        f"was-{first}-2": "0:",
        f"mark-{second}-1": ".",
        f"was-{second}-1": "0:",
    }
    assert teacher.post(f"{address}marks/", sent).status_code == 303
    with behind(small.job):
        kept = set(Mark.objects.values_list("student", "slot", "value"))
    one, two = (card.pk for card in small.students[:2])
    assert kept == {(one, 1, "4"), (one, 2, DEBT), (two, 1, DEBT)}


@pytest.mark.parametrize("typed", ["..", ". .", "•", "0", "н"])
def test_what_is_no_point_is_refused_in_words(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make, typed: str
) -> None:
    (result,) = operate(teacher, operation(value=typed))
    assert result["state"] == "refused"
    assert "точка — долг" in result["sentence"]
    with behind(small.job):
        assert not Mark.objects.exists()
