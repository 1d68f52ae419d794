"""``/invited/``: the parent's way: code, Госуслуги, the child's name, waiting."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from school.access.gathering import seal
from school.access.invited import Invited, Person, remember, unwrap
from school.access.knocking import caller_of, come_again
from school.access.middleware import outside
from school.access.throttling import Door, knock
from school.inviting.answering import NOT_FOUND, Offer, State, answer, look
from school.inviting.codes import normalise
from school.inviting.issuing import digest_of
from school.lib import clock
from school.lib.text import plain
from school.people.names import split
from school.people.unreadable import Unreadable

WRONG_CODE = "Проверьте код: он стоит на листе под квадратом, двенадцать знаков."
TOO_LATE = "Прошло больше получаса. Откройте приглашение ещё раз и войдите снова."
LONGEST = 200


@outside
@require_safe
def code(request: HttpRequest, code: str) -> HttpResponse:
    """``/invited/<code>/``: what the sheet leads to; the button is the door's own.

    One that is used, over or invented is not there; of the child nothing is said.
    """
    now = clock.now()
    slowed = knock(Door.INVITATION, caller_of(request), now)
    if slowed is not None:
        return come_again(request, slowed)
    kept = normalise(code)
    digest = digest_of(kept) if kept else ""
    offer = look(digest, now) if digest else None
    carried = _carried(request)
    if carried is not None and carried.digest == digest and carried.person is None:
        return _see_other(reverse("inviting:invited"))
    if offer is None or not offer.is_open:
        return _over(request)
    facts = {"region": offer.region.slug, "digest": digest}
    return render(request, "inviting/code.html", facts)


@outside
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest) -> HttpResponse:
    """``/invited/``: the child's name, where it stands, or the question for a code.

    POST ``code=`` goes on to the invitation, ``child=`` names the child.
    """
    if "code" in request.POST:
        return _to_code(request)
    carried = _carried(request)
    if request.method == "POST":
        return _name(request, carried)
    if carried is None:
        return _ask(request)
    offer = look(carried.digest, clock.now())
    if carried.person is None:
        return _over(request) if offer is None else _standing(request, offer)
    if offer is None or not offer.is_open:
        return _over(request)
    return _child(request, offer, carried.person)


def _to_code(request: HttpRequest) -> HttpResponse:
    slowed = knock(Door.INVITATION, caller_of(request), clock.now())
    if slowed is not None:
        return come_again(request, slowed)
    typed = plain(request.POST["code"])
    kept = normalise(typed)
    if kept is None:
        return _ask(request, typed=typed, error=WRONG_CODE)
    return _see_other(reverse("inviting:code", args=[kept]))


def _name(request: HttpRequest, carried: Invited | None) -> HttpResponse:
    person = carried.person if carried else None
    account = seal().digest("snils", person.snils) if person else ""
    slowed = knock(Door.INVITED, caller_of(request, account=account), clock.now())
    if slowed is not None:
        return come_again(request, slowed)
    if carried is None or person is None:
        return _ask(request, error=TOO_LATE)
    typed = plain(request.POST.get("child", ""))
    error = _unfit(typed) or _answer(carried, typed)
    if error:
        offer = look(carried.digest, clock.now())
        if offer is None:
            return _over(request)
        return _child(request, offer, person, typed=typed, error=error)
    response = _see_other(reverse("inviting:invited"))
    remember(response, Invited(carried.digest), clock.now())
    return response


def _answer(carried: Invited, typed: str) -> str:
    child = split(typed)
    if isinstance(child, Unreadable):
        return child.sentence
    return "" if answer(carried, child, at=clock.now()) else NOT_FOUND


def _unfit(typed: str) -> str:
    if len(typed) > LONGEST:
        return f"Здесь {len(typed)} знаков, помещается {LONGEST}. Впишите только ФИО."
    return ""


def _carried(request: HttpRequest) -> Invited | None:
    return unwrap(request.COOKIES.get(settings.INVITED_COOKIE, ""), clock.now())


def _child(
    request: HttpRequest,
    offer: Offer,
    person: Person,
    *,
    typed: str = "",
    error: str = "",
) -> HttpResponse:
    facts: dict[str, Any] = {
        "offer": offer,
        "person": person.name.short,
        "typed": typed[:LONGEST],
        "error": error,
        "longest": LONGEST,
    }
    return render(request, "inviting/child.html", facts, status=422 if error else 200)


def _standing(request: HttpRequest, offer: Offer) -> HttpResponse:
    facts = {"offer": offer, "states": State}
    return render(request, "inviting/standing.html", facts)


def _ask(request: HttpRequest, *, typed: str = "", error: str = "") -> HttpResponse:
    facts = {"typed": typed[:40], "error": error}
    return render(request, "inviting/ask.html", facts, status=422 if error else 200)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "inviting/over.html", {"sentence": NOT_FOUND}, status=404)


def _see_other(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address})
