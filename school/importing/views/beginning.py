"""``/importing/begin/``: the school year and the bells, offered, mended, written."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.academics.years import named, year_of
from school.access.middleware import VisitedRequest, apart
from school.importing.beginning import standard, standing
from school.importing.beginning.draft import (
    LAST_RING,
    MOST_ROWS,
    SHIFTS,
    Faults,
    fields_of,
    read,
)
from school.importing.beginning.writing import token, write
from school.importing.frame import administrator, frame
from school.walls.behind import behind

_UNREADABLE, _CONFLICT = 422, 409
FAULTS = "Исправьте отмеченные строки: остальное останется, как вы вписали."


@apart
@require_http_methods(["GET", "HEAD", "POST"])
def beginning(request: VisitedRequest) -> HttpResponse:
    """What stands, or what is offered where nothing does; ``POST`` writes it."""
    by = administrator(request)
    year = year_of(by.today)
    if request.method != "POST":
        return _page(request, {}, {})
    sent = {key: text.replace("\x00", "") for key, text in request.POST.dict().items()}
    draft, faults = read(sent, year)
    if faults:
        return _page(request, sent, faults, FAULTS)
    why = write(by, draft, sent.get("seen", ""))
    if why:
        return _page(request, {}, {}, why)
    there = f"{reverse('importing:uploads')}?{urlencode({'done': 'begun'})}"
    return HttpResponse(status=303, headers={"Location": there})


def _page(
    request: VisitedRequest,
    typed: Mapping[str, str],
    faults: Faults,
    trouble: str = "",
) -> HttpResponse:
    by = request.visitor
    year, school = year_of(by.today), by.schools[0]
    with behind(by.actor()):
        stands = standing.written(school, year)
        is_new = not (stands.periods and stands.rings)
        fields = typed or fields_of(stands.with_what_is_offered)
        facts = {
            "frame": frame(by),
            "year": named(year),
            "stands": stands,
            "seen": typed.get("seen", token(stands)),
            "is_new": is_new,
            "sample": named(standard.year()),
            "of_another_year": not stands.periods and year != standard.year(),
            "open": standing.is_open(school, year),
            "works": standard.works(),
            "trouble": trouble,
        }
        facts |= filled(fields, faults)
        status = _status(trouble)
        return render(request, "importing/begin.html", facts, status=status)


def filled(fields: Mapping[str, str], faults: Faults) -> dict[str, object]:
    """The form with these fields, and the rows of it that are shown."""
    return {
        "fields": fields,
        "faults": faults,
        "periods": _rows(fields, "period", 1, MOST_ROWS),
        "holidays": _rows(fields, "holiday", 1, MOST_ROWS),
        "shifts": [
            (shift, _rows(fields, f"bell-{shift}", 0, LAST_RING)) for shift in SHIFTS
        ],
    }


def _status(trouble: str) -> int:
    if not trouble:
        return 200
    return _UNREADABLE if trouble == FAULTS else _CONFLICT


def _rows(
    fields: Mapping[str, str], kind: str, first: int, most: int
) -> list[tuple[int, str]]:
    """Numbers and names of the rows that hold something, and of one more."""
    filled = [
        number
        for number in range(first, most + 1)
        if any(
            text and name.startswith(f"{kind}-{number}-")
            for name, text in fields.items()
        )
    ]
    last = min(max(filled, default=0) + 1, most)
    start = min([1, *filled])
    return [(number, f"{kind}-{number}") for number in range(start, last + 1)]
