"""Addresses of alarms."""

from django.urls import path

from school.alarms.views import region, school

app_name = "alarms"
urlpatterns = [
    path("", school.alarms, name="alarms"),
    path("<key:alarm>/", school.see, name="see"),
    path("region/", region.alarms, name="region"),
    path("region/limits/", region.limit, name="limit"),
    path("region/<key:alarm>/", region.see, name="see-from-region"),
]
