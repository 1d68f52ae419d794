"""Addresses of the journal."""

from django.urls import URLPattern, path

from school.journal.views import operations

app_name = "journal"
urlpatterns: list[URLPattern] = [
    path("operations/", operations.receive, name="operations"),
]
