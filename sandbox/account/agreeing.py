"""«Согласия и доверенности», «Школьное портфолио», notices: what others may know."""

from typing import Any

from sandbox.account.visiting import Visit, visited
from sandbox.people import consents
from sandbox.people.citizens import Citizen, all_citizens, parents_of
from sandbox.people.consents import Consent, find_consent, in_force, state_of
from sandbox.people.notices import mark_seen, notices_of
from sandbox.people.registering import ADULT_FROM
from sandbox.web import Response, redirect

NO_CONSENT = "Такого согласия в вашем кабинете нет."
NO_CHILD = "Такого ребёнка в вашем школьном портфолио нет."
DATA = {
    "openid": "Сам факт входа",
    "fullname": "Фамилия, имя и отчество",
    "birthdate": "Дата рождения",
    "gender": "Пол",
    "citizenship": "Гражданство",
    "snils": "СНИЛС",
    "inn": "ИНН",
    "id_doc": "Паспорт: серия, номер, кем и когда выдан",
    "birth_cert_doc": "Свидетельство о рождении: серия и номер",
    "email": "Адрес электронной почты",
    "mobile": "Номер мобильного телефона",
    "contacts": "Телефон, почта, адреса",
    "addresses": "Адреса регистрации и проживания",
    "*": "Данные, которые система запрашивала при входе",
}
"""Words for a scope; with `kid_` before it, the same of a child."""


def name_data(scope: str, *, of_child: bool = False) -> list[str]:
    """Write a scope in words, one line for each name; openid alone is a line too."""
    names = [one for one in scope.split() if one != "openid"] or scope.split()
    return [_name(one, of_child=of_child) for one in names]


def _name(one: str, *, of_child: bool) -> str:
    plain = one.removeprefix("kid_")
    words = DATA.get(plain, plain)
    return words if plain == one or of_child else f"О детях: {words}"


@visited
def show_consents(visit: Visit) -> Response:
    """Requests first, then what is in force, then the rest."""
    found = consents.consents_of(visit.db, visit.me.oid)
    groups: dict[str, list[dict[str, Any]]] = {"asked": [], "given": [], "over": []}
    for one in found:
        state = state_of(one, visit.now_s)
        group = state if state in groups else "over"
        groups[group].append(_shown(visit, one))
    return visit.page("account/consents.html", groups=groups)


def _shown(visit: Visit, one: Consent) -> dict[str, Any]:
    people = {person.oid: person for person in all_citizens(visit.db)}
    return {
        "consent": one,
        "state": state_of(one, visit.now_s),
        "operator": consents.operator(visit.world, one),
        "child": people.get(one.about),
        "site": consents.site(visit.world, one),
    }


def _mine(visit: Visit, id_: str) -> Consent | None:
    found = consents.consents_of(visit.db, visit.me.oid)
    return next((one for one in found if str(one.id) == id_), None)


@visited
def show_consent(visit: Visit, id: str) -> Response:
    """One consent: who, what for, which data, and what may be done now."""
    one = _mine(visit, id)
    if one is None:
        return visit.sorry(NO_CONSENT)
    state = state_of(one, visit.now_s)
    return visit.page(
        "account/consent.html",
        **_shown(visit, one),
        data=name_data(one.scope, of_child=one.about != 0),
        moves=consents.MOVES[state],
        elsewhere=state == "asked" and _given_by_another(visit, one),
    )


def _given_by_another(visit: Visit, one: Consent) -> bool:
    return one.about != 0 and any(
        other.client == one.client
        and other.about == one.about
        and in_force(other, visit.now_s)
        for other in consents.all_consents(visit.db)
    )


@visited
def decide(visit: Visit, id: str) -> Response:
    """Give, refuse or withdraw; what cannot be turned so stays as it is."""
    one = _mine(visit, id)
    if one is None:
        return visit.sorry(NO_CONSENT)
    state = visit.form().given.get("do", "")
    consents.decide(visit.world, visit.db, one, state)
    return redirect(f"/profile/consents/{one.id}")


@visited
def show_portfolio(visit: Visit) -> Response:
    """For each child, the systems of his school and the word of a parent."""
    return visit.page(
        "account/portfolio.html",
        children=[(child, _systems(visit, child)) for child in _minors(visit)],
        parents=parents_of(visit.db, visit.me.key),
        age=visit.me.age(visit.today),
    )


def _minors(visit: Visit) -> list[Citizen]:
    mine = [one for one in all_citizens(visit.db) if one.key in visit.me.kids]
    return [one for one in mine if one.age(visit.today) < ADULT_FROM]


def _systems(visit: Visit, child: Citizen) -> list[dict[str, Any]]:
    rows = []
    for client in consents.systems(visit.world):
        one = find_consent(visit.db, client.id, visit.me.oid, child.oid)
        state = state_of(one, visit.now_s) if one else "none"
        rows.append({"client": client, "consent": one, "state": state})
    return rows


@visited
def give_in_portfolio(visit: Visit) -> Response:
    """Let a system know a child's data, asked or not."""
    given = visit.form().given
    known = {one.id: one for one in consents.systems(visit.world)}
    client = known.get(given.get("client", ""))
    minors = (one for one in _minors(visit) if one.key == given.get("child"))
    child = next(minors, None)
    if client is None or child is None:
        return visit.sorry(NO_CHILD)
    made = consents.ask(
        visit.world,
        visit.db,
        consents.wish(
            client.id,
            visit.me.oid,
            client.purpose or "Ведение школьного портфолио",
            about=child.oid,
            scope=consents.ABOUT_CHILD,
        ),
        quietly=True,
    )
    consents.decide(visit.world, visit.db, made, "given")
    return redirect(f"/profile/consents/{made.id}")


@visited
def show_notices(visit: Visit) -> Response:
    """Everything told so far; what is shown counts as seen from now on."""
    notices = notices_of(visit.db, visit.me.oid, visit.now_s)
    shown = visit.page("account/notices.html", notices=notices)
    mark_seen(visit.db, visit.me.oid, visit.now_s)
    return shown
