"""``/desk/``: who can come in, and what hinders the others."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.access.middleware import VisitedRequest
from school.desk import page
from school.desk.asking import Asked
from school.desk.page import Typed
from school.inviting.waiting import waiting_for
from school.lib.keys import from_text
from school.registry.card import name_of
from school.registry.frame import frame_of
from school.registry.keeping import kept_cards
from school.rights.visitor import Visitor


@require_safe
def desk(request: VisitedRequest) -> HttpResponse:
    """Of one's own class; of the whole school for its administrator.

    ``class`` is the key of one class, ``cause`` a cause by its word, ``who=pupils`` the
    students' own way in, ``all=1`` a list to its end. ``saved`` is the key of a card
    that was just mended, ``done`` how many were.
    """
    told = request.GET
    done = told.get("done", "")
    return answer(
        request,
        Asked.of(told.dict()),
        {},
        done=int(done) if done.isascii() and done.isdigit() and len(done) < 5 else None,
        saved=told.get("saved", ""),
    )


def answer(
    request: VisitedRequest,
    asked: Asked,
    typed: Mapping[str, Typed],
    *,
    status: int = 200,
    done: int | None = None,
    saved: str = "",
    trouble: str = "",
) -> HttpResponse:
    """The page; ``typed`` is what could not be written, by the key of its card."""
    by = request.visitor
    facts = {
        "desk": page.read(by, asked, typed),
        "frame": frame_of(by, "desk:desk"),
        "invited": waiting_for(by),
        "done": done,
        "saved": saved,
        "saved_name": _name(by, saved),
        "trouble": trouble,
    }
    return render(request, "desk/desk.html", facts, status=status)


def _name(by: Visitor, text: str) -> str:
    """Whose card a key is, where the visitor keeps it."""
    key = from_text(text)
    card = None if key is None else kept_cards(by).filter(key=key).first()
    return "" if card is None else name_of(card)
