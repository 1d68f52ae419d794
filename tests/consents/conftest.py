"""A sandbox in a process of its own, where one client may come in by Госуслуги."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from school.access import following, judging, requesting
from school.access.consents.channels.registry import Registry
from school.access.facts import Identity
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from tests.controlling import control

ROOT = Path(__file__).resolve().parents[2]
_CLIENTS = (
    '[[client]]\nid = "ELSH"\nkind = "oidc"\nsecret = "a secret"\n'
    'redirect = ["http://school.test"]\nname = "Школа"\npurpose = "Дневник"\n'
    "consent = true\n"
)


@dataclass(frozen=True)
class Office:
    """Госуслуги at `base`, and our register there."""

    base: str
    register: Registry

    def control(self, method: str, path: str, **body: Any) -> Any:
        """Say something to the sandbox's controls."""
        return control(self.base, method, path, body)

    def says(self, who: str, state: str, about: str = "", **more: str) -> None:
        """A citizen's word, as if he had pressed the button himself."""
        child = {"about": about} if about else {}
        said = {"client": "ELSH", "oid": who, "state": state, **child, **more}
        self.control("POST", "consents", **said)

    def oid(self, key: str) -> int:
        """The number of somebody of the cast."""
        rows = self.control("GET", "citizens")
        return int(next(row["oid"] for row in rows if row["key"] == key))


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("sandbox")
    (home / "clients.toml").write_text(_CLIENTS)
    command = [sys.executable, "-m", "sandbox", "--port", "0"]
    command += ["--home", home / "home", "--clients", home / "clients.toml"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        base = process.stdout.readline().decode().strip().rpartition(" ")[2].rstrip("/")
        address = f"{base}/control/consents"
        try:
            yield Office(
                base, Registry(address, client="ELSH", back="http://school.test/")
            )
        finally:
            process.terminate()


@pytest.fixture
def office(running: Office) -> Office:
    """The same, as new."""
    running.control("POST", "reset")
    return running


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


@pytest.fixture
def asked(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process asks the register of the running sandbox."""
    for where in (judging, following, requesting):
        monkeypatch.setattr(where, "channel", lambda: office.register)


@pytest.fixture
def child(office: Office) -> Identity:
    """Пётр, whom Госуслуги know by the number of Мария: the register sees no more."""
    return replace(
        MOTHER,
        oid=office.oid("maria"),
        first_name="Пётр",
        birth_date=date(2015, 5, 20),
        snils=rows.CHILD,
        level="child",
    )
