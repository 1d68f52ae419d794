"""What stands in place of a page of classes where a school has none yet."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from school.access.middleware import VisitedRequest
from school.registry.frame import frame_of
from school.registry.keeping import administers


def without_classes(request: VisitedRequest, title: str, address: str) -> HttpResponse:
    """An administrator is led to the lists; Http404 for anybody else.

    ``title`` and ``address`` are those of the page in the menu.
    """
    if not administers(request.visitor):
        raise Http404
    facts = {"frame": frame_of(request.visitor, address), "title": title}
    return render(request, "registry/no_classes.html", facts)
