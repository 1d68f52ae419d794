"""Files of importing: the template to fill in, and the table with its remarks."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from school.access.middleware import VisitedRequest
from school.importing import kinds, remarks, uploads
from school.importing.frame import administrator, asked_for
from school.lib import xlsx


@require_safe
def template(request: VisitedRequest) -> HttpResponse:
    """``/importing/template/?of=students``: the columns, and one row of nobody."""
    administrator(request)
    kind = kinds.named(request.GET.get("of", ""))
    return _file(remarks.template(kind), f"{kind.name}.xlsx")


@require_safe
def remarks_file(request: VisitedRequest, upload: int) -> HttpResponse:
    """``/importing/<key>/remarks/``: the same table, a remark beside every row."""
    by = administrator(request)
    found = asked_for(by, upload)
    table = uploads.open_(found)
    if table is None:
        raise Http404
    rows = table.kind.beside(table, by.schools[0], by.today)
    return _file(remarks.beside(found.file_name, table, rows), "remarks.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=xlsx.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
