"""One installation for all that is done to it; each test leaves it running."""

from collections.abc import Iterator

import pytest

from tests.surviving import cycles
from tests.surviving.rig import Rig, standing


@pytest.fixture(scope="package")
def installation() -> Iterator[Rig]:
    with standing(cycles.PEOPLE) as rig:
        yield rig


@pytest.fixture
def rig(installation: Rig) -> Rig:
    """The installation, up again if the test before left something killed."""
    installation.start()
    return installation
