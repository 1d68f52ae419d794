"""`permissions`: a consent asked for together with signing in («Цифровой профиль»)."""

import json
from dataclasses import dataclass
from typing import Any

from sandbox.clients import Client, ConsentType
from sandbox.protocol.checking import read_base64
from sandbox.protocol.refusals import Refusal

FORBIDDEN = frozenset(("openid", "usr_org", "usr_avt"))
"""Scopes that no consent opens."""
ACTIONS = frozenset(("ALL_ACTIONS_TO_DATA", "SHARE_DATA", "USE_DATA"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """One consent that a system asks for."""

    sysname: str
    scopes: tuple[str, ...]
    minutes: int


def read_permissions(text: str, client: Client) -> list[Wanted] | Refusal:
    """Read base64url of a JSON array; the codes are those of «Цифровой профиль»."""
    try:
        listed = json.loads(read_base64(text) or b"")
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list) or not listed:
        return Refusal("ESIA-007003", "permissions — не base64url от массива JSON.")
    found = []
    for one in listed:
        wanted = _read(one, client) if isinstance(one, dict) else _no_type()
        if isinstance(wanted, Refusal):
            return wanted
        found.append(wanted)
    return found


def _no_type() -> Refusal:
    return Refusal("ESIA-036700", "У согласия нет sysname.")


def _read(one: dict[str, Any], client: Client) -> Wanted | Refusal:
    name = one.get("sysname")
    if not name:
        return _no_type()
    kind = next((each for each in client.consents if each.sysname == name), None)
    if kind is None:
        words = f"Вида согласия «{name}» у этой системы нет (consent_type клиента)."
        return Refusal("ESIA-036701", words)
    scopes, actions, purposes = (
        _names(one.get(field)) for field in ("scopes", "actions", "purposes")
    )
    minutes = one.get("expire", kind.most_minutes)
    return (
        _check_scopes(scopes, kind)
        or _check_actions(actions, kind)
        or _check_purposes(purposes, kind)
        or _check_minutes(minutes, kind)
        or Wanted(str(name), scopes, minutes)
    )


def _names(listed: object) -> tuple[str, ...]:
    """Names of objects like {"sysname": …}; what is written otherwise has none."""
    items = listed if isinstance(listed, list) else []
    return tuple(
        str(item.get("sysname", "")) if isinstance(item, dict) else "" for item in items
    )


def _check_scopes(scopes: tuple[str, ...], kind: ConsentType) -> Refusal | None:
    missing = [scope for scope in kind.mandatory if scope not in scopes]
    if missing:
        return Refusal("ESIA-036702", f"Нет обязательных scope: {', '.join(missing)}.")
    forbidden = sorted(FORBIDDEN & set(scopes))
    if forbidden:
        return Refusal("ESIA-036704", f"Эти scope запрещены: {', '.join(forbidden)}.")
    outside = sorted(set(scopes) - set(kind.mandatory) - set(kind.optional))
    if outside:
        words = f"В этом виде согласия нет scope: {', '.join(outside)}."
        return Refusal("ESIA-036703", words)
    return None


def _check_actions(actions: tuple[str, ...], kind: ConsentType) -> Refusal | None:
    if not actions:
        return Refusal("ESIA-036705", "Не названо действие (actions).")
    if not set(actions) <= ACTIONS & set(kind.actions):
        return Refusal("ESIA-036706", f"Действие — из: {', '.join(kind.actions)}.")
    return None


def _check_purposes(purposes: tuple[str, ...], kind: ConsentType) -> Refusal | None:
    if not purposes:
        return Refusal("ESIA-036707", "Не названа цель (purposes).")
    if len(purposes) > 1:
        return Refusal("ESIA-036727", "Цель должна быть одна.")
    if purposes[0] not in kind.purposes:
        return Refusal("ESIA-036726", f"Цель — из: {', '.join(kind.purposes)}.")
    return None


def _check_minutes(minutes: object, kind: ConsentType) -> Refusal | None:
    if type(minutes) is int and 1 <= minutes <= kind.most_minutes:
        return None
    words = f"expire — минуты, от 1 до {kind.most_minutes}."
    return Refusal("ESIA-036716", words)
