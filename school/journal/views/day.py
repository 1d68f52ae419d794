"""``/journal/``: a teacher's lessons of a day, today first."""

import re
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from school.access.middleware import VisitedRequest
from school.journal import agenda, lesson_page
from school.journal.agenda import LessonOfDay
from school.journal.models import Lesson
from school.lib import clock
from school.lib.keys import to_text
from school.people.positions import position_of
from school.registry.frame import keeps_cards, news_of
from school.rights.visitor import Role
from school.ui.dates import clock_time
from school.ui.typography import NBSP

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@require_safe
def day(request: VisitedRequest) -> HttpResponse:
    """Today, or the day of ``?date=2026-11-18``."""
    visitor = request.visitor
    if not visitor.is_staff:
        raise Http404
    asked = request.GET.get("date")
    chosen = visitor.today if asked is None else _read(asked)
    found = agenda.read(visitor, chosen or visitor.today, now=clock.now())
    context = {
        "visitor": visitor,
        "role": position_of(visitor.card, visitor.school, visitor.today),
        "agenda": found,
        "lessons": [_shown(one) for one in found.lessons],
        "before": _address(found.before),
        "after": _address(found.after),
        "today": reverse("journal:day") if found.day != visitor.today else "",
        "next": _address(found.next) if found.next else "",
        "last": _address(found.last) if found.last else "",
        "not_understood": chosen is None,
        "administrates": Role.ADMINISTRATOR in visitor.granted,
        "answers_messages": keeps_cards(visitor),
        "news": news_of(visitor),
    }
    status = 422 if chosen is None else 200
    return render(request, "journal/day.html", context, status=status)


def _read(text: str) -> date | None:
    """The day, or None when the address names none of this century."""
    if not _DATE.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if agenda.FIRST <= found <= agenda.LAST else None


def _address(day: date) -> str:
    return f"{reverse('journal:day')}?date={day.isoformat()}"


def _shown(one: LessonOfDay) -> dict[str, Any]:
    lesson = one.lesson
    return {
        "key": to_text(lesson.key),
        "href": lesson_page.address(lesson.key),
        "since": clock_time(lesson.starts),
        "until": clock_time(lesson.ends),
        "number": lesson.number,
        "class_name": lesson_page.class_label(lesson),
        "subject": lesson.group.subject.name,
        "room": lesson.room,
        "topic": lesson.topic,
        "current": one.stage == "now",
        "tags": _tags(one),
    }


def _tags(one: LessonOfDay) -> list[tuple[str, str]]:
    """What is going on and what is not written yet; later lessons owe nothing."""
    if one.lesson.state == Lesson.State.CANCELLED:
        return [("Отменён", "stop")]
    tags = [("Идёт сейчас", "today")] if one.stage == "now" else []
    if one.stage != "later":
        if not one.lesson.topic:
            tags.append(("Тема не записана", "change"))
        if one.lacks_homework:
            tags.append(("Нет задания", "change"))
    if one.marks:
        tags.append((f"Отметок:{NBSP}{one.marks}", ""))
    return tags
