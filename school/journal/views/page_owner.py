"""Whose page it is: what was typed by one person never goes out in another's name.

A browser has one session and many tabs. A page carries its visitor's marker and its
requests bring it back; when somebody else has signed in since, nothing is taken.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from school.access.middleware import VisitedRequest
from school.rights.visitor import Visitor

Rest = ParamSpec("Rest")
View = Callable[Concatenate[VisitedRequest, Rest], HttpResponse]

_SENTENCE = (
    "Вы вошли под другой записью. Введённое сохранится на этой странице:"
    " войдите под той, с которой её открыли."
)


def marker_of(visitor: Visitor) -> str:
    """Sixteen hex digits, one for each way to look; they tell no id."""
    return salted_hmac("journal.page_owner", visitor.actor().name).hexdigest()[:16]


def of_its_owner(view: View[Rest]) -> View[Rest]:
    """Answer 409 in words to a page that somebody else had opened.

    A script says in a header whose page it is and is told in JSON; a form without one
    says it in a field and gets a page. Whoever says nothing has no page of ours.
    """

    @wraps(view)
    def asked(
        request: VisitedRequest, /, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        script = request.headers.get("X-Visitor")
        form = request.POST.get("opened_by")
        if {script, form} <= {None, marker_of(request.visitor)}:
            return view(request, *args, **kwargs)
        if script is None:
            return render(request, "journal/not_yours.html", status=409)
        return JsonResponse({"sentence": _SENTENCE}, status=409)

    return asked
