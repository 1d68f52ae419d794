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
class Stage:
    """The running product and what it is compared with.

    ``hello`` is bare Django, ``behind`` the same answer behind the whole middleware;
    ``environment`` is the product's own, for programs that must be like it.
    """

    home: Path
    school: Server
    sandbox: Server
    hello: Server
    behind: Server
    cluster: Cluster
    database: int
    launcher: int
    environment: dict[str, str]


@contextmanager
def standing() -> Iterator[Stage]:
    """Start all of it in a temporary home; leaving stops it and takes the home away."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        home.chmod(0o755)  # PostgreSQL of another user must come through
        stack.callback(_forget_elsewhere, home)
        product = Stack(home, SCHOOL_DAY, _two_free_ports())
        stack.callback(product.stop)
        product.start()
        run = product.running()
        environment = _environment_of(run["pids"]["school"])
        cluster = Cluster(home)
        _tidy(cluster)
        yield Stage(
            home=home,
            school=Server(product.school, run["pids"]["school"]),
            sandbox=Server(product.sandbox, run["pids"]["sandbox"]),
            hello=_serve(stack, home, environment, "hello", "tests.bench.hello"),
            behind=_serve(
                stack,
                home,
                environment | _BEHIND,
                "behind",
                "school.wsgi",
            ),
            cluster=cluster,
            database=run["pids"]["database"],
            launcher=run["pids"]["launcher"],
            environment=environment,
        )


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
    """A granian as the product's own, with one worker of one thread."""
    port = ports.choose()
    arguments = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    arguments += ["--port", str(port), "--workers", "1", "--blocking-threads", "1"]
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
