"""``/importing/<key>/back/``: what taking a written list back would do; done."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access.middleware import VisitedRequest, apart
from school.importing.back import back_page
from school.importing.models import Upload


@apart
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: VisitedRequest, upload: int) -> HttpResponse:
    """What goes, what is put back, who stays; ``POST`` does it."""
    address = reverse("importing:upload", kwargs={"upload": upload})
    return back_page(request, Upload.Kind.LIST, upload, address)
