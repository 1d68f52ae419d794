"""``/importing/``: a table is sent, and what became of those before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.academics.years import named, year_of
from school.access.knocking import caller_of, come_again
from school.access.middleware import VisitedRequest, apart
from school.access.throttling import Door, knock
from school.importing import sending, uploads
from school.importing.beginning import standing
from school.importing.frame import administrator, frame
from school.importing.kinds import KINDS
from school.importing.models import Upload
from school.importing.tables import apart as in_another_process
from school.importing.tables.table import Refused
from school.lib import clock
from school.rights.visitor import Visitor
from school.walls.behind import behind

_UNREADABLE = 422
_SHOWN = 20
_DONE = {"begun": "Учебный год и звонки записаны."}
_NO_FILE = "Выберите файл: книгу .xlsx, .ods или .xls либо текст .csv."


@apart
@require_http_methods(["GET", "HEAD", "POST"])
def uploads_page(request: VisitedRequest) -> HttpResponse:
    """``POST``: the file is read in another process, with the walls closed."""
    by = administrator(request)
    if request.method != "POST":
        return _page(request, by, done=_DONE.get(request.GET.get("done", ""), ""))
    with behind(by.actor()):
        slowed = knock(
            Door.IMPORT, caller_of(request, account=str(by.account)), clock.now()
        )
    if slowed is not None:
        return come_again(request, slowed)
    sent = request.FILES.get("table")
    if sent is None:
        return _page(request, by, _NO_FILE)
    book = in_another_process.read(sent.read())
    tables = book if isinstance(book, Refused) else uploads.lists_in(book)
    if isinstance(tables, Refused):
        return _page(request, by, tables.sentence)
    with behind(by.actor()):
        first, *_ = sending.send(by, sent.name or "", tables)
    address = reverse("importing:upload", kwargs={"upload": first.key})
    return HttpResponse(status=303, headers={"Location": address})


def _page(
    request: HttpRequest, by: Visitor, trouble: str = "", done: str = ""
) -> HttpResponse:
    year = year_of(by.today)
    with behind(by.actor()):
        facts = {
            "frame": frame(by),
            "uploads": list(uploads.uploads_of(by)[:_SHOWN]),
            "open": Upload.State.OPEN,
            "kinds": KINDS,
            "begun": standing.counted(by.schools[0], year, by.today),
            "year": named(year),
            "done": done,
            "zone": by.zone,
            "trouble": trouble,
        }
        status = _UNREADABLE if trouble else 200
        return render(request, "importing/uploads.html", facts, status=status)
