"""``/registry/cards/<key>/<section>/``: the sections of a card, saved one by one."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from school.access.middleware import VisitedRequest
from school.lib.keys import to_text
from school.people import snils
from school.people.models import Card
from school.registry.correcting import correct
from school.registry.forms import ContactsForm, DocumentsForm, EntriesForm, NameForm
from school.registry.sharing import with_snils
from school.registry.shown import Section, still_stands
from school.registry.switching import read_on_paper, switch
from school.registry.views.card import found_card, page
from school.rights.visitor import Visitor

Form = NameForm | DocumentsForm | ContactsForm | EntriesForm
_CONFLICT, _UNREADABLE = 409, 422


@require_POST
def name(request: VisitedRequest, card: int) -> HttpResponse:
    """ФИО and birth date."""
    by, found = request.visitor, found_card(request.visitor, card, to_change=True)
    form = NameForm.of(request.POST.dict(), today=by.today)
    return _saved(
        request,
        found,
        Section.NAME,
        form,
        lambda: correct(by, found, form.correction()),
    )


@require_POST
def documents(request: VisitedRequest, card: int) -> HttpResponse:
    """СНИЛС and birth certificate."""
    by, found = request.visitor, found_card(request.visitor, card, to_change=True)
    form = DocumentsForm.of(request.POST.dict())
    _look_for_sharers(by, found, form)
    return _saved(
        request,
        found,
        Section.DOCUMENTS,
        form,
        lambda: correct(by, found, form.correction()),
    )


@require_POST
def contacts(request: VisitedRequest, card: int) -> HttpResponse:
    """Telephone and e-mail."""
    by, found = request.visitor, found_card(request.visitor, card, to_change=True)
    form = ContactsForm.of(request.POST.dict())
    return _saved(
        request,
        found,
        Section.CONTACTS,
        form,
        lambda: correct(by, found, form.correction()),
    )


@require_POST
def entries(request: VisitedRequest, card: int) -> HttpResponse:
    """The entries in the registries."""
    by, found = request.visitor, found_card(request.visitor, card, to_change=True)
    form = EntriesForm.of(request.POST.dict())
    if not form.errors and form.user == Card.User.NONE != found.user:
        form.errors["user"] = "Пользователя можно отключить, но не удалить."

    def act() -> None:
        why = switch(by, found, registered=form.registered, user=form.user)
        if why:
            form.errors["user"] = why

    return _saved(request, found, Section.ENTRIES, form, act)


@require_POST
def paper(request: VisitedRequest, card: int) -> HttpResponse:
    """Whether a student's family gets the diary printed."""
    by, found = request.visitor, found_card(request.visitor, card, to_change=True)
    if found.kind != Card.Kind.STUDENT:
        raise Http404
    reads = request.POST.get("reads_paper") == "1"
    read_on_paper(by, found, reads=reads)
    return _see_other(found, Section.PAPER)


def _look_for_sharers(by: Visitor, card: Card, form: DocumentsForm) -> None:
    number = snils.parse(form.snils)
    if form.errors or form.sure or not isinstance(number, str):
        return
    sharers = with_snils(by, card, number)
    if sharers:
        told = "; ".join(dict.fromkeys(one.told for one in sharers))
        form.shared = tuple(one.told for one in sharers)
        form.errors["snils"] = f"Этот СНИЛС уже стоит {told}."


def _saved(
    request: VisitedRequest,
    card: Card,
    section: Section,
    form: Form,
    act: Callable[[], object],
) -> HttpResponse:
    """Do it where nothing is wrong and the writer saw what stands there."""
    forms: dict[str, Any] = {f"{section}_form": form, "wrong": section}
    if form.errors:
        return page(request, card, status=_UNREADABLE, **forms)
    if not still_stands(card, section, request.POST.get("shown", "")):
        return page(request, card, status=_CONFLICT, stale=section, **forms)
    act()
    if form.errors:
        return page(request, card, status=_UNREADABLE, **forms)
    return _see_other(card, section)


def _see_other(card: Card, section: Section) -> HttpResponse:
    address = reverse("registry:card", kwargs={"card": to_text(card.key)})
    location = f"{address}?saved={section}#{section}"
    return HttpResponse(status=303, headers={"Location": location})
