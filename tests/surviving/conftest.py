"""One installation for all that is done to it; each test leaves it running."""

from collections.abc import Iterator

import pytest

from tests.surviving import cycles, telltale
from tests.surviving.rig import Rig, standing, wait_until


@pytest.fixture(scope="package")
def installation() -> Iterator[Rig]:
    with standing(cycles.PEOPLE) as rig:
        yield rig
        rig.start()
        assert telltale.found_in(rig) == []


@pytest.fixture
def rig(installation: Rig) -> Rig:
    """The installation, up again and at rest, whatever the test before left."""
    installation.start()
    wait_until(lambda: installation.jobs() == 0, "the queue is empty")
    return installation
