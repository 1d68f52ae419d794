"""Addresses of what is printed."""

from django.urls import path

from school.papers.views import collecting, memos, papers, weeks

app_name = "papers"
urlpatterns = [
    path("", papers.papers, name="papers"),
    path("collecting/", collecting.collecting, name="collecting"),
    path("memos/", memos.memos, name="memos"),
    path("weeks/", weeks.weeks, name="weeks"),
]
