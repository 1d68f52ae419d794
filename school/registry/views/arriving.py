"""Pages that make cards: a parent of a student, a student, an employee."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.academics.leading import class_named, kept_classes
from school.academics.models import SchoolClass
from school.access.middleware import VisitedRequest
from school.lib.dates import numeric
from school.lib.keys import to_text
from school.lib.text import plain
from school.people.models import Card
from school.regions.models import School
from school.registry import making
from school.registry.arriving import LONGEST_POSITION, PersonForm, TieForm
from school.registry.card import KINSHIP, name_of
from school.registry.frame import frame_of
from school.registry.keeping import administers
from school.registry.linking import NotLinked, link
from school.registry.making import Person, known_guardians
from school.registry.sharing import others_with_snils
from school.registry.views.card import found_card
from school.rights.visitor import Visitor

_UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request: VisitedRequest, card: int) -> HttpResponse:
    """``/registry/cards/<key>/guardian/``: «Добавить родителя»."""
    by = request.visitor
    student = found_card(by, card)
    if student.kind != Card.Kind.STUDENT:
        raise Http404
    if request.method != "POST":
        return _guardian_page(request, student, PersonForm(), TieForm())
    sent = request.POST.dict()
    form, tie = PersonForm.of(sent, today=by.today), TieForm.of(sent, today=by.today)
    if form.errors or tie.errors:
        return _guardian_page(request, student, form, tie)
    who = form.person()
    known = known_guardians(student, who)
    chosen = next((one for one in known if to_text(one.key) == sent.get("link")), None)
    if chosen is not None:
        return _done(request, student, form, tie, link(by, chosen, student, tie.tie()))
    if known and sent.get("another") != "1":
        return _guardian_page(request, student, form, tie, known=known)
    if _is_anothers(by, form, who):
        return _guardian_page(request, student, form, tie)
    made = making.add_guardian(by, student, who, tie.tie())
    return _done(request, student, form, tie, made)


@require_http_methods(["GET", "HEAD", "POST"])
def student(request: VisitedRequest) -> HttpResponse:
    """``/registry/students/new/``: an administrator adds a student to a class."""
    by = request.visitor
    if not administers(by):
        raise Http404
    classes = kept_classes(by)
    if request.method != "POST":
        return _student_page(request, classes, PersonForm(), "")
    sent = request.POST.dict()
    form = PersonForm.of(sent, today=by.today)
    chosen = class_named(classes, sent.get("class", ""))
    if chosen is None:
        return _student_page(request, classes, form, "Выберите класс.")
    if form.errors or _is_anothers(by, form, form.person()):
        return _student_page(request, classes, form, "", to_text(chosen.key))
    return _to_card(making.add_student(by, chosen, form.person()))


@require_http_methods(["GET", "HEAD", "POST"])
def employee(request: VisitedRequest) -> HttpResponse:
    """``/registry/employees/new/``: an administrator takes somebody on."""
    by = request.visitor
    if not administers(by):
        raise Http404
    if request.method != "POST":
        return _employee_page(request, PersonForm(), "", "")
    sent = request.POST.dict()
    form = PersonForm.of(sent, today=by.today)
    position = plain(sent.get("position", ""))
    why = "" if 0 < len(position) <= LONGEST_POSITION else "Впишите должность."
    if not form.documents.snils:
        form.documents.errors["snils"] = "Без СНИЛС сотрудник не войдёт. Впишите его."
    form.documents.sure = False  # by the number his own card is found
    if form.errors or why or _is_anothers(by, form, form.person()):
        return _employee_page(request, form, position, why)
    school = School.objects.get(pk=by.school or 0)
    return _to_card(making.add_employee(by, school, form.person(), position))


def _is_anothers(by: Visitor, form: PersonForm, who: Person) -> bool:
    """Whether the number stands in somebody else's card, which the form then says."""
    if not who.snils or form.documents.sure:
        return False
    sharers = others_with_snils(by, who)
    if sharers:
        told = "; ".join(dict.fromkeys(one.told for one in sharers))
        form.documents.shared = tuple(one.told for one in sharers)
        form.documents.errors["snils"] = f"Этот СНИЛС уже стоит {told}."
    return bool(sharers)


def _guardian_page(
    request: VisitedRequest,
    student: Card,
    form: PersonForm,
    tie: TieForm,
    *,
    known: list[Card] | None = None,
    trouble: str = "",
) -> HttpResponse:
    found = [
        (to_text(one.key), name_of(one), numeric(one.birth_date)) for one in known or []
    ]
    facts: dict[str, Any] = {
        "frame": frame_of(request.visitor, "registry:students"),
        "student": name_of(student),
        "key": to_text(student.key),
        "tie": tie,
        "kinds": list(KINSHIP.items()),
        "known": found,
        "trouble": trouble,
    }
    return _page(request, "registry/guardian.html", form, facts)


def _student_page(
    request: VisitedRequest,
    classes: list[SchoolClass],
    form: PersonForm,
    trouble: str,
    chosen: str = "",
) -> HttpResponse:
    options = [(to_text(one.key), one.label()) for one in classes]
    facts: dict[str, Any] = {
        "frame": frame_of(request.visitor, "registry:students"),
        "classes": [(key, label, key == chosen) for key, label in options],
        "trouble": trouble,
    }
    return _page(request, "registry/student.html", form, facts)


def _employee_page(
    request: VisitedRequest, form: PersonForm, position: str, trouble: str
) -> HttpResponse:
    facts: dict[str, Any] = {
        "frame": frame_of(request.visitor, "registry:employees"),
        "position": position,
        "longest": LONGEST_POSITION,
        "trouble": trouble,
    }
    return _page(request, "registry/employee.html", form, facts)


def _page(
    request: VisitedRequest, template: str, form: PersonForm, facts: dict[str, Any]
) -> HttpResponse:
    today = request.visitor.today.isoformat()
    status = _UNREADABLE if request.method == "POST" else 200
    return render(
        request, template, {"form": form, "today": today, **facts}, status=status
    )


def _done(
    request: VisitedRequest,
    student: Card,
    form: PersonForm,
    tie: TieForm,
    done: object,
) -> HttpResponse:
    if isinstance(done, NotLinked):
        return _guardian_page(request, student, form, tie, trouble=done.sentence)
    return _to_card(student, "links")


def _to_card(card: Card, section: str = "") -> HttpResponse:
    address = reverse("registry:card", kwargs={"card": to_text(card.key)})
    location = f"{address}?saved={section}#{section}" if section else address
    return HttpResponse(status=303, headers={"Location": location})
