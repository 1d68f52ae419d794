"""Addresses of «Семья и доступ»."""

from django.urls import path

from school.family.views import family, missing

app_name = "family"
urlpatterns = [
    path("", family.family, name="family"),
    path("missing/", missing.missing, name="missing"),
]
