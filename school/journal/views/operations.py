"""``POST /journal/operations/``: marks of a teacher's page, as JSON."""

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_POST

from school.access.middleware import VisitedRequest
from school.journal import operations
from school.journal.marking import Operation, Outcome, put_marks
from school.journal.views.page_owner import of_its_owner


@require_POST
@of_its_owner
def receive(request: VisitedRequest) -> JsonResponse:
    """A state for each operation; 4xx with a sentence when nothing can be read."""
    if not request.visitor.is_staff:
        raise Http404
    if request.content_type != "application/json":
        sentence = "Отметки принимаются как application/json."
        return JsonResponse({"sentence": sentence}, status=415)
    found = operations.read(request.read(operations.LARGEST + 1))
    if isinstance(found, operations.Malformed):
        return JsonResponse({"sentence": found.sentence}, status=found.status)
    readable = [one for one in found if isinstance(one, Operation)]
    done = iter(put_marks(by=request.visitor, operations=readable))
    outcomes = [one if isinstance(one, Outcome) else next(done) for one in found]
    return JsonResponse({"results": [operations.answer(one) for one in outcomes]})
