"""``/access/operator/house-rules/``: the back of a registration card, by the region."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from school.access.middleware import VisitedRequest
from school.access.offices import whole_region_of
from school.access.proving import for_operators
from school.regions.house_rules import MOST_SIGNS, write_house_rules
from school.regions.house_rules import house_rules as written

_UNREADABLE = 422


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def house_rules(request: VisitedRequest) -> HttpResponse:
    """The rules as they are printed; POST ``text=`` writes other ones."""
    by = whole_region_of(request)
    text, trouble = "\n".join(written(by.region)), ""
    if request.method == "POST":
        text = request.POST.get("text", "")
        trouble = write_house_rules(by.region, text, by=by.author)
        if not trouble:
            return HttpResponse(
                status=303, headers={"Location": f"{request.path}?done=1"}
            )
    facts = {
        "region": by.region.name,
        "text": text,
        "most": MOST_SIGNS,
        "trouble": trouble,
        "done": request.GET.get("done") == "1",
    }
    status = _UNREADABLE if trouble else 200
    return render(request, "access/house_rules.html", facts, status=status)
