"""Bring everything up in order, watch it, and take it down in the reverse order."""

import fcntl
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Protocol

import httpx

from launcher import announcing, children, environment, preparing, space
from launcher.announcing import say
from launcher.asking import ask
from launcher.children import Child
from launcher.environment import Environment
from launcher.failure import LaunchError
from launcher.postgres import Cluster
from launcher.reviving import Revived

READY_S = 60.0
_WORKERS_BURIED_S = 5


class Watched(Protocol):
    """Something that should live as long as the launcher does."""

    @property
    def pid(self) -> int | None:
        """The process, None when somebody else keeps it."""

    def refuse_death(self) -> None:
        """Raise a sentence when it has ended by itself and nothing goes on."""


def run() -> int:
    """`make run`: database, migrations, demo, product and sandbox, until Ctrl-C."""
    wishes = environment.read()
    with until_told_to_stop(), ExitStack() as stack:
        home = enter(stack, wishes)
        space.refuse_full(home)
        preparing.refuse_busy_port("PORT", wishes.port)
        preparing.refuse_busy_port("SANDBOX_PORT", wishes.sandbox_port)
        say("Готовлю ключи…")
        preparing.make_keys(home)
        sandbox = _start_sandbox(stack, wishes)
        env, database, guards = _database(stack, wishes)
        env |= preparing.demo_environment(wishes)
        _settle(home, env, *([] if wishes.demo == "none" else ["--demo"]))
        log = home / "logs" / "school.log"
        school = start_product(stack, wishes, env, workers=2, log=log)
        log = home / "logs" / "worker.log"
        worker = Revived(stack, partial(start_worker, home=home, env=env, log=log))
        base = f"http://127.0.0.1:{wishes.sandbox_port}"
        wait_for(sandbox, f"{base}/control/citizens")
        wait_for(school, f"http://127.0.0.1:{wishes.port}/health/ready", wishes.host)
        programs = {**database, "sandbox": sandbox, "school": school, "worker": worker}
        renote = note(stack, wishes, env, programs, base)
        announcing.introduce(wishes.school_url, base)
        say("ready")
        watch(programs, renote, guards)
    return 0


