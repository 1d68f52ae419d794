"""``/exchange/export/``: the school's year as a package, for an administrator."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from school.access.knocking import caller_of, come_again
from school.access.middleware import VisitedRequest, apart
from school.access.proving import prove_first
from school.access.throttling import Door, knock
from school.exchange import packages
from school.exchange.oneroster.exporting import at_one_moment
from school.exchange.views.sending import page
from school.importing.frame import administrator
from school.lib import clock
from school.walls.behind import behind

_NO_YEAR = "Идущего учебного года в школе ещё нет: выгружать нечего."


@apart
@require_POST
def export(request: VisitedRequest) -> HttpResponse:
    """After a fresh proof, as of one moment; no more often than registries."""
    by = administrator(request)
    with behind(by.actor()):
        first = prove_first(request, reverse("exchange:packages"))
        if first is not None:
            return first
        slowed = knock(
            Door.EXPORT, caller_of(request, account=str(by.account)), clock.now()
        )
    if slowed is not None:
        return come_again(request, slowed)
    with at_one_moment(), behind(by.actor()):
        file = packages.take(by)
    if file is None:
        return page(request, by, untold=_NO_YEAR)
    named = f"oneroster-{by.today.isoformat()}.zip"
    return HttpResponse(
        file,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{named}"'},
    )
