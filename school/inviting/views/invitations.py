"""``/invitations/``: who waits for the class teacher's word, what is given out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.inviting import waiting
from school.inviting.answering import State
from school.inviting.confirming import confirm, decline
from school.inviting.issuing import withdraw
from school.inviting.models import FamilyInvitation
from school.lib import clock
from school.people.models import Kinship
from school.registry.card import KINSHIP
from school.registry.frame import frame_of, keeps_cards
from school.registry.linking import Tie
from school.rights.visitor import Visitor

_NO_KIND = "Выберите, кем этот человек приходится ученику."
_DONE = {
    "confirm": "Записано: карточка и связь с учеником готовы. Теперь родитель войдёт"
    " через Госуслуги и увидит дневник.",
    "decline": "Отклонено: данные этого человека удалены. Семье можно напечатать новый"
    " лист.",
    "withdraw": "Отозвано: этот лист больше не действует.",
}
# A single parent is somebody; an organisation does not sign in as one.
KINDS = {
    kind: word for kind, word in KINSHIP.items() if kind != Kinship.Kind.ORGANISATION
}


@require_safe
def invitations(request: VisitedRequest) -> HttpResponse:
    """Those of one's own class, or of the whole school for its administrator."""
    if not keeps_cards(request.visitor):
        raise Http404
    return _page(request, done=_DONE.get(request.GET.get("done", ""), ""))


@require_POST
def invitation(request: VisitedRequest, invitation: int) -> HttpResponse:
    """``/invitations/<key>/``: ``do=confirm&kind=``, ``decline``, ``withdraw``."""
    visitor = request.visitor
    kept = waiting.kept_by(visitor).select_related("student")
    one = get_object_or_404(kept, key=invitation)
    does = request.POST.get("do", "")
    if does not in _DONE:
        raise Http404
    trouble = _do(visitor, one, does, request.POST.get("kind", ""))
    if trouble:
        return _page(request, trouble=trouble, of=one)
    address = f"{reverse('inviting:invitations')}?done={does}"
    return HttpResponse(status=303, headers={"Location": address})


def _do(by: Visitor, one: FamilyInvitation, does: str, kind: str) -> str:
    """The sentence why it was not done, else empty."""
    now = clock.now()
    if does == "decline":
        return decline(by, one, at=now)
    if does == "withdraw":
        return withdraw(by, one, at=now)
    if kind not in KINDS:
        return _NO_KIND
    return confirm(by, one, Tie(Kinship.Kind(kind)), at=now)


def _page(
    request: HttpRequest,
    *,
    done: str = "",
    trouble: str = "",
    of: FamilyInvitation | None = None,
) -> HttpResponse:
    visitor: Visitor = request.visitor  # type: ignore[attr-defined]
    facts = {
        "frame": frame_of(visitor, "inviting:invitations"),
        "zone": visitor.zone,
        "found": waiting.read(visitor, clock.now()),
        "kinds": KINDS,
        "states": State,
        "done": done,
        "trouble": trouble,
        "of": of,
    }
    status = 422 if trouble else 200
    return render(request, "inviting/invitations.html", facts, status=status)
