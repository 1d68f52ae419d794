"""Addresses of messages about sign-in."""

from django.urls import path

from school.support.views import messages, report, start, status

app_name = "support"
urlpatterns = [
    path("", start.start, name="start"),
    path("messages/", messages.messages, name="messages"),
    path("messages/<key:message>/", messages.answer, name="answer"),
    path("<str:reference>/report/", report.report, name="report"),
    path("<str:reference>/", status.status, name="status"),
]
