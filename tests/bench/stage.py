"""Everything that is measured, started: the product, the baselines, the database."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from launcher import children, ports
from launcher.postgres import Cluster
from tests.journeys.stack import SCHOOL_DAY, Stack

_READY_S = 60.0
_BEHIND = {"DJANGO_SETTINGS_MODULE": "tests.bench.behind_settings"}


@dataclass(frozen=True)
class Server:
    """Something that answers: its address and the root of its processes."""

    url: str
    pid: int


@dataclass(frozen=True)
class Product:
    """The running product; ``environment`` is its own, for programs that must be like
    it."""

    home: Path
    school: Server
    sandbox: Server
    cluster: Cluster
    database: int
    launcher: int
    environment: dict[str, str]


@dataclass(frozen=True)
class Stage(Product):
    """The product and what it is compared with.

    ``hello`` is bare Django, ``behind`` the same answer behind the whole middleware.
    """

    hello: Server
    behind: Server


@contextmanager
def standing() -> Iterator[Stage]:
    """Start all of it in a temporary home; leaving stops it and takes the home away."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        home.chmod(0o755)  # PostgreSQL of another user must come through
        stack.callback(_forget_elsewhere, home)
        product = stack.enter_context(running(home, SCHOOL_DAY, demo="small"))
        _tidy(product.cluster)
        environment = product.environment
        yield Stage(
            **vars(product),
            hello=_serve(stack, home, environment, "hello", "tests.bench.hello"),
            behind=_serve(stack, home, environment | _BEHIND, "behind", "school.wsgi"),
        )


@contextmanager
def running(home: Path, now: str, *, demo: str) -> Iterator[Product]:
    """Start the product alone in a home; leaving stops it."""
    stack = Stack(home, now, _two_free_ports(), demo=demo)
    try:
        stack.start()
        run = stack.running()
        yield Product(
            home=home,
            school=Server(stack.school, run["pids"]["school"]),
            sandbox=Server(stack.sandbox, run["pids"]["sandbox"]),
            cluster=Cluster(home),
            database=run["pids"]["database"],
            launcher=run["pids"]["launcher"],
            environment=_environment_of(run["pids"]["school"]),
        )
    finally:
        stack.stop()


def _two_free_ports() -> int:
    """A port that is free together with the next one."""
    while True:
        port = ports.choose()
        if ports.is_free(port + 1):
            return port


def _environment_of(pid: int) -> dict[str, str]:
    text = Path(f"/proc/{pid}/environ").read_bytes().decode()
    pairs = (each.split("=", 1) for each in text.split("\0") if "=" in each)
    return dict(pairs)


def _tidy(cluster: Cluster) -> None:
    """Bring the fresh demo to where a database is after a night: known and vacuumed."""
    with cluster.connect("school") as superuser:
        superuser.execute("VACUUM ANALYZE")


def _serve(
    stack: ExitStack, home: Path, environment: dict[str, str], name: str, module: str
) -> Server:
    """A granian as the product's own, with one worker."""
    port = ports.choose()
    arguments = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    arguments += ["--port", str(port), "--workers", "1", "--blocking-threads", "3"]
    arguments += ["--runtime-threads", "1", "--no-access-log", f"{module}:application"]
    log = home / "logs" / f"{name}.log"
    child = children.spawn(name, arguments, log=log, home=home, env=environment)
    stack.callback(child.end)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + _READY_S
    while time.monotonic() < deadline:
        child.refuse_death()
        try:
            httpx.get(url, trust_env=False, timeout=5)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return Server(url, child.process.pid)
    raise TimeoutError(log)


def _forget_elsewhere(home: Path) -> None:
    """Take away the data folder when the database had to live outside the home."""
    note = home / "postgres" / "elsewhere"
    if note.exists():
        shutil.rmtree(note.read_text("utf-8").strip(), ignore_errors=True)
