"""The pages of help: for anybody, without a script, the same for all who ask."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from school.access import outages
from school.access.middleware import outside
from school.access.sentences import PRINTOUT
from school.help import condition as state
from school.help.guide import Answer, ask
from school.help.instructions import instructions
from school.help.keeping import kept
from school.help.place import Here, here_of
from school.regions import in_words
from school.regions.help import help_of
from school.regions.links import link, register

# «Сейчас отвечают» must stay true, and a school's morning asks the same page often.
_CACHED = "public, max-age=60"


@outside
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """``/help/``: everything there is to read."""
    here = here_of(request)
    return _page(request, here, "index", sheets=instructions(here.policy, here.on))


@outside
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """``/help/sign-in/?who=&age=&words=``: the next question, or the answer."""
    here = here_of(request)
    asked = {name: request.GET.get(name, "") for name in ("who", "age", "words")}
    step = ask(
        here.policy,
        here.on,
        who=asked["who"],
        age=asked["age"],
        seen=asked["words"],
    )
    name = "answer" if isinstance(step, Answer) else "question"
    report = here.region.feedback_url or reverse("support:start")
    return _page(request, here, name, step=step, printout=PRINTOUT, report=report)


@outside
@require_safe
def instruction(request: HttpRequest, slug: str) -> HttpResponse:
    """``/help/instructions/<slug>/``: one sheet; 404 for one these rules lack."""
    here = here_of(request)
    sheets = instructions(here.policy, here.on)
    sheet = next((each for each in sheets if each.slug == slug), None)
    if sheet is None:
        raise Http404
    return _page(
        request,
        here,
        "instruction",
        sheet=sheet,
        since=in_words.day(here.policy.valid_from),
        checked=in_words.day(register().checked),
    )


@outside
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """``/help/phone/``: a sign of the diary among the applications of a phone."""
    return _page(request, here_of(request), "phone", door=_address("landing"))


@outside
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """``/help/privacy/``: what is asked for, what is kept, who sees it."""
    here = here_of(request)
    return _page(
        request,
        here,
        "privacy",
        data=in_words.data(here.policy.data_asked),
        purpose=here.policy.purpose,
        kept=kept(),
    )


@outside
@require_safe
def for_sites(request: HttpRequest) -> HttpResponse:
    """``/help/for-sites/``: a link to the guide, to be pasted into a school's site."""
    here = here_of(request)
    address = _address("help:sign-in") + here.query()
    fragment = render_to_string("help/fragment.html", {"address": address})
    return _page(request, here, "for_sites", fragment=fragment.strip())


@outside
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """``/help/status/``: how the service is; 503 when the database does not answer."""
    try:
        here = here_of(request)
        found = state.condition(outages.standing(), here.now, here.region.zone())
        at = here.now.astimezone(here.region.zone())
    except (DatabaseError, InterfaceError):
        response = render(request, "help/status.html", {"condition": state.AWAY})
        response.status_code = 503
        response["Retry-After"] = "60"
        return response
    response = _page(request, here, "status", condition=found, at=f"{at:%H:%M}")
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, here: Here, name: str, **facts: object) -> HttpResponse:
    known: dict[str, Any] = {
        "here": here,
        "help": help_of(here.region, here.now),
        "portal": link("feedback"),
    }
    response = render(request, f"help/{name}.html", known | facts)
    response["Cache-Control"] = _CACHED
    # Which region is meant, the browser may have remembered.
    patch_vary_headers(response, ["Cookie"])
    return response


def _address(name: str) -> str:
    return settings.SCHOOL_URL.rstrip("/") + reverse(name)
