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
    """Production signs people in over https only and believes certificates only.

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
