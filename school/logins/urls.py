"""Addresses of logins: where a child comes in without Госуслуги."""

from django.urls import path

from school.logins.views import activate, enter

app_name = "logins"
urlpatterns = [
    path("login/", enter.enter, name="enter"),
    path("login/activate/", activate.activate, name="activate"),
]
