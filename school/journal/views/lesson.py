"""One lesson: its page, and the three forms on it."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from school.access.middleware import VisitedRequest
from school.journal import lesson_page, lesson_sheet
from school.journal.attending import NotCalled, call_roll
from school.journal.describing import describe
from school.journal.forms import DescriptionForm, MarksForm, RollForm
from school.journal.lesson_page import Typed
from school.journal.marking import NO_STUDENT, State, put_marks
from school.journal.models import Lesson
from school.journal.openness import UNGRADED
from school.journal.views.page_owner import marker_of, of_its_owner
from school.lib.keys import to_text
from school.people.positions import position_of
from school.rights.deed import may
from school.rights.table import SENTENCES, Action

Form = Callable[[VisitedRequest, int], HttpResponse]

_SAVED = {
    "roll": "Перекличка сохранена",
    "marks": "Отметки сохранены",
    "description": "Тема и задание сохранены",
    "remark": "Сохранено: ученик и семья прочитают это в дневнике",
    "no-remark": "Отозвано: в дневнике этого больше нет",
}
_MEND = "Исправьте отмеченное: остальное, что вы ввели, сохранилось на странице."
_NO_CELL = (
    "Пришла отметка для клетки, которой на этом уроке нет: у каждого ученика их две."
    " Обновите страницу и поставьте снова."
)


def form_of_a_lesson(view: Form) -> Form:
    """Take a form; whoever opens its address, as after a refusal, gets the lesson."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answered(request: VisitedRequest, lesson: int) -> HttpResponse:
        if request.method == "POST":
            return view(request, lesson)
        return see_other(lesson_page.address(found_lesson(request, lesson).key))

    return answered


@require_safe
def show(request: VisitedRequest, lesson: int) -> HttpResponse:
    """``/journal/lessons/<key>/``."""
    return _page(request, found_lesson(request, lesson), Typed())


@form_of_a_lesson
@of_its_owner
def roll(request: VisitedRequest, lesson: int) -> HttpResponse:
    """``/journal/lessons/<key>/roll/``: who was not there."""
    found = found_lesson(request, lesson)
    form = RollForm.of(request.POST.dict())
    if form.errors and may(request.visitor, Action.CALL_ROLL, found):
        return _page(request, found, Typed(roll=form, problem=_MEND))
    done = call_roll(by=request.visitor, lesson=found, remarks=form.remarks)
    if isinstance(done, NotCalled):
        return _page(request, found, Typed(roll=form, problem=done.sentence))
    return _back(found, "roll")


@form_of_a_lesson
@of_its_owner
def description(request: VisitedRequest, lesson: int) -> HttpResponse:
    """``/journal/lessons/<key>/description/``: topic, kind of work, homework."""
    found = found_lesson(request, lesson)
    form = DescriptionForm.of(request.POST.dict())
    if form.errors and may(request.visitor, Action.DESCRIBE_LESSON, found):
        return _page(request, found, Typed(description=form, problem=_MEND))
    problem = describe(
        by=request.visitor,
        lesson=found,
        topic=form.topic,
        homework=form.homework,
        work_kind=form.kind,
    )
    if problem is not None:
        form.errors[problem.field] = problem.sentence
        return _page(request, found, Typed(description=form, problem=_MEND))
    return _back(found, "description")


@form_of_a_lesson
@of_its_owner
def marks(request: VisitedRequest, lesson: int) -> HttpResponse:
    """``/journal/lessons/<key>/marks/``: marks of a page whose script did not run."""
    found = found_lesson(request, lesson)
    if not may(request.visitor, Action.PUT_MARK, found):
        raise PermissionDenied(SENTENCES[Action.PUT_MARK])
    if not found.group.subject.graded:
        return _page(request, found, Typed(problem=UNGRADED))
    form = MarksForm.of(lesson, request.POST.dict())
    cells = list(form.operations)
    done = put_marks(by=request.visitor, operations=list(form.operations.values()))
    outcomes = tuple(zip(cells, done, strict=True))
    nowhere = form.has_stray or any(one.sentence == NO_STUDENT for one in done)
    if nowhere or form.errors or any(one.state is not State.SAVED for one in done):
        problem = _NO_CELL if nowhere else _MEND
        typed = Typed(marks=form, outcomes=outcomes, problem=problem)
        return _page(request, found, typed)
    return _back(found, "marks")


def found_lesson(request: VisitedRequest, key: int) -> Lesson:
    """The lesson if the visitor may see it; else there is no such address."""
    lessons = Lesson.objects.visible_to(request.visitor).select_related(
        "group__school_class", "group__subject"
    )
    found = lessons.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _page(request: VisitedRequest, lesson: Lesson, typed: Typed) -> HttpResponse:
    visitor = request.visitor
    sheet = lesson_sheet.read(visitor, lesson)
    context = {
        "visitor": visitor,
        "role": position_of(visitor.card, visitor.school, visitor.today),
        "opened_by": marker_of(visitor),
        "sheet": sheet,
        "lesson": lesson,
        "lesson_key": to_text(lesson.key),
        "class_label": lesson_page.class_label(lesson),
        "when": lesson_page.when(lesson),
        "before": lesson_page.address(sheet.around.before),
        "after": lesson_page.address(sheet.around.after),
        "day": f"{reverse('journal:day')}?{urlencode({'date': lesson.date})}",
        "students": lesson_page.students(sheet, typed),
        "remarks_at": f"{lesson_page.address(lesson.key)}remarks/",
        "form": lesson_page.description(sheet, typed),
        "kinds": lesson_page.kinds(sheet),
        "no_due": lesson_page.no_due(sheet),
        "ungraded": UNGRADED,
        "problem": typed.problem,
        "saved": _SAVED.get(request.GET.get("saved", ""), ""),
    }
    status = 422 if typed.problem else 200
    return render(request, "journal/lesson.html", context, status=status)


def _back(lesson: Lesson, saved: str) -> HttpResponse:
    query = urlencode({"saved": saved})
    return see_other(f"{lesson_page.address(lesson.key)}?{query}")


def see_other(address: str) -> HttpResponse:
    """303: what was sent is done, and the browser reads the page it leads to."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
