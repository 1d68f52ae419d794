"""Who came in: every field, and every way it may be missing or wrong."""

from datetime import date
from typing import Any

import pytest

from esia import Person, Protocol, Unavailable, person
from esia.tests.stand import (
    MARIA,
    OID,
    Stand,
    header,
    id_claims,
    playing,
    replying,
    signed,
    tokens_json,
)

HOME = f"/rs/prns/{OID}"


def asked(
    stand: Stand, told: dict[str, Any], subject: dict[str, Any] | None = None
) -> Person:
    marks = {"urn:esia:sbj:oid": OID} | (
        {"urn:esia:sbj:is_tru": True} if subject is None else subject
    )
    token = signed(header("id"), id_claims(**{"urn:esia:sbj": marks}))
    stand.routes["/aas/oauth2/v3/te"] = replying(tokens_json(id_token=token))
    tokens = stand.exchanged()
    stand.routes[HOME] = replying(told)
    stand.seen.clear()
    return person(stand.settings(), tokens)


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in MARIA.items() if name not in names}


def test_one_call_tells_everything(stand: Stand) -> None:
    assert asked(stand, MARIA) == Person(
        oid=OID,
        last_name="Смирнова",
        first_name="Мария",
        patronymic="Алексеевна",
        birth_date=date(2015, 5, 20),
        snils="90000000207",
        birth_certificate="II-АБ 123456",
        level="confirmed",
        email="maria@example.test",
        mobile="+7(900)0000002",
    )
    [(path, fields, headers)] = stand.seen
    assert path == HOME
    assert fields == {"embed": "(contacts.elements,documents.elements)"}
    assert headers["Authorization"].startswith("Bearer ey")


KID = {"type": "CHILD", "firstName": "Кирилл", "lastName": "Смирнов"}


@pytest.mark.parametrize(
    "kids",
    [
        {"elements": [KID, {**KID, "birthDate": None}, {**KID, "snils": "x"}]},
        {"elements": [f"https://esia.example{HOME}/kids/1"], "size": 1},
        {"elements": [KID] * 1000},
        [KID],
        None,
    ],
    ids=["without a birth date", "an address", "many", "a list", "null"],
)
def test_children_that_nobody_asked_for_change_nothing(stand: Stand, kids: Any) -> None:
    found = asked(stand, MARIA | {"kids": kids})
    assert [path for path, _, _ in stand.seen] == [HOME], "nor is anything asked"
    assert found == asked(stand, MARIA)


def test_a_person_does_not_print_itself(stand: Stand) -> None:
    assert "Смирнова" not in repr(asked(stand, MARIA))


def test_what_is_missing_is_nothing(stand: Stand) -> None:
    told = without("middleName", "snils", "contacts", "documents", "trusted")
    found = asked(stand, told)
    assert found.patronymic == ""
    assert (found.snils, found.email, found.mobile) == (None, None, None)
    assert found.birth_certificate is None


def test_collections_left_out_are_asked_for_where_they_decide(stand: Stand) -> None:
    for name, path in (("contacts", "ctts"), ("documents", "docs")):
        stand.routes[f"{HOME}/{path}"] = replying(MARIA[name])
    found = asked(stand, without("contacts", "documents", "snils"))
    assert (found.email, found.birth_certificate) == (
        "maria@example.test",
        "II-АБ 123456",
    )
    stand.seen.clear()
    adult = asked(stand, without("contacts", "documents"))
    assert adult.birth_certificate is None
    assert [path for path, _, _ in stand.seen] == [HOME, f"{HOME}/ctts"]


def test_elements_given_by_address_are_fetched(stand: Stand) -> None:
    elements = MARIA["contacts"]["elements"]
    links = [f"{stand.address}{HOME}/ctts/{place}" for place in range(len(elements))]
    for place, element in enumerate(elements):
        stand.routes[f"{HOME}/ctts/{place}"] = replying(element)
    told = MARIA | {"contacts": {"size": 3, "elements": links}}
    assert asked(stand, told).mobile == "+7(900)0000002"
    assert len(stand.seen) == 4


def test_a_foreign_address_gets_no_token(stand: Stand) -> None:
    with playing() as stranger:
        told = MARIA | {"contacts": {"elements": [f"{stranger.address}{HOME}/ctts/1"]}}
        with pytest.raises(Protocol, match="чужой адрес"):
            asked(stand, told)
        assert stranger.seen == []


@pytest.mark.parametrize(
    "address",
    [
        "{home}1/ctts/1",
        "{stand}/rs/prns/1/ctts/1",
        "{home}/../1/ctts/1",
        "{home}/%2e%2e/1/ctts",
        "{home}/ctts/ё",
        "//evil.test{path}/ctts/1",
        "{path}/ctts/1",
        "file:///etc/passwd",
        "http://[::1",
        "http://u@{bare}{path}/ctts/1",
        "",
    ],
)
def test_an_address_outside_the_person_is_refused(stand: Stand, address: str) -> None:
    link = address.format(
        home=stand.address + HOME,
        stand=stand.address,
        path=HOME,
        bare=stand.address.removeprefix("http://"),
    )
    with pytest.raises(Protocol):
        asked(stand, MARIA | {"contacts": {"elements": [link]}})
    assert len(stand.seen) == 1


