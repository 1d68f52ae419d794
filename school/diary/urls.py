"""Addresses of the diary."""

from django.urls import path

from school.diary.views import week

app_name = "diary"
urlpatterns = [
    path("", week.now, name="now"),
    path("<date:monday>/", week.week, name="week"),
    path("day/<date:date>/", week.day, name="day"),
]
