"""Addresses of a diary that is seen with a family's eyes."""

from django.urls import path

from school.viewing.views import diary

app_name = "viewing"
urlpatterns = [
    path("<key:card>/", diary.now, name="now"),
    path("<key:card>/<date:monday>/", diary.week, name="week"),
    path("<key:card>/day/<date:date>/", diary.day, name="day"),
]
