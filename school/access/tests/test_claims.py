"""What a gateway tells is read strictly: nothing comes of what it does not tell."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

import esia
from school.access.facts import Identity
from school.access.reasons import Reason
from school.access.roads.claims import Names, identity_of

MOTHER: dict[str, Any] = {
    "sub": "an-opaque-number",
    "oid": "1000900001",
    "family_name": "Соколова",
    "given_name": "Наталия",
    "middle_name": "Сергеевна",
    "birthdate": "1988-03-14",
    "snils": "900-000-001 15",
    "trusted": True,
}
READ = Identity(
    oid=1000900001,
    last_name="Соколова",
    first_name="Наталия",
    patronymic="Сергеевна",
    birth_date=date(1988, 3, 14),
    snils="90000000115",
    certificate=None,
    level="confirmed",
)
NONE: dict[str, Any] = {}


def read(told: dict[str, Any], names: Names | None = None) -> Identity | Reason:
    return identity_of(NONE, told, names or Names())


def person(**changes: Any) -> Identity | Reason:
    told = {name: value for name, value in (MOTHER | changes).items() if value != ""}
    return read(told)


def test_a_person_is_read_from_either_answer_and_from_both() -> None:
    assert read(MOTHER) == READ
    assert identity_of(MOTHER, NONE, Names()) == READ
    assert identity_of(MOTHER, MOTHER, Names()) == READ
    half = {"sub": "x", "oid": 1000900001, "trusted": True}
    rest = {name: value for name, value in MOTHER.items() if name not in half}
    assert identity_of(half, rest, Names()) == READ


def test_when_the_password_was_typed_is_read_from_the_signed_answer_alone() -> None:
    then = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
    told = {"auth_time": int(then.timestamp())}
    assert identity_of(told, MOTHER, Names()) == replace(READ, proved_at=then)
    assert identity_of(NONE, MOTHER | told, Names()) == READ


@pytest.mark.parametrize("name", [name for name in MOTHER if name != "sub"])
def test_two_answers_that_differ_are_no_answer(name: str) -> None:
    other = MOTHER | {name: False if name == "trusted" else "Другое"}
    assert identity_of(MOTHER, other, Names()) is Reason.ESIA_BAD_ANSWER


@pytest.mark.parametrize(
    "name", ["oid", "family_name", "given_name", "birthdate"], ids=str
)
def test_without_this_nobody_is_known(name: str) -> None:
    for nothing in (None, "", "  "):
        told = MOTHER | {name: nothing}
        assert read(told) is Reason.ESIA_BAD_ANSWER


@pytest.mark.parametrize(
    "changes",
    [
        {"oid": 0},
        {"oid": -5},
        {"oid": True},
        {"oid": 1000900001.0},
        {"oid": "１２３"},
        {"oid": "12 3"},
        {"oid": 2**63},
        {"oid": "9" * 25},
        {"oid": ["1000900001"]},
        {"family_name": 5},
        {"family_name": "а" * 501},
        {"given_name": "На\0талия"},
        {"given_name": "\ud800"},
        {"middle_name": ["Сергеевна"]},
        {"birthdate": "1988"},
        {"birthdate": "0000-03-14"},
        {"birthdate": "1988-02-30"},
        {"birthdate": "1899-12-31"},
        {"birthdate": "03/14/1988"},
        {"birthdate": "1988-3-14"},
        {"birthdate": "1988-03-14T00:00:00Z"},
        {"birthdate": "١٩٨٨-03-14"},
        {"birthdate": 574300800},
        {"snils": "900-000-001"},
        {"snils": 90000000115},
        {"snils": "９0000000115"},
        {"birth_certificate": 5},
    ],
    ids=str,
)
def test_what_no_person_can_have_is_refused(changes: dict[str, Any]) -> None:
    assert person(**changes) is Reason.ESIA_BAD_ANSWER


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"oid": 5}, "oid", 5),
        ({"middle_name": None}, "patronymic", ""),
        ({"middle_name": " "}, "patronymic", ""),
        ({"family_name": " Соколова \n Мирская"}, "last_name", "Соколова Мирская"),
        ({"birthdate": "14.03.1988"}, "birth_date", date(1988, 3, 14)),
        ({"snils": None}, "snils", None),
        ({"snils": "90000000115"}, "snils", "90000000115"),
        ({"birth_certificate": "ii-аб 123456"}, "certificate", "II-АБ 123456"),
        ({"birth_certificate": "паспорт"}, "certificate", None),
    ],
    ids=str,
)
def test_what_gateways_write_differently_is_read_alike(
    changes: dict[str, Any], field: str, value: object
) -> None:
    found = person(**changes)
    assert isinstance(found, Identity)
    assert getattr(found, field) == value


@pytest.mark.parametrize(
    ("trusted", "level", "expected"),
    [
        (True, None, "confirmed"),
        (True, "confirmed", "confirmed"),
        (True, "PR", "confirmed"),
        (None, "confirmed", "confirmed"),
        (None, "PR", "confirmed"),
        (None, "KD", "child"),
        (True, "child", "child"),
        (False, "child", "child"),
        # Nothing said, doubt or contradiction: not confirmed.
        (None, None, "standard"),
        (False, None, "standard"),
        (False, "confirmed", "standard"),
        (False, "PR", "standard"),
        (True, "P", "standard"),
        (True, "simplified", "simplified"),
        (True, "Confirmed", "standard"),
        (True, "", "standard"),
        (True, 3, "standard"),
        ("true", None, "standard"),
        ("true", "PR", "standard"),
        (1, None, "standard"),
        (1, "confirmed", "standard"),
        ("", "confirmed", "standard"),
    ],
)
def test_the_level_is_what_was_affirmed(
    trusted: object, level: object, expected: str
) -> None:
    found = read(MOTHER | {"trusted": trusted, "level": level})
    assert isinstance(found, Identity)
    assert found.level == expected


def test_a_gateway_may_call_things_its_own_way() -> None:
    names = Names.given(
        {
            "oid": "info.oid",
            "last_name": "info.lastName",
            "first_name": "info.firstName",
            "patronymic": "info.middleName",
            "birth_date": "info.birthDate",
            "snils": "info.snils",
            "trusted": "info.trusted",
        }
    )
    told = {
        "sub": "5",
        "info": {
            "oid": "1000900001",
            "firstName": "Наталия",
            "lastName": "Соколова",
            "middleName": "Сергеевна",
            "birthDate": "14.03.1988",
            "snils": "900-000-001 15",
            "trusted": True,
        },
    }
    assert read(told, names) == READ
    for broken in ({"info": None}, {"info": "x"}, {"info": [told["info"]]}):
        assert read(broken, names) is Reason.ESIA_BAD_ANSWER


@pytest.mark.parametrize(
    "changed", [{"surname": "x"}, {"oid": ""}, {"oid": "info."}, {"oid": "a b"}]
)
def test_names_that_cannot_be_are_one_sentence(changed: dict[str, str]) -> None:
    with pytest.raises(esia.Misconfigured, match="GATEWAY_CLAIMS") as caught:
        Names.given(changed)
    assert str(caught.value).endswith(".")
