"""Every address refuses the anonymous, unless it is listed here."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

pytestmark = pytest.mark.django_db

# What anybody may open, and why.
OPEN = {
    "alive": "a machine asks whether the process lives",
    "ready": "a machine asks whether the product works",
    "former-sign-in": "the address that old instructions name",
    "components": "the parts of the design; in a demonstration only",
    "demo:letters": "what the program wrote to invented people; likewise",
    "access:welcome": "the sign-in page",
    "access:regions": "which region's door to open, where there are several",
    "access:region": "likewise",
    "access:start": "the button on it",
    "access:return": "where Госуслуги bring a person back",
    "access:refused": "why somebody did not come in, in his own browser",
    "access:ask": "asking the parents once more, in the browser that was refused",
    "access:another": "signing out at Госуслуги as well",
    "access:leave": "signing out",
    "support:start": "whoever has the number of a refused attempt",
    "support:report": "likewise: he writes to his school",
    "support:status": "likewise: a state, no names",
    "support:letters": "whoever holds the link of a letter; without it 404",
    "help:index": "what there is to read for whoever cannot come in",
    "help:sign-in": "why somebody cannot come in, by the rules of the region",
    "help:instruction": "a sheet for a school's site",
    "help:phone": "likewise",
    "help:privacy": "what is asked for, kept and seen; of nobody in particular",
    "help:status": "whether the service answers, in one sentence",
    "help:for-sites": "a link to be pasted into a school's site",
    "inviting:invited": "whoever came by an invitation; the question for a code",
    "inviting:code": "whoever holds the code of a sheet; without it 404",
    "logins:enter": "login and password of a school, where the rules know them",
    "logins:activate": "whoever holds a registration card with a code",
    "logins:forgotten": "who has forgotten a password; one answer to all",
    "logins:renew": "whoever holds the link of a letter; without it 404",
    "access:invitation": "whoever holds an invitation's secret; without it 404",
}
_SAMPLES = {
    "int": "1",
    "key": "0000000000001",
    "date": "2026-11-16",
    "slug": "students",
}


def addresses(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> list[tuple[str, URLPattern]]:
    """Every named address, with the names of its namespaces."""
    found: list[tuple[str, URLPattern]] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            found += addresses(pattern.url_patterns, prefix + space)
        else:
            found.append((prefix + str(pattern.name), pattern))
    return found


def all_addresses() -> list[tuple[str, URLPattern]]:
    return addresses(get_resolver().url_patterns)


def test_every_address_has_a_name() -> None:
    assert [name for name, _ in all_addresses() if name.endswith("None")] == []


def test_the_list_of_open_addresses_names_only_what_exists() -> None:
    assert OPEN.keys() <= {name for name, _ in all_addresses()}


@pytest.mark.parametrize("name", [n for n, _ in all_addresses() if n not in OPEN])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "patch", "head"])
def test_the_anonymous_is_sent_to_sign_in(name: str, method: str) -> None:
    pattern = dict(all_addresses())[name]
    values = {
        key: converter.to_python(_SAMPLES[type(converter).__name__[:-9].lower()])
        for key, converter in pattern.pattern.converters.items()
    }
    response = getattr(Client(), method)(reverse(name, kwargs=values))
    assert (response.status_code, response.headers.get("Location")) == (
        302,
        "/access/",
    )
