"""The sandbox stands alone, and the examples of its README reach a person."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from tests.foreign.environments import (
    ROOT,
    cut,
    give_up,
    made_of,
    needed_by,
    sees,
)

EXAMPLES = ROOT / "sandbox" / "examples"
NATALIA = ("natalia@example.test", "gosuslugi")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pip makes of the folder."""
    folder = tmp_path_factory.mktemp("alone")
    source = folder / "source"  # building leaves its waste in the folder
    unwanted = shutil.ignore_patterns("tests", "__pycache__")
    shutil.copytree(ROOT / "sandbox", source, ignore=unwanted)
    pip = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps"]
    built = subprocess.run(
        [*pip, "--wheel-dir", folder, source],
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode != 0:
        give_up(built.stderr)
    (wheel,) = folder.glob("esia_sandbox-*.whl")
    return wheel


@pytest.fixture(scope="module")
def alone(wheel: Path) -> Path:
    """The Python of an environment with the wheel and what it declares, no more."""
    lock = (ROOT / "requirements.txt").read_text()
    python = made_of("sandbox-alone", cut(lock, needed_by(wheel)))
    pip = [str(python), "-m", "pip", "install", "-qq", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--force-reinstall", str(wheel)], check=True)
    assert not sees(python, "school"), "the environment sees our code"
    assert not sees(python, "httpx"), "the environment has what nobody declared"
    return python


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the README tells a newcomer to make."""
    engines = [*Path("/usr/lib").glob("**/engines-3/gost.so")]
    if not (shutil.which("openssl") and engines):
        pytest.skip("openssl with the gost engine is not installed here")
    subprocess.run([EXAMPLES / "make-client.sh", tmp_path], check=True)
    return tmp_path


@contextmanager
def running(alone: Path, folder: Path) -> Iterator[str]:
    """The sandbox as its README starts it, from the wheel alone."""
    command = [str(alone), "-m", "sandbox", "--port", "0", "--clients"]
    with subprocess.Popen(
        [*command, folder / "clients.toml"],
        cwd=folder,
        env={name: text for name, text in os.environ.items() if name != "PYTHONPATH"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip().rpartition(" ")[2].rstrip("/")
        finally:
            process.terminate()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def walk(address: str, sandbox: str) -> dict[str, str]:
    """Open the page of an example in a browser, sign in, and read who came."""
    with httpx.Client(follow_redirects=False) as browser:
        deadline = monotonic() + 30
        while True:
            try:
                first = browser.get(address)
                break
            except httpx.ConnectError:
                assert monotonic() < deadline, "the example does not start"
                sleep(0.1)
        asked = browser.get(first.headers["location"])
        name = asked.headers["location"].partition("ask=")[2]
        form = {"ask": name, "login": NATALIA[0], "password": NATALIA[1]}
        came = browser.post(f"{sandbox}/login", data=form | {"do": "enter"})
        answer = browser.get(came.headers["location"])
        assert answer.status_code == httpx.codes.OK, answer.text
        found: dict[str, str] = answer.json()
        return found


def test_the_wheel_has_the_program_and_nothing_of_the_school(
    wheel: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert {name for name in names if "dist-info" not in name} == {"sandbox"}
    rooms = {path.parent.name for path in (ROOT / "sandbox").glob("*/__init__.py")}
    assert rooms - {"tests"} <= {path.name for path in (tmp_path / "sandbox").iterdir()}
    files = {path.name for path in (tmp_path / "sandbox").rglob("*")}
    assert {"cast.toml", "sandbox.css", "base.html"} <= files
    assert not {"tests", "conftest.py"} & files
    texts = [path.read_text() for path in (tmp_path / "sandbox").rglob("*.py")]
    assert not [
        one
        for one in texts
        if re.search(r"^\s*(from|import) (school|esia)\b", one, re.M)
    ]


def test_curl_reaches_a_person(alone: Path, folder: Path) -> None:
    with running(alone, folder) as sandbox:
        done = subprocess.run(
            [EXAMPLES / "client.sh", folder, sandbox, *NATALIA],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    person = json.loads(done.stdout)
    assert (person["firstName"], person["snils"]) == ("Наталия", "900-000-001 82")


def ported(folder: Path) -> int:
    """A free port of this machine, written into clients.toml."""
    port, file = free_port(), folder / "clients.toml"
    file.write_text(file.read_text().replace("8080", str(port)))
    return port


def test_python_reaches_a_person(alone: Path, folder: Path) -> None:
    port = ported(folder)
    with running(alone, folder) as sandbox:
        example = [EXAMPLES / "client.py", folder, sandbox, port]
        command = [str(word) for word in (alone, *example)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                person = walk(f"http://127.0.0.1:{port}/", sandbox)
            finally:
                process.terminate()
    assert person["lastName"] == "Смирнова"


def test_php_reaches_a_person(alone: Path, folder: Path) -> None:
    php = shutil.which("php")
    if php is None:
        pytest.skip("php is not installed here")
    port = ported(folder)
    with running(alone, folder) as sandbox:
        known = {**os.environ, "FOLDER": str(folder), "SANDBOX": sandbox}
        command = [php, "-S", f"127.0.0.1:{port}", EXAMPLES / "client.php"]
        with subprocess.Popen(
            command, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                person = walk(f"http://127.0.0.1:{port}/", sandbox)
            finally:
                process.terminate()
    assert person["lastName"] == "Смирнова"
