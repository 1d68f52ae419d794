"""Homes for real servers, outside pytest's own folders, which only we may enter."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import lodging
from launcher.postgres import Cluster


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="school-home-"))
    folder.chmod(0o755)
    yield folder
    lodging.forget(folder / "postgres")
    shutil.rmtree(folder)


@pytest.fixture
def server(home: Path) -> Iterator[Cluster]:
    """A cluster of its own; whatever the test does with it, it is stopped."""
    cluster = Cluster(home, lasting=False)
    yield cluster
    cluster.stop()
