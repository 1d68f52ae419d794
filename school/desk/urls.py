"""Addresses of the access desk."""

from django.urls import path

from school.desk.views import desk, mending, region

app_name = "desk"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("region/", region.region, name="region"),
    path("column/", mending.column, name="column"),
    path("entries/", mending.enter, name="entries"),
    path("<key:card>/", mending.mend, name="mend"),
    path("<key:card>/back/", mending.take_back, name="take-back"),
]
