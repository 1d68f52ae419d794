"""Addresses of the journal."""

from django.urls import URLPattern, path

from school.journal.views import day, lesson, operations, remark

app_name = "journal"
urlpatterns: list[URLPattern] = [
    path("", day.day, name="day"),
    path("operations/", operations.receive, name="operations"),
    path("lessons/<key:lesson>/", lesson.show, name="lesson"),
    path("lessons/<key:lesson>/roll/", lesson.roll, name="roll"),
    path("lessons/<key:lesson>/marks/", lesson.marks, name="marks"),
    path("lessons/<key:lesson>/description/", lesson.description, name="description"),
    path("lessons/<key:lesson>/remarks/<key:student>/", remark.remark, name="remark"),
]
