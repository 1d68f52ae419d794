"""Start-up refusals of the door: whom Госуслуги would not know does not start."""

import socket
from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

import esia
from school.access import gosuslugi


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
    """Production speaks https only, and with another machine; a sandbox is neither.

    That it believes certificates only is asked where keys are read.
    """
    if settings.MODE != "production":
        return []
    gateway = settings.IDENTITY_ROAD == "gateway"
    found = _gateway_of_work() if gateway else _esia_of_work()
    if settings.CONSENTS_URL:
        name, address = "CONSENTS_URL", settings.CONSENTS_URL
        found += _elsewhere_by_https(name, address, "access.E007")
    if not settings.SECURE:
        # Over http a session would go without Secure and __Host-, for all to read.
        sentence = (
            "SCHOOL_URL рабочей установки начинается с https://: без него сеансы"
            " людей шли бы по сети открыто."
        )
        found.append(Error(sentence, id="access.E004"))
    return found


def _esia_of_work() -> list[CheckMessage]:
    found = _elsewhere_by_https("ESIA_URL", settings.ESIA_URL, "access.E002")
    # ЕСИА itself writes http there, so only the machine is looked at.
    if _is_here(settings.ESIA_ISSUER):
        sentence = (
            "ESIA_ISSUER рабочей установки не на этой машине: песочнице она не верит."
        )
        found.append(Error(sentence, id="access.E006"))
    return found


def _gateway_of_work() -> list[CheckMessage]:
    return _elsewhere_by_https("GATEWAY_ISSUER", settings.GATEWAY_ISSUER, "access.E005")


def _elsewhere_by_https(name: str, address: str, id_: str) -> list[CheckMessage]:
    if address.startswith("https://") and not _is_here(address):
        return []
    sentence = (
        f"{name} рабочей установки начинается с https:// и не на этой машине:"
        " песочнице она не верит."
    )
    return [Error(sentence, id=id_)]


def _is_here(address: str) -> bool:
    """Whether an address leads to this very machine, in any of its spellings.

    Names are not asked for in DNS: a start must not wait for the network.
    """
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        here = ip_address(_written_out(host))
    except ValueError:
        return False
    here = getattr(here, "ipv4_mapped", None) or here
    return here.is_loopback or here.is_unspecified


def _written_out(host: str) -> str:
    """«127.1» and «2130706433» as resolvers read them: 127.0.0.1."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return host
