"""What several test files need: a stranger's key."""

from datetime import UTC, datetime

import pytest

from esia import make_key


@pytest.fixture(scope="session")
def stranger_pem() -> bytes:
    """Return a certificate of somebody whom nobody should confuse with ЕСИА."""
    return make_key("Посторонний", datetime(2026, 1, 1, tzinfo=UTC))[1]
