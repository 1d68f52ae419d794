"""Addresses of messages about sign-in."""

from django.urls import path

from school.support.views import (
    consents,
    letters,
    messages,
    raised,
    report,
    start,
    status,
    voice,
)

app_name = "support"
urlpatterns = [
    path("", start.start, name="start"),
    path("messages/", messages.messages, name="messages"),
    path("messages/<key:message>/", messages.message, name="message"),
    path("raised/", raised.raised, name="raised"),
    path("raised/<key:raised>/", raised.act, name="act"),
    path("voice/", voice.voice, name="voice"),
    path("consents/", consents.consents, name="consents"),
    path("consents/<key:card>/", consents.write, name="paper"),
    path("letters/<str:token>/", letters.letters, name="letters"),
    path("<str:reference>/report/", report.report, name="report"),
    path("<str:reference>/", status.status, name="status"),
]
