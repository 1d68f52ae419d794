"""Files of importing: the template to fill in, and the table with its remarks."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
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
    return _file(remarks.template(kind), f"{kind.template.title}.xlsx")


@require_safe
def remarks_file(request: VisitedRequest, upload: int) -> HttpResponse:
    """``/importing/<key>/remarks/``: the same table, a remark beside every row."""
    by = administrator(request)
    found = asked_for(by, upload)
    table = uploads.open_(found)
    if table is None:
        raise Http404
    rows = table.kind.beside(table, by.schools[0], by.today)
    title = found.file_name
    return _file(remarks.beside(title, table, rows), remarks.file_name(title))


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=xlsx.CONTENT_TYPE,
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )
