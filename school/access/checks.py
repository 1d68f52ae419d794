"""Start-up refusals of the door: a system that ЕСИА would not know does not start."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

import esia
from school.access import gosuslugi


@register
def the_road_is_open(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """One Error with the sentence that says what is wrong with key or certificate."""
    try:
        gosuslugi.road()
    except (esia.Misconfigured, OSError) as error:
        return [Error(str(error), id="access.E001")]
    return []


@register
def production_trusts_no_sandbox(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """Production speaks https only, on both sides, and believes certificates only.

    A sandbox is never reached over https, and its key is bare: nobody certified it.
    """
    if settings.MODE != "production":
        return []
    found: list[CheckMessage] = []
    if not settings.ESIA_URL.startswith("https://"):
        sentence = (
            "ESIA_URL рабочей установки начинается с https://: песочнице она не верит."
        )
        found.append(Error(sentence, id="access.E002"))
    if not settings.SECURE:
        # Over http a session would go without Secure and __Host-, for all to read.
        sentence = (
            "SCHOOL_URL рабочей установки начинается с https://: без него сеансы"
            " людей шли бы по сети открыто."
        )
        found.append(Error(sentence, id="access.E004"))
    found += [
        Error(
            f"В файле {path} из ESIA_TRUSTED_FILES ключ без сертификата, как у"
            " песочницы: рабочая установка верит только сертификатам.",
            id="access.E003",
        )
        for path in settings.ESIA_TRUSTED_FILES
        if b"PUBLIC KEY-----" in path.read_bytes()
    ]
    return found
