"""Every outside address stands in the register, and none is older than a year."""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from school.regions.links import Link, link, register

SCHOOL = Path(__file__).resolve().parents[2]
# Where a program connects to, no page that a person is led to.
_CONNECTS = {"https://esia.gosuslugi.ru", "http://127.0.0.1:8000"}
# Names of markup, not addresses.
_NAMES = ("http://www.w3.org/2000/svg", "http://schemas.openxmlformats.org/")
_ADDRESS = re.compile(r"""https?://[a-z0-9.-]+[^\s"'<>`)]*""")


def written() -> dict[str, str]:
    """Every address that stands in a program or a page, and where."""
    found = {}
    for path in (*SCHOOL.rglob("*.py"), *SCHOOL.rglob("*.html"), *SCHOOL.rglob("*.js")):
        if "tests" not in path.parts and "data" not in path.parts:
            for address in _ADDRESS.findall(path.read_text(encoding="utf-8")):
                found[address] = str(path.relative_to(SCHOOL))
    return found


def test_no_page_and_no_program_has_an_address_of_its_own() -> None:
    led_to = {a: w for a, w in written().items() if not a.startswith(_NAMES)}
    assert {a: where for a, where in led_to.items() if a not in _CONNECTS} == {}


@pytest.mark.parametrize("key", register().links)
def test_a_link_is_complete_and_was_looked_at_within_a_year(key: str) -> None:
    found: Link = link(key)
    assert urlsplit(found.address).scheme == "https"
    assert found.title
    assert found.source
    checked = register().checked
    assert checked - timedelta(days=365) <= found.checked <= checked


def test_two_keys_never_lead_to_one_page() -> None:
    addresses = [each.address for each in register().links.values()]
    assert len(set(addresses)) == len(addresses)
