"""A provider for each test."""

from collections.abc import Iterator

import pytest

from oidc.tests.gate import Gate, opened


@pytest.fixture
def gate() -> Iterator[Gate]:
    """Run a fresh provider for one test."""
    with opened() as running:
        yield running
