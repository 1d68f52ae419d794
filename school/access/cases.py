"""Cases written as JSON: the decision on facts that stand in no database."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from school.access.admitting import admit
from school.access.diagnosis import explain
from school.access.facts import (
    Admitted,
    CardFacts,
    ConsentFacts,
    Identity,
    KinshipFacts,
)
from school.regions.in_force import lines
from school.regions.rules import Policy

SCHEMA = """\
  policy     имя правил: ryazan-2024
  on         день: 2026-11-18
  identity   что сказали Госуслуги: oid, last_name, first_name, patronymic, birth_date,
             snils (11 цифр или null), certificate (или null),
             level: confirmed | child | standard | simplified
  cards      найденные карточки, список: card_id, school_id, last_name, first_name,
             patronymic, birth_date, snils, certificate,
             kind: student | guardian | employee, registered,
             user: none | active | inactive, attached_oid (или null),
             administrator (можно опустить)
  kinship    связи, список: school_id, guardian_id, student_id, restricted,
             born (дата рождения ученика) и allows (что он сказал о чтении родителей:
             true, false или null): можно опустить
  consents   согласия, список: kind: own | parent,
             state: given | asked | refused | withdrawn | expired | superseded,
             card_id: одной карточки, если согласие бумажное (можно опустить)"""
EXAMPLE = json.dumps(
    {
        "policy": "ryazan-2024",
        "on": "2026-11-18",
        "identity": {
            "oid": 1,
            "last_name": "Смирнова",
            "first_name": "Наталия",
            "patronymic": "Сергеевна",
            "birth_date": "1988-03-14",
            "snils": "90000000186",
            "certificate": None,
            "level": "confirmed",
        },
        "cards": [
            {
                "card_id": 10,
                "school_id": 1,
                "kind": "guardian",
                "last_name": "Смирнова",
                "first_name": "Наталия",
                "patronymic": "Сергеевна",
                "birth_date": "1988-03-14",
                "snils": "90000000186",
                "certificate": None,
                "registered": True,
                "user": "active",
                "attached_oid": None,
            }
        ],
        "kinship": [
            {"school_id": 1, "guardian_id": 10, "student_id": 20, "restricted": False}
        ],
        "consents": [{"kind": "own", "state": "given"}],
    },
    ensure_ascii=False,
)

Facts = TypeVar("Facts", Identity, CardFacts, KinshipFacts, ConsentFacts)
_FIELDS = ("policy", "on", "identity", "cards", "kinship", "consents")
_WORDS = {int: "целое число", str: "строка", bool: "true или false", date: "дата"}


class _UnreadableError(Exception):
    """What is wrong with a case, in one sentence."""


def decide(line: str) -> dict[str, Any]:
    """The decision on one case, or `{"error": sentence}` where it is not readable."""
    try:
        case = _object(json.loads(line), "случай")
        return _decided(case)
    except ValueError as error:
        return {"error": f"Это не JSON: {error}."}
    except _UnreadableError as error:
        return {"error": str(error)}


def _decided(case: Mapping[str, Any]) -> dict[str, Any]:
    for name in case:
        if name not in _FIELDS:
            raise _UnreadableError(f"{name}: такого поля нет.")
    policy = _policy(case.get("policy"))
    on = _value(case.get("on"), date, "on")
    decision = admit(
        policy,
        on,
        _facts(Identity, case.get("identity"), "identity"),
        _list(CardFacts, case.get("cards"), "cards"),
        _list(KinshipFacts, case.get("kinship"), "kinship"),
        _list(ConsentFacts, case.get("consents"), "consents"),
    )
    held = [vars(each) for each in decision.held]
    if isinstance(decision, Admitted):
        return {"admitted": [vars(each) for each in decision.profiles], "held": held}
    message = explain(
        decision.reason, policy=policy, on=on, audience=decision.audience
    ).message
    return {
        "refused": decision.reason,
        "step": decision.step,
        "actor": decision.actor,
        "message": message.key,
        "held": held,
    }


def _policy(name: object) -> Policy:
    found = [
        policy
        for line in lines().values()
        for policy in line.policies
        if policy.name == name
    ]
    if not found:
        raise _UnreadableError(f"policy: правил «{name}» нет.")
    return found[0]


def _list(kind: type[Facts], given: object, place: str) -> list[Facts]:
    if not isinstance(given, list):
        raise _UnreadableError(f"{place}: нужен список.")
    return [
        _facts(kind, each, f"{place}[{number}]") for number, each in enumerate(given)
    ]


def _facts(kind: type[Facts], given: object, place: str) -> Facts:
    values = _object(given, place)
    types = get_type_hints(kind)
    for name in values:
        if name not in types:
            raise _UnreadableError(f"{place}.{name}: такого поля нет.")
    read = {
        each.name: _value(
            values.get(each.name), types[each.name], f"{place}.{each.name}"
        )
        for each in fields(kind)
        if each.name in values or each.default is MISSING
    }
    return kind(**read)


def _object(given: object, place: str) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise _UnreadableError(f"{place}: нужен объект JSON.")
    return given


def _value(given: object, kind: Any, place: str) -> Any:  # noqa: ANN401 - a field of any type
    if get_origin(kind) is UnionType:
        if given is None:
            return None
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is Literal:
        if given not in get_args(kind):
            known = ", ".join(map(str, get_args(kind)))
            raise _UnreadableError(f"{place}: «{given}» не бывает; бывает {known}.")
        return given
    if kind is date:
        return _date(given, place)
    if type(given) is not kind:
        raise _UnreadableError(f"{place}: нужно значение вида «{_WORDS[kind]}».")
    return given


def _date(given: object, place: str) -> date:
    try:
        return date.fromisoformat(str(given))
    except ValueError as error:
        raise _UnreadableError(f"{place}: нужна дата вида 2026-11-18.") from error
