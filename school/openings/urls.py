"""Addresses of openings."""

from django.urls import path

from school.openings.views import region, school

app_name = "openings"
urlpatterns = [
    path("", school.openings, name="openings"),
    path("region/", region.openings, name="region"),
    path("region/desk/", region.desk, name="desk"),
    path("region/end/", region.end, name="end"),
    path("<key:opening>/", school.close, name="close"),
]
