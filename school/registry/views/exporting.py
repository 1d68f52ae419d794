"""``/registry/<registry>/export/``: a registry as a workbook, for an administrator."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from school.access.knocking import caller_of, come_again
from school.access.middleware import VisitedRequest
from school.access.proving import prove_first
from school.access.throttling import Door, knock
from school.lib import clock, xlsx
from school.registry.asking import Asked
from school.registry.exporting import MOST, export_registry
from school.registry.keeping import administers
from school.registry.kinds import ALL

_UNREADABLE = 422


@require_POST
def export(request: VisitedRequest, registry: str) -> HttpResponse:
    """The cards that the same filters show, all pages of them."""
    by, chosen = request.visitor, ALL.get(registry)
    if chosen is None or not administers(by):
        raise Http404
    asked = Asked.of(request.POST.dict())
    first = prove_first(request, reverse(chosen.address) + asked.on_page(1))
    if first is not None:
        return first
    slowed = knock(
        Door.EXPORT, caller_of(request, account=str(by.account)), clock.now()
    )
    if slowed is not None:
        return come_again(request, slowed)
    file = export_registry(by, chosen, asked)
    if file is None:
        told = f"Здесь больше {MOST} строк. Вернитесь и выберите класс или состояние."
        kind = "text/plain; charset=utf-8"
        return HttpResponse(told, content_type=kind, status=_UNREADABLE)
    named = f"{chosen.name}-{by.today.isoformat()}.xlsx"
    disposition = f'attachment; filename="{named}"'
    return HttpResponse(
        file,
        content_type=xlsx.CONTENT_TYPE,
        headers={"Content-Disposition": disposition},
    )
