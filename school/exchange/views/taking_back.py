"""``/exchange/<key>/back/``: what taking a written package back would do; done."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access.middleware import VisitedRequest, apart
from school.exchange.incoming import saying
from school.importing.back import back_page
from school.importing.models import Upload


@apart
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: VisitedRequest, package: int) -> HttpResponse:
    """As a list is taken back; the calendar stays."""
    address = reverse("exchange:package", kwargs={"package": package})
    return back_page(
        request,
        Upload.Kind.PACKAGE,
        package,
        address,
        lambda found: saying.stays_of(found.written),
    )
