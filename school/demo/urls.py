"""Addresses of a demonstration."""

from django.urls import path

from school.demo import views

app_name = "demo"
urlpatterns = [path("", views.letters, name="letters")]
