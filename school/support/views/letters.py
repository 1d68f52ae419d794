"""``/support/letters/<token>/``: no more letters of this kind, or letters again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from school.access.middleware import outside
from school.lib import clock
from school.mail import unsubscribing


# A mail program presses the button for its reader: it has no cookies (RFC 8058, 3.2).
@csrf_exempt
@outside
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, token: str) -> HttpResponse:
    """A look spends nothing; POST unsubscribes, with ``want=yes`` subscribes again."""
    refusal = unsubscribing.read(token)
    if refusal is None:
        return render(request, "support/letters_unknown.html", status=404)
    if request.method == "POST" and request.POST.get("want") == "yes":
        unsubscribing.subscribe_again(refusal)
    elif request.method == "POST":
        unsubscribing.unsubscribe(refusal, clock.now())
    facts = {
        "kind": refusal.kind,
        "token": token,
        "unwanted": unsubscribing.is_unwanted(refusal.kind, refusal.address),
        "done": request.method == "POST",
    }
    return render(request, "support/letters.html", facts)
