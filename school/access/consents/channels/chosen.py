"""The channel that this installation was given (`CONSENTS_URL`)."""

from functools import cache

from django.conf import settings
from django.urls import reverse

from school.access.consents.channels.channel import Channel
from school.access.consents.channels.registry import Registry
from school.access.consents.channels.screen import Screen


@cache
def channel() -> Channel:
    """The register of consents, where one is named; else the screen before a return."""
    if not settings.CONSENTS_URL:
        return Screen()
    gateway = settings.IDENTITY_ROAD == "gateway"
    return Registry(
        settings.CONSENTS_URL,
        client=settings.CONSENTS_CLIENT_ID,
        back=settings.SCHOOL_URL + reverse("access:welcome"),
        scope=tuple(settings.GATEWAY_SCOPE.split()) if gateway else (),
    )
