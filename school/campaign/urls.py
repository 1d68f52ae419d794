"""Addresses of the campaign."""

from django.urls import path

from school.campaign.views import announcements, rehearsal, sent

app_name = "campaign"
urlpatterns = [
    path("", announcements.announcements, name="announcements"),
    path("rehearsal/", rehearsal.rehearsal, name="rehearsal"),
    path("region/", sent.sent, name="sent"),
    path("region/<key:batch>/", sent.one, name="one"),
    path("<key:announcement>/", announcements.confirm_one, name="confirm"),
]
