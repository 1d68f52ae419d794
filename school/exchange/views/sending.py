"""``/exchange/``: a package is sent or taken, and what became of those before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access.knocking import caller_of, come_again
from school.access.middleware import VisitedRequest, apart
from school.access.throttling import Door, knock
from school.exchange import packages
from school.exchange.incoming import limits
from school.exchange.incoming.opening import open_package
from school.exchange.oneroster.package import NotOpened
from school.importing import uploads
from school.importing.frame import administrator, frame
from school.importing.models import Upload
from school.lib import clock
from school.rights.visitor import Visitor
from school.walls.behind import behind

_UNREADABLE = 422
_SHOWN = 20
_NO_FILE = "Выберите архив .zip, который выгрузила другая система."


@apart
@require_http_methods(["GET", "HEAD", "POST"])
def packages_page(request: VisitedRequest) -> HttpResponse:
    """``POST``: the archive is read in another process, with the walls closed."""
    by = administrator(request)
    if request.method != "POST":
        return page(request, by)
    with behind(by.actor()):
        slowed = knock(
            Door.IMPORT, caller_of(request, account=str(by.account)), clock.now()
        )
    if slowed is not None:
        return come_again(request, slowed)
    sent = request.FILES.get("package")
    if sent is None:
        return page(request, by, _NO_FILE)
    opened = open_package(sent.read(limits.FILE + 1))
    if isinstance(opened, NotOpened):
        return page(request, by, opened.sentence)
    with behind(by.actor()):
        made = packages.send(by, uploads.name_of(sent.name or ""), opened)
    address = reverse("exchange:package", kwargs={"package": made.key})
    return HttpResponse(status=303, headers={"Location": address})


def page(
    request: HttpRequest, by: Visitor, trouble: str = "", untold: str = ""
) -> HttpResponse:
    """The page. ``trouble``: why an archive was not taken; ``untold``: why the school
    was not given."""
    with behind(by.actor()):
        sent = uploads.uploads_of(by, Upload.Kind.PACKAGE)
        facts = {
            "frame": frame(by),
            "packages": list(sent[:_SHOWN]),
            "open": Upload.State.OPEN,
            "zone": by.zone,
            "trouble": trouble,
            "untold": untold,
        }
        status = _UNREADABLE if trouble or untold else 200
        return render(request, "exchange/packages.html", facts, status=status)
