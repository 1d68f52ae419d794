"""Asking the parents once more, from the page of a refused sign-in."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from school.access import attempting
from school.access.cookies import refusal_of
from school.access.knocking import caller_of, come_again
from school.access.middleware import outside
from school.access.requesting import ask_again
from school.access.throttling import Door, knock
from school.access.views.esia import see_other
from school.lib import clock


@outside
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """``POST /access/consents/ask/``: the refusal of this browser says about whom."""
    now = clock.now()
    slowed = knock(Door.CONSENT, caller_of(request), now)
    if slowed is not None:
        return come_again(request, slowed)
    last = refusal_of(request)
    if last is None:
        return see_other(reverse("access:welcome"))
    refused = attempting.refusal(last.reference) if last.reference else None
    if refused is not None and refused.account is not None:
        ask_again(refused.account, now)
    return see_other(reverse("access:refused"))
