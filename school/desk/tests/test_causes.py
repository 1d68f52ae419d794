"""The causes: every reason of the door is one of them, or plainly none."""

from dataclasses import fields

import pytest

from school.access.readiness import readiness
from school.access.reasons import Reason, Step, step_of
from school.access.tests.invented import (
    LINK,
    ON,
    RYAZAN,
    guardian_card,
)
from school.desk.causes import (
    ABOUT,
    SEEN_AT_THE_DOOR,
    Cause,
    Fixer,
    called,
    cause_of,
    causes,
)

# Nobody at the school or at home has anything to mend.
_NONE = {
    Reason.ESIA_NOT_OFFERED: "an age that comes in by password",
    Reason.NO_CARD: "nobody's card",
    Reason.NOT_IN_STAFF: "an employee's; the desk is the families'",
    Reason.LINK_RESTRICTED: "a court's word",
    Reason.CLOSED_BY_STUDENT: "a grown student's decision",
}


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_a_cause_or_plainly_none(reason: Reason) -> None:
    of_the_moment = step_of(reason) is Step.GOSUSLUGI
    assert (cause_of(reason) is None) == (reason in _NONE or of_the_moment)


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_says_what_it_is_who_mends_it_and_how(cause: Cause) -> None:
    about = ABOUT[cause]
    for each in fields(about):
        assert getattr(about, each.name)
    assert about.how.endswith(".")
    assert called(cause.word) is cause


def test_the_order_is_the_one_of_the_specification() -> None:
    assert [ABOUT[cause].label for cause in sorted(Cause)] == [
        "Нет ни одного родителя",
        "Нет СНИЛС",
        "СНИЛС с ошибкой",
        "Один СНИЛС на двух карточках",
        "Неполные данные",
        "Нет в «Реестре родителей»",
        "Нет пользователя или отключён",
        "Нет связи с учеником",
        "СНИЛС не совпал с Госуслугами",
        "ФИО не совпало",
        "Запись не подтверждена",
        "Нет согласия",
        "Всё готово, ещё не входили",
    ]
    assert [cause for cause in Cause if not cause.by_school] == [
        Cause.NOT_CONFIRMED,
        Cause.NO_CONSENT,
        Cause.NOT_YET,
    ]
    assert ABOUT[Cause.NO_SNILS].fixer is Fixer.CLASS_TEACHER


def test_an_address_names_a_cause_by_a_word() -> None:
    assert called("no-snils") is Cause.NO_SNILS
    assert called("nothing") is None


def test_what_the_door_alone_has_seen_is_not_what_a_card_shows() -> None:
    shown = {Reason.SNILS_MISSING_IN_CARD, Reason.LATIN_LETTERS, Reason.NO_USER}
    assert not shown & set(SEEN_AT_THE_DOOR)
    assert all(cause_of(reason) for reason in SEEN_AT_THE_DOOR)


def told(
    held: Reason | None = None,
    *,
    unsound: bool = False,
    entered: bool = False,
    **card: object,
) -> tuple[Cause, ...] | None:
    one = guardian_card(**card)
    ready = readiness(RYAZAN, ON, one, cards=[one], kinship=LINK, consents=None)
    return causes(ready, unsound=unsound, misnamed=False, held=held, entered=entered)


def test_causes_stand_in_their_order_and_all_of_them() -> None:
    assert told() == (Cause.NOT_YET,)
    assert told(entered=True) == ()
    assert told(user="none", registered=False) == (
        Cause.NOT_IN_GUARDIANS,
        Cause.NO_USER,
    )
    assert told(Reason.TYPO_IN_NAME, unsound=True, user="inactive") == (
        Cause.SNILS_UNSOUND,
        Cause.NO_USER,
        Cause.NAME_DIFFERS,
    )
