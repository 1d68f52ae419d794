"""``/registry/…/``: the four lists, each with one search box and its filters."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.academics.leading import kept_classes
from school.access.middleware import VisitedRequest
from school.lib.keys import to_text
from school.registry import lists
from school.registry.asking import LONGEST, NO_CLASS, Asked
from school.registry.finding import message_of
from school.registry.frame import frame_of
from school.registry.keeping import administers
from school.registry.kinds import EMPLOYEES, GUARDIANS, STUDENTS, USERS, Registry
from school.rights.visitor import Visitor

_USERS = (
    ("active", "Включён"),
    ("inactive", "Отключён"),
    ("none", "Нет пользователя"),
)
_SNILS = (("none", "Нет СНИЛС"), ("unsound", "СНИЛС с ошибкой"))
Options = list[tuple[str, str, bool]]


@require_safe
def students(request: VisitedRequest) -> HttpResponse:
    """«Ученики»: of one's own class, or of the school."""
    return _page(request, STUDENTS)


@require_safe
def guardians(request: VisitedRequest) -> HttpResponse:
    """«Родители»: likewise."""
    return _page(request, GUARDIANS)


@require_safe
def users(request: VisitedRequest) -> HttpResponse:
    """«Пользователи», for an administrator alone."""
    return _page(request, USERS)


@require_safe
def employees(request: VisitedRequest) -> HttpResponse:
    """«Сотрудники», likewise."""
    return _page(request, EMPLOYEES)


def _page(request: VisitedRequest, registry: Registry) -> HttpResponse:
    visitor = request.visitor
    if registry.is_whole_school and not administers(visitor):
        raise Http404
    asked = Asked.of(request.GET.dict())
    classes = _classes(visitor, asked)
    if not classes and not administers(visitor):
        raise Http404
    listing = lists.read(visitor, registry, asked)
    facts: dict[str, Any] = {
        "frame": frame_of(visitor, registry.address),
        "registry": registry,
        "asked": asked,
        "longest": LONGEST,
        "listing": listing,
        "classes": classes if registry.has_classes and len(classes) > 1 else [],
        "users": _options(_USERS, asked.user),
        "snils": [] if registry.shows_entries else _options(_SNILS, asked.snils),
        "add": registry.adding if administers(visitor) else "",
        "exports": administers(visitor),
        "message": message_of(visitor, asked.text),
        "forward": asked.on_page(listing.page + 1),
        "back": asked.on_page(listing.page - 1),
    }
    return render(request, "registry/list.html", facts)


def _classes(visitor: Visitor, asked: Asked) -> Options:
    """The classes to choose from; an administrator sees whoever is in none, too."""
    own = [(to_text(one.key), one.label()) for one in kept_classes(visitor)]
    if administers(visitor):
        own.append((NO_CLASS, "Не в классе"))
    return _options(own, asked.of_class)


def _options(choices: Iterable[tuple[str, str]], chosen: str) -> Options:
    return [(value, text, value == chosen) for value, text in choices]
