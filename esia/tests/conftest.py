"""What several test files need: a stranger's key, a server that plays ЕСИА."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from esia import make_key
from esia.tests.stand import Stand, playing


@pytest.fixture(scope="session")
def stranger_pem() -> bytes:
    """Return a certificate of somebody whom nobody should confuse with ЕСИА."""
    return make_key("Посторонний", datetime(2026, 1, 1, tzinfo=UTC))[1]


@pytest.fixture
def stand() -> Iterator[Stand]:
    """Run a fresh server for one test."""
    with playing() as running:
        yield running
