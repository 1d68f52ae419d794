"""Addresses of help."""

from django.urls import path

from school.help.views import pages

app_name = "help"
urlpatterns = [
    path("", pages.index, name="index"),
    path("sign-in/", pages.sign_in, name="sign-in"),
    path("instructions/<slug:slug>/", pages.instruction, name="instruction"),
    path("phone/", pages.phone, name="phone"),
    path("privacy/", pages.privacy, name="privacy"),
    path("status/", pages.status, name="status"),
    path("for-sites/", pages.for_sites, name="for-sites"),
]
