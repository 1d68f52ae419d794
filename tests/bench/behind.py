"""The second baseline: the same five letters behind all that a real page stands behind.

Session, actor and the open walls are paid; only the page itself is missing. The address
exists in the bench alone: the product's own table of addresses does not know it.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from school.urls import handler400, handler403, handler404, handler500
from school.urls import urlpatterns as addresses_of_school
from tests.bench import HELLO

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def hello(_request: HttpRequest) -> HttpResponse:
    """Answer five letters to somebody whom the walls know."""
    return HttpResponse("hello")


urlpatterns = [*addresses_of_school, path(HELLO, hello)]
