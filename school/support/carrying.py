"""What this browser carries from a refused sign-in to the pages of the message."""

from django.conf import settings
from django.http import HttpRequest

from school.access.said import Carried, unwrap
from school.lib import clock


def carried_by(request: HttpRequest) -> Carried | None:
    """The number of the last refusal here, and what Госуслуги said; None without."""
    return unwrap(request.COOKIES.get(settings.SAID_COOKIE, ""), clock.now())