@pytest.mark.parametrize("part", ["lastName", "firstName", "birthDate"])
@pytest.mark.parametrize(
    "value", [None, "", "  ", 5, [], "x" * 501, "a\x00b", "\ud800"]
)
def test_without_a_name_or_a_birth_date_there_is_nobody(
    stand: Stand, part: str, value: object
) -> None:
    with pytest.raises(Protocol):
        asked(stand, MARIA | {part: value})


@pytest.mark.parametrize(
    "born", ["2015-05-20", "31.02.2015", "20.05.15", "20.05.1815", "20.05.2015 "]
)
def test_a_birth_date_has_one_spelling(stand: Stand, born: str) -> None:
    if born.endswith(" "):
        assert asked(stand, MARIA | {"birthDate": born}).birth_date.day == 20
        return
    with pytest.raises(Protocol):
        asked(stand, MARIA | {"birthDate": born})


@pytest.mark.parametrize("snils", ["123", "900-000-002 0a", "٩" * 11, 90000000207])
def test_a_broken_snils_is_refused(stand: Stand, snils: object) -> None:
    with pytest.raises(Protocol):
        asked(stand, MARIA | {"snils": snils})


@pytest.mark.parametrize("name", ["contacts", "documents"])
@pytest.mark.parametrize(
    "value",
    ["text", [], 5, {"elements": "x"}, {"elements": [5]}, {"elements": [{}] * 31}],
)
def test_a_broken_collection_is_refused(stand: Stand, name: str, value: object) -> None:
    with pytest.raises(Protocol):
        asked(stand, MARIA | {name: value})


@pytest.mark.parametrize("value", [{}, {"elements": []}, {"elements": None}])
def test_an_empty_collection_is_empty(stand: Stand, value: object) -> None:
    found = asked(stand, MARIA | {"contacts": value, "documents": value})
    assert (found.email, found.birth_certificate) == (None, None)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"type": "BRTH_CERT", "number": "1"}, "1"),
        ({"type": "FID_BRTH_CERT", "series": "A", "number": "1"}, "A 1"),
        ({"type": "BRTH_CERT", "number": "1", "vrfStu": "NOT_VERIFIED"}, None),
        ({"type": "BRTH_CERT", "series": "II-АБ"}, None),
        ({"type": "RF_PASSPORT", "number": "1"}, None),
        ({"number": "1"}, None),
    ],
    ids=str,
)
def test_only_a_verified_birth_certificate_counts(
    stand: Stand, document: dict[str, str], expected: str | None
) -> None:
    told = {"elements": [{"vrfStu": "VERIFIED"} | document]}
    assert asked(stand, MARIA | {"documents": told}).birth_certificate == expected


@pytest.mark.parametrize(
    ("lvl", "is_tru", "trusted", "snils", "level"),
    [
        ("PR", True, True, True, "confirmed"),
        (None, True, True, True, "confirmed"),
        ("PR", None, True, True, "confirmed"),
        ("KD", None, False, True, "child"),
        ("KD", True, True, True, "child"),
        ("P", True, True, True, "standard"),
        (None, None, True, True, "standard"),
        ("PR", True, False, True, "standard"),
        ("PR", True, None, True, "standard"),
        ("PR", True, "true", True, "standard"),
        ("P", None, False, True, "standard"),
        ("P", None, False, False, "simplified"),
        (None, None, None, False, "simplified"),
    ],
)
def test_where_the_sources_disagree_the_lower_level_holds(
    stand: Stand, lvl: object, is_tru: object, trusted: object, snils: bool, level: str
) -> None:
    told = MARIA | {"trusted": trusted}
    if not snils:
        del told["snils"]
    marks = {"urn:esia:sbj:lvl": lvl, "urn:esia:sbj:is_tru": is_tru}
    given = {name: value for name, value in marks.items() if value is not None}
    assert asked(stand, told, given).level == level


def test_a_visit_ends_even_if_every_answer_is_almost_in_time(stand: Stand) -> None:
    asked(stand, MARIA)
    tokens = stand.exchanged()
    links = [f"{stand.address}{HOME}/ctts/1"] * 30
    stand.routes[HOME] = replying(MARIA | {"contacts": {"elements": links}})
    slow = replying({"type": "PHN"})
    stand.routes[f"{HOME}/ctts/1"] = lambda handler: (
        stand.tired.wait(0.15),
        slow(handler),
    )[1]
    with pytest.raises(Unavailable):
        person(stand.settings(timeout_s=0.4), tokens)
