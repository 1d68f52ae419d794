"""What Госуслуги know of a person, cut to the scope, in the shapes of `/rs`."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from sandbox.people.citizens import Citizen, digits

Shown = dict[str, Any]
"""A JSON object."""


def describe(citizen: Citizen, scopes: frozenset[str]) -> Shown:
    """The person's own fields; what is unknown is left out."""
    snils = digits(citizen.snils or "") if citizen.level != "simplified" else ""
    known = (
        ("fullname", "firstName", citizen.first_name),
        ("fullname", "lastName", citizen.last_name),
        ("fullname", "middleName", citizen.patronymic),
        ("birthdate", "birthDate", _day(citizen.birth_date)),
        ("gender", "gender", citizen.gender),
        ("citizenship", "citizenship", "RUS"),
        ("snils", "snils", snils and f"{_triples(snils)} {snils[9:]}"),
    )
    shown = {name: value for scope, name, value in known if value and scope in scopes}
    return _marked(
        shown,
        stateFacts=["EntityRoot"],
        trusted=citizen.level == "confirmed",
        verifying=False,
        status="REGISTERED",
        containsUpCfmCode=False,
    )


def contacts(citizen: Citizen, scopes: frozenset[str]) -> list[Shown]:
    """Mobile phone and e-mail."""
    known = (("mobile", "MBT", citizen.phone), ("email", "EML", citizen.email))
    return [
        _marked(
            {"id": citizen.oid * 10 + place, "type": kind, "value": value},
            stateFacts=["Identifiable"],
            vrfStu="VERIFIED",
        )
        for place, (scope, kind, value) in enumerate(known)
        if value and scopes & {scope, "contacts"}
    ]


def addresses(citizen: Citizen, scopes: frozenset[str]) -> list[Shown]:
    """Where the person lives and is registered; invented from the number."""
    if not scopes & {"addresses", "contacts"}:
        return []
    known = {
        "countryId": "RUS",
        "zipCode": "390000",
        "region": "Рязанская Область",
        "city": "Рязань Город",
        "street": "Песочная Улица",
        "addressStr": "Рязанская Область, Рязань Город, Песочная Улица",
        "house": str(citizen.oid % 90 + 1),
        "flat": str(citizen.oid % 40 + 1),
    }
    return [
        _marked({"id": citizen.oid * 10 + place, "type": kind} | known)
        for place, kind in ((7, "PLV"), (8, "PRG"))
    ]


def documents(citizen: Citizen, scopes: frozenset[str]) -> list[Shown]:
    """The birth certificate, when there is one, and a grown-up's passport."""
    certificate = {
        "id": citizen.oid * 10 + 5,
        "type": "RF_BRTH_CERT",
        "series": citizen.certificate_series or "",
        "number": citizen.certificate_number,
    }
    found = []
    if citizen.certificate_number and "birth_cert_doc" in scopes:
        found.append(certificate)
    if citizen.level == "confirmed" and "id_doc" in scopes:
        found.append(_passport(citizen))
    return [_marked(one, stateFacts=["EntityRoot"], vrfStu="VERIFIED") for one in found]


def _passport(citizen: Citizen) -> Shown:
    born = date.fromisoformat(citizen.birth_date)
    return {
        "id": citizen.oid * 10 + 6,
        "type": "RF_PASSPORT",
        "series": "0000",
        "number": f"{citizen.oid % 1_000_000:06d}",
        "issueDate": f"01.06.{born.year + 14}",
        "issueId": "000001",
        "issuedBy": "ПЕСОЧНИЦЕЙ",
    }


def kids(
    children: Iterable[tuple[int, Citizen]],
    scopes: frozenset[str],
    *,
    with_documents: bool,
) -> list[Shown]:
    """Children of «Семья и дети», by id; scopes with `kid_` open the same fields."""
    about_kids = scopes_of_kids(scopes)
    found = []
    for id_, child in children:
        shown: Shown = {"id": id_} | describe(child, about_kids)
        if with_documents and "birth_cert_doc" in about_kids:
            shown["documents"] = collection(documents(child, about_kids))
        found.append(shown)
    return found


def scopes_of_kids(scopes: frozenset[str]) -> frozenset[str]:
    """Turn kid_fullname into fullname, and so on; the rest falls away."""
    return frozenset(s.removeprefix("kid_") for s in scopes if s.startswith("kid_"))


def collection(elements: list[Any]) -> Shown:
    """Wrap elements, or links to them, the way ЕСИА does."""
    shown = {"stateFacts": ["hasSize"], "size": len(elements)}
    return shown | {"eTag": _etag(elements), "elements": elements}


def _marked(shown: Shown, **more: object) -> Shown:
    whole = shown | more
    return whole | {"eTag": _etag(whole)}


def _triples(snils: str) -> str:
    return f"{snils[:3]}-{snils[3:6]}-{snils[6:9]}"


def _day(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d.%m.%Y")


def _etag(value: object) -> str:
    text = json.dumps(value, sort_keys=True)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest().upper()
