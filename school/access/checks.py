"""Start-up refusals of the door: whom Госуслуги would not know does not start."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

import esia
from school.access import gosuslugi

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@register
def the_road_is_open(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """One Error with the sentence that says what is wrong with the road's settings."""
    try:
        gosuslugi.road()
    except (esia.Misconfigured, OSError) as error:
        return [Error(str(error), id="access.E001")]
    return []


@register
def production_trusts_no_sandbox(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """Production speaks https only, on both sides; a sandbox is never reached so.

    That it believes certificates only is asked where keys are read.
    """
    if settings.MODE != "production":
        return []
    gateway = settings.IDENTITY_ROAD == "gateway"
    found = _gateway_of_work() if gateway else _esia_of_work()
    if not settings.SECURE:
        # Over http a session would go without Secure and __Host-, for all to read.
        sentence = (
            "SCHOOL_URL рабочей установки начинается с https://: без него сеансы"
            " людей шли бы по сети открыто."
        )
        found.append(Error(sentence, id="access.E004"))
    return found


def _esia_of_work() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not settings.ESIA_URL.startswith("https://"):
        sentence = (
            "ESIA_URL рабочей установки начинается с https://: песочнице она не верит."
        )
        found.append(Error(sentence, id="access.E002"))
    return found


def _gateway_of_work() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    issuer = urlsplit(settings.GATEWAY_ISSUER)
    if issuer.scheme != "https" or issuer.hostname in _LOOPBACK:
        sentence = (
            "GATEWAY_ISSUER рабочей установки начинается с https:// и не на этой"
            " машине: песочнице она не верит."
        )
        found.append(Error(sentence, id="access.E005"))
    return found
