"""Where the person is signed in: a list, and the end of one or of all."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from school.access import operating, sessions
from school.access.devices import UNKNOWN
from school.access.middleware import VisitedRequest, while_choosing
from school.access.models import Session
from school.access.views.esia import leave_here
from school.audit.trail import Line, write

_EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Signed:
    """One line: «Chrome, Android», the local moments, and whether it is this one."""

    digest: str
    device: str
    opened: datetime
    seen: datetime
    borrowed: bool
    here: bool


@while_choosing
@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: VisitedRequest) -> HttpResponse:
    """``/access/devices/``: one's sessions; POST ``end`` ends one of them or all."""
    if request.method == "POST":
        return _end(request, request.POST.get("end", ""))
    session = request.recognised.session
    zone = ZoneInfo(session.time_zone)
    found = [
        _signed(one, zone, session.digest)
        for one in sessions.devices_of(session.account_id)
    ]
    page = {
        "devices": found,
        "short_name": session.short_name,
        "operates": operating.is_operator(session.account_id),
    }
    return render(request, "access/devices.html", page)


def _end(request: VisitedRequest, which: str) -> HttpResponse:
    session = request.recognised.session
    if which == _EVERYWHERE:
        sessions.close_everywhere(session.account_id)
    elif which in {one.digest for one in sessions.devices_of(session.account_id)}:
        sessions.close_device(session.account_id, which)
    else:
        return redirect("access:devices")
    write(Line(f"account:{session.account_id}", "end_sessions", "session"))
    if which in (_EVERYWHERE, session.digest):
        return leave_here(request)
    return redirect("access:devices")


def _signed(one: Session, zone: ZoneInfo, here: str) -> Signed:
    return Signed(
        digest=one.digest,
        device=one.device or UNKNOWN.name,
        opened=one.opened_at.astimezone(zone),
        seen=(one.seen_at or one.opened_at).astimezone(zone),
        borrowed=one.borrowed,
        here=one.digest == here,
    )
