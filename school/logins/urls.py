"""Addresses of logins: a child's way in, and the cards that a school prints."""

from django.urls import path

from school.logins.views import (
    activate,
    cards,
    child,
    enter,
    forgotten,
    printing,
    told,
)

app_name = "logins"
urlpatterns = [
    path("login/", enter.enter, name="enter"),
    path("login/activate/", activate.activate, name="activate"),
    path("login/child/<key:student>/", child.child, name="child"),
    path("login/forgotten/", forgotten.forgotten, name="forgotten"),
    path("login/new/<str:token>/", forgotten.renew, name="renew"),
    path("cards/", cards.cards, name="cards"),
    path("cards/print/", printing.printing, name="print"),
    path("cards/told/<key:student>/", told.told, name="told"),
    path("cards/<key:card>/", cards.issue, name="issue"),
]
