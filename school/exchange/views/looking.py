"""``/exchange/<key>/``: what the package would do; written, put away, its remarks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.exchange import lying, packages
from school.exchange.incoming import saying
from school.exchange.incoming.plan import Plan
from school.exchange.incoming.told import NotTold
from school.importing import sending, taking_back
from school.importing.comparing import NEW
from school.importing.frame import administrator, asked_for, frame
from school.importing.models import Upload
from school.importing.remarks import file_name
from school.importing.writing import GONE
from school.lib import xlsx
from school.rights.visitor import Visitor

_CONFLICT = 409
_SHOWN = 200
_ASKED = 50


@require_safe
def package(request: VisitedRequest, package: int) -> HttpResponse:
    """How many of what, and every remark by file, row and column."""
    by = administrator(request)
    return _page(request, by, _asked_for(by, package))


@require_POST
def answer(request: VisitedRequest, package: int) -> HttpResponse:
    """Who of the doubtful is whom; the page again."""
    by = administrator(request)
    if not packages.answer(_asked_for(by, package), request.POST.dict()):
        return _page(request, by, _asked_for(by, package), GONE)
    return _back(package)


@require_POST
def write(request: VisitedRequest, package: int) -> HttpResponse:
    """Into the school, if it stands as the page showed it."""
    by = administrator(request)
    found, sent = _asked_for(by, package), request.POST
    why = packages.write(
        by, found, sent.get("seen", ""), from_another="from_another" in sent
    )
    if why:
        return _page(request, by, _asked_for(by, package), why)
    return _back(package)


@require_POST
def put_away(request: VisitedRequest, package: int) -> HttpResponse:
    """Nothing of it is written; the list of packages."""
    by = administrator(request)
    sending.put_away(by, _asked_for(by, package))
    return HttpResponse(status=303, headers={"Location": reverse("exchange:packages")})


@require_safe
def remarks_file(request: VisitedRequest, package: int) -> HttpResponse:
    """``/exchange/<key>/remarks/``: all remarks as a workbook."""
    by = administrator(request)
    found = _asked_for(by, package)
    lies = lying.open_(found)
    if lies is None:
        raise Http404
    told = saying.all_remarks(lies.opened, packages.beside_school(lies, by))
    rows = [(one.file, str(one.row or ""), one.column, one.sentence) for one in told]
    content = xlsx.workbook("Замечания", saying.HEAD, rows, saying.WIDTHS)
    named = file_name(found.file_name)
    return HttpResponse(
        content,
        content_type=xlsx.CONTENT_TYPE,
        headers={"Content-Disposition": content_disposition_header(True, named)},
    )


def _back(package: int) -> HttpResponse:
    address = reverse("exchange:package", kwargs={"package": package})
    return HttpResponse(status=303, headers={"Location": address})


def _asked_for(by: Visitor, key: int) -> Upload:
    return asked_for(by, key, Upload.Kind.PACKAGE)


def _page(
    request: HttpRequest, by: Visitor, found: Upload, trouble: str = ""
) -> HttpResponse:
    lies = lying.open_(found)
    opened = None if lies is None else lies.opened
    is_open = found.state == Upload.State.OPEN and opened is not None
    plan = None if lies is None else packages.beside_school(lies, by)
    remarks = [] if opened is None else saying.all_remarks(opened, plan)
    doubts = saying.doubts_of(plan) if is_open and isinstance(plan, Plan) else []
    asked = {remark for _, remark in doubts[:_ASKED]}
    remarks = [one for one in remarks if one not in asked]
    facts = _of_plan(plan) | {
        "frame": frame(by),
        "upload": found,
        "is_open": is_open,
        "doubts": [doubt for doubt, _ in doubts[:_ASKED]],
        "more_doubts": max(len(doubts) - _ASKED, 0),
        "new": NEW,
        "marks": "" if opened is None else "".join(saying.marks_of(opened)),
        "written": saying.written_of(found.written),
        "back_until": taking_back.open_until(found),
        "zone": by.zone,
        "remarks": remarks[:_SHOWN],
        "more": max(len(remarks) - _SHOWN, 0),
        "trouble": trouble,
    }
    status = _CONFLICT if trouble else 200
    return render(request, "exchange/package.html", facts, status=status)


def _of_plan(plan: Plan | NotTold | None) -> dict[str, object]:
    """What is shown of a package that was understood, or why it was not."""
    if not isinstance(plan, Plan):
        return {"plan": None, "refused": "" if plan is None else plan.sentence}
    return {
        "plan": plan,
        "refused": "",
        "counted": saying.counted(plan),
        "seen": packages.token(plan),
    }
