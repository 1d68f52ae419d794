"""Addresses of the roles."""

from django.urls import path

from school.staff.views import leaving, roles

app_name = "staff"
urlpatterns = [
    path("", roles.roles, name="roles"),
    path("give/", roles.giving, name="give"),
    path("<key:card>/end/", roles.ending, name="end"),
    path("<key:card>/leaving/", leaving.leaving, name="leaving"),
]
