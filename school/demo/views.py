"""``/mail/``: what the program writes to people. In a demonstration only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.access.middleware import outside
from school.access.place import place_of
from school.demo.letters import LONGEST, latest
from school.mail.composing import paragraphs
from school.mail.writing import is_sent_at_all


@outside
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The last letters as their readers get them; in a real installation 404."""
    if settings.MODE != "demo":
        raise Http404
    facts = {
        "letters": [(one, paragraphs(one.text)) for one in latest()],
        "longest": LONGEST,
        "sends": is_sent_at_all(),
        "zone": place_of(request).region.zone(),
    }
    return render(request, "demo/letters.html", facts)