def enter(stack: ExitStack, wishes: Environment) -> Path:
    """Take the home for ourselves alone, and clear what an earlier start left in it."""
    preparing.make_home(wishes.home)
    lock = stack.enter_context((wishes.home / "lock").open("a"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LaunchError(
            f"В каталоге {wishes.home} уже работает другой запуск: остановите его "
            "или выберите другой SCHOOL_HOME."
        ) from error
    if children.end_leftovers(wishes.home):
        say("Завершены программы, оставшиеся от прежнего запуска.")
    (wishes.home / "run.json").unlink(missing_ok=True)
    (wishes.home / "clock").unlink(missing_ok=True)
    return wishes.home


def _database(
    stack: ExitStack, wishes: Environment
) -> tuple[dict[str, str], dict[str, Watched], list[space.Guard]]:
    """Return the product's environment and our own server, unless theirs is used."""
    watched: dict[str, Watched] = {}
    guards: list[space.Guard] = []
    database_url, owner_url = wishes.database_url, wishes.database_owner_url
    if database_url is None or owner_url is None:
        say("Запускаю базу данных…")
        cluster = Cluster(wishes.home, say=say)
        space.refuse_full(cluster.data.parent)
        stack.callback(cluster.stop)
        cluster.start()
        guards.append(space.Guard(cluster, say))
        guards[0].look()
        watched["database"] = cluster
        database_url, owner_url = cluster.url(), cluster.owner_url()
    else:
        preparing.refuse_dead_database("DATABASE_URL", database_url)
        preparing.refuse_dead_database("DATABASE_OWNER_URL", owner_url)
    env = preparing.product_environment(wishes, database_url, owner_url)
    return env, watched, guards


def _settle(home: Path, env: dict[str, str], *wishes: str) -> None:
    arguments = ["-m", "launcher.settling", *wishes]
    children.run(arguments, home=home, env=env)


def _start_sandbox(stack: ExitStack, wishes: Environment) -> Child:
    folder = wishes.home / "sandbox"
    arguments = ["-m", "sandbox", "--port", str(wishes.sandbox_port)]
    arguments += ["--home", str(folder), "--clock", str(wishes.home / "clock")]
    arguments += ["--clients", str(preparing.write_clients(wishes))]
    if wishes.now is not None:
        arguments += ["--now", wishes.now]
    say("Запускаю песочницу Госуслуг…")
    log = wishes.home / "logs" / "sandbox.log"
    child = children.spawn(
        "песочница", arguments, log=log, home=wishes.home, env=os.environ
    )
    stack.callback(child.end)
    return child


def start_product(
    stack: ExitStack,
    wishes: Environment,
    env: dict[str, str],
    *,
    workers: int,
    log: Path | None,
    stop_s: int = 5,
    listen_at: str = "127.0.0.1",
    more: tuple[str, ...] = (),
) -> Child:
    """Start the product's workers; they end with the stack.

    A worker has a thread more than there are people who may wait for Госуслуги in it.

    Asked to stop, they finish what they are doing, for `stop_s` seconds at most.
    Without a log they speak where we do. `more` are further words for the server.
    """
    arguments = ["-m", "granian", "--interface", "wsgi", "--host", listen_at]
    arguments += ["--port", str(wishes.port), "--workers", str(workers)]
    arguments += ["--blocking-threads", "3", "--runtime-threads", "1"]
    # A worker asked to stop while it is still starting would never hear of it.
    arguments += ["--workers-kill-timeout", str(stop_s)]
    arguments += ["--respawn-failed-workers", "--no-access-log"]
    arguments += ["--static-path-route", "/static"]
    arguments += ["--static-path-mount", str(wishes.home / "static")]
    arguments += ["--static-path-expires", "31536000"]
    arguments += [*more, "school.wsgi:application"]
    say("Запускаю школу…")
    child = children.spawn(
        "школа",
        arguments,
        log=log,
        home=wishes.home,
        env=env,
        grace_s=stop_s + _WORKERS_BURIED_S,
    )
    stack.callback(child.end)
    return child


def start_worker(
    stack: ExitStack, home: Path, env: dict[str, str], *, log: Path | None = None
) -> Child:
    """Start the one who does what waits in the queue; it ends with the stack."""
    arguments = ["manage.py", "work"]
    child = children.spawn("очередь", arguments, log=log, home=home, env=env)
    stack.callback(child.end)
    return child


def wait_for(child: Child, address: str, host: str | None = None) -> None:
    """Wait until the address answers 200; a sentence when it does not in time."""
    headers = {} if host is None else {"Host": host}
    deadline = time.monotonic() + READY_S
    answer = "ответа нет"
    while time.monotonic() < deadline:
        child.refuse_death()
        try:
            got = ask(address, headers=headers, timeout=5)
        except httpx.TransportError:
            time.sleep(0.05)
            continue
        if got.status_code == httpx.codes.OK:
            return
        answer = f"ответ {got.status_code}"
        time.sleep(0.2)
    raise LaunchError(
        f"Программа «{child.name}» не готова за {READY_S:.0f} с ({answer} на "
        f"{address}).{child.where_to_read}"
    )


def note(
    stack: ExitStack,
    wishes: Environment,
    env: dict[str, str],
    programs: dict[str, Watched],
    sandbox: str | None,
) -> Callable[[], None]:
    """Write run.json for as long as we are up; what is returned writes it anew."""
    file = wishes.home / "run.json"
    stack.callback(file.unlink, missing_ok=True)
    version = announcing.version()

    def write() -> None:
        note = {
            "school": wishes.school_url,
            "sandbox": sandbox,
            "database_url": env["DATABASE_URL"],
            "database_owner_url": env.get("DATABASE_OWNER_URL"),
            "pids": {"launcher": os.getpid(), **_pids(programs)},
            "version": version,
        }
        announcing.write_note(file, note)

    write()
    return write


def watch(
    programs: dict[str, Watched],
    renote: Callable[[], None],
    guards: Sequence[space.Guard] = (),
) -> None:
    """Stay until one of the programs ends for good: then raise its sentence.

    Told of in run.json is who they are now: some start again when they die.
    """
    noted = _pids(programs)
    while True:
        for program in programs.values():
            program.refuse_death()
        if (pids := _pids(programs)) != noted:
            with suppress(OSError):  # a full disk ends no school
                renote()
                noted = pids
        for guard in guards:
            guard.look()
        time.sleep(0.2)


def _pids(programs: dict[str, Watched]) -> dict[str, int | None]:
    return {name: program.pid for name, program in programs.items()}


@contextmanager
def until_told_to_stop() -> Iterator[None]:
    """Turn every polite request to stop into one orderly way out.

    Once the way out has begun, further requests are ignored: what must be saved is
    being saved, and every step of it is bounded in time.
    """

    def stop(_number: int, _frame: object) -> None:
        for asked in _ASKED:
            signal.signal(asked, signal.SIG_IGN)
        raise KeyboardInterrupt

    before: dict[signal.Signals, Callable[..., object] | int | None] = {
        asked: signal.signal(asked, stop) for asked in _ASKED
    }
    try:
        yield
    except KeyboardInterrupt:
        say("Остановлено.")
    finally:
        for asked, handler in before.items():
            signal.signal(asked, handler)


_ASKED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
