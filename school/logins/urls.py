"""Addresses of logins: where a child comes in without Госуслуги."""

from django.urls import path

from school.logins.views import activate, enter, forgotten

app_name = "logins"
urlpatterns = [
    path("login/", enter.enter, name="enter"),
    path("login/activate/", activate.activate, name="activate"),
    path("login/forgotten/", forgotten.forgotten, name="forgotten"),
    path("login/new/<str:token>/", forgotten.renew, name="renew"),
]
