"""``/importing/<key>/``: what the table would do; mended, answered, written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest, apart
from school.importing import (
    comparing,
    kinds,
    pages,
    sending,
    taking_back,
    uploads,
    writing,
)
from school.importing.frame import administrator, asked_for, frame
from school.importing.models import Upload
from school.importing.verdicts import OUT
from school.registry.asking import page_in
from school.rights.visitor import Visitor
from school.walls.behind import behind

_CONFLICT = 409


@require_safe
def upload(request: VisitedRequest, upload: int) -> HttpResponse:
    """One kind of its rows, and what writing it would do."""
    by = administrator(request)
    return _page(request, by, asked_for(by, upload))


@require_POST
def mend(request: VisitedRequest, upload: int) -> HttpResponse:
    """What was typed into cells and chosen of people; the page again."""
    by = administrator(request)
    sent = request.POST.dict()
    if not sending.mend(asked_for(by, upload), sent):
        return _page(request, by, asked_for(by, upload), writing.GONE)
    return _back(upload)


@apart
@require_POST
def write(request: VisitedRequest, upload: int) -> HttpResponse:
    """Into the school's cards, if they stand as the page showed them."""
    by = administrator(request)
    with behind(by.actor()):
        found = asked_for(by, upload)
        why = writing.write(by, found, request.POST.get("seen", ""))
        found = asked_for(by, upload)
        answer = _page(request, by, found, why) if why else _back(upload)
    if found.state == Upload.State.WRITTEN:
        # Said twice, too: the first time the process may have ended before this.
        writing.settle(found, by.today)
    return answer


@require_POST
def put_away(request: VisitedRequest, upload: int) -> HttpResponse:
    """Nothing of it is written; the list of uploads."""
    by = administrator(request)
    sending.put_away(by, asked_for(by, upload))
    return HttpResponse(status=303, headers={"Location": reverse("importing:uploads")})


def _back(upload: int) -> HttpResponse:
    address = reverse("importing:upload", kwargs={"upload": upload})
    return HttpResponse(status=303, headers={"Location": address})


def _page(
    request: HttpRequest, by: Visitor, found: Upload, trouble: str = ""
) -> HttpResponse:
    table = uploads.open_(found)
    kind = kinds.named(found.holds) if table is None else table.kind
    rows = () if table is None else kind.beside(table, by.schools[0], by.today)
    asked, number = request.GET.get("show", ""), request.GET.get("page", "")
    facts = {
        "frame": frame(by),
        "upload": found,
        "is_open": found.state == Upload.State.OPEN and table is not None,
        "ignored": table.heading.ignored if table else (),
        "unread": table.unread if table else (),
        "waiting": uploads.waiting_beside(found),
        "page": pages.page_of(rows, kind.line_of, asked, page_in(number)),
        "plan": kind.plan(rows),
        "left_out": sum(row.verdict in OUT for row in rows),
        "said": kind.said(found.written),
        "to_administer": kind.to_administer(rows),
        "seen": writing.token(rows),
        "new": comparing.NEW,
        "back_until": taking_back.open_until(found),
        "zone": by.zone,
        "trouble": trouble,
    }
    status = _CONFLICT if trouble else 200
    return render(request, "importing/upload.html", facts, status=status)
