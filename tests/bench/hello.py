"""The baseline: the least that Django can answer, without middleware or database."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.bench import HELLO

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    USE_I18N=False,
)


def hello(_request: HttpRequest) -> HttpResponse:
    """Answer five letters."""
    return HttpResponse("hello")


urlpatterns = [path(HELLO, hello)]

application = get_wsgi_application()
