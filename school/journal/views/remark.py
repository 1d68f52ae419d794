"""One remark: its form, a page of its own, so that it needs no script."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from school.access.middleware import VisitedRequest
from school.journal import lesson_page, roster
from school.journal.forms import REMARK, RemarkForm
from school.journal.models import Lesson, Remark
from school.journal.openness import closed_because
from school.journal.remarking import NotRemarked, take_remark_back, write_remark
from school.journal.roster import Member
from school.journal.views.lesson import found_lesson, see_other
from school.journal.views.page_owner import marker_of, of_its_owner
from school.lib.keys import to_text
from school.people.positions import position_of
from school.rights.deed import may
from school.rights.table import SENTENCES, Action
from school.rights.visitor import Visitor


@require_http_methods(["GET", "HEAD", "POST"])
@of_its_owner
def remark(request: VisitedRequest, lesson: int, student: int) -> HttpResponse:
    """``/journal/lessons/<key>/remarks/<key>/``: the visitor's own, of one student."""
    by, found = request.visitor, found_lesson(request, lesson)
    if not may(by, Action.WRITE_REMARK, found):
        raise PermissionDenied(SENTENCES[Action.WRITE_REMARK])
    member = next((one for one in roster.read(found) if one.key == student), None)
    if member is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found, member, _written(by, member))
    if "withdraw" in request.POST:
        done = take_remark_back(by=by, lesson=found, student=student)
        form, saved = _written(by, member), "no-remark"
    else:
        form, saved = RemarkForm.of(request.POST.dict()), "remark"
        if form.errors:
            return _page(request, found, member, form)
        kind = Remark.Kind(form.kind)
        done = write_remark(
            by=by, lesson=found, student=student, kind=kind, text=form.text
        )
    if isinstance(done, NotRemarked):
        return _page(request, found, member, form, problem=done.sentence)
    return see_other(f"{lesson_page.address(lesson)}?saved={saved}#{_row(member)}")


def _written(by: Visitor, member: Member) -> RemarkForm:
    """The form with what the visitor himself wrote, if he did."""
    own = (one for one in member.remarks if one.author == by.card)
    return next((RemarkForm(one.kind, one.text) for one in own), RemarkForm())


def _row(member: Member) -> str:
    return f"student-{to_text(member.key)}"


def _page(
    request: VisitedRequest,
    lesson: Lesson,
    member: Member,
    form: RemarkForm,
    problem: str = "",
) -> HttpResponse:
    visitor = request.visitor
    context = {
        "visitor": visitor,
        "role": position_of(visitor.card, visitor.school, visitor.today),
        "opened_by": marker_of(visitor),
        "lesson": lesson,
        "class_label": lesson_page.class_label(lesson),
        "when": lesson_page.when(lesson),
        "back": f"{lesson_page.address(lesson.key)}#{_row(member)}",
        "student": member.name,
        "form": form,
        "kinds": [(kind.value, kind.label, "") for kind in Remark.Kind],
        "longest": REMARK,
        "is_written": any(one.author == visitor.card for one in member.remarks),
        "closed": problem or closed_because(lesson, on=visitor.today),
    }
    status = 422 if problem or form.errors else 200
    return render(request, "journal/remark.html", context, status=status)
