"""A working installation on the tests' own database: keys, secrets, a home."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.children import ROOT
from launcher.postgres import Cluster
from launcher.tests.processes import wishes


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key and a certificate, as an operator of a region has them."""
    folder = tmp_path_factory.mktemp("esia")
    made = ["-m", "esia", "make-key", "--dir", str(folder), "--name", "Test"]
    subprocess.run([sys.executable, *made], cwd=ROOT, check=True)
    return folder


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="school-home-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def work(home: Path, keys: Path, cluster: Cluster) -> dict[str, str]:
    """The environment of `make serve`, with everything it needs and nothing else."""
    return wishes(
        home,
        DATABASE_URL=os.environ["DATABASE_URL"],
        SCHOOL_SECRET="b3f1c09d7a" * 3 + "5e28f60b4d",
        SCHOOL_SEAL_KEY="6c1f8e0a93d7425b" + "b40e97d2513fa86c" * 3,
        SCHOOL_WORKERS="1",
        SCHOOL_URL="https://school.example.test",
        ESIA_URL="https://esia.example.test",
        ESIA_ISSUER="http://esia.example.test/",
        ESIA_CLIENT_ID="ELSH",
        ESIA_KEY_FILE=str(keys / "key.pem"),
        ESIA_CERTIFICATE_FILE=str(keys / "certificate.pem"),
        ESIA_TRUSTED_FILES=str(keys / "certificate.pem"),
    )
