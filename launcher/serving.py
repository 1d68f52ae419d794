"""`make serve`: the product alone, for work. No sandbox, no demo, no tables made."""

import json
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from launcher import announcing, children, environment, ports, preparing, running
from launcher.announcing import say
from launcher.children import Child
from launcher.reviving import Revived
from launcher.running import Watched


def serve() -> int:
    """Serve until told to stop; requests that have begun are finished first.

    The product judges the start once, before any worker does: what must not be is one
    sentence. Migrations are a command of their own, for the owner of the tables.
    """
    wishes, work = environment.read_for_work()
    with running.until_told_to_stop(), ExitStack() as stack:
        home = running.enter(stack, wishes)
        preparing.refuse_busy_port("PORT", wishes.port, work.listen_at)
        preparing.refuse_dead_database("DATABASE_URL", work.database_url)
        env = preparing.working_environment(wishes, work.database_url)
        env["SCHOOL_MODE"] = "production"
        if work.metrics_port is not None:
            preparing.refuse_busy_port(
                "SCHOOL_METRICS_PORT", work.metrics_port, work.metrics_at
            )
            env["PROMETHEUS_MULTIPROC_DIR"] = str(_emptied(home / "metrics"))
        say("Проверяю установку…")
        children.run(["-m", "launcher.judging"], home=home, env=env)
        school = running.start_product(
            stack,
            wishes,
            env,
            workers=work.workers,
            log=None,
            stop_s=work.stop_s,
            listen_at=work.listen_at,
            more=_one_voice(home, env),
        )
        worker = Revived(stack, partial(running.start_worker, home=home, env=env))
        programs: dict[str, Watched] = {"school": school, "worker": worker}
        if work.metrics_port is not None:
            metrics = Revived(stack, partial(_start_metrics, home=home, env=env))
            programs["metrics"] = metrics
            running.wait_for(
                metrics.child, ports.url(work.metrics_at, work.metrics_port)
            )
        ready = ports.url(work.listen_at, wishes.port) + "health/ready"
        running.wait_for(school, ready, wishes.host)
        renote = running.note(stack, wishes, env, programs, None)
        announcing.introduce(wishes.school_url, None)
        say("ready")
        running.watch(programs, renote)
    return 0


def _emptied(folder: Path) -> Path:
    """A folder for what the workers count; the figures of an earlier start are over."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _start_metrics(stack: ExitStack, home: Path, env: dict[str, str]) -> Child:
    arguments = ["-m", "school.lib.exposing"]
    child = children.spawn("показатели", arguments, log=None, home=home, env=env)
    stack.callback(child.end)
    return child


def _one_voice(home: Path, env: Mapping[str, str]) -> tuple[str, ...]:
    """Let the server's own warnings come in the form of the product's lines."""
    form = "Text" if env.get("SCHOOL_LOG") == "line" else "Json"
    loggers = {"handlers": ["ours"], "level": "WARNING", "propagate": False}
    configuration = {
        "formatters": {"ours": {"()": f"school.lib.logs.{form}"}},
        "handlers": {"ours": {"()": "school.lib.logs.ToStderr", "formatter": "ours"}},
        "loggers": {"_granian": loggers},
    }
    file = home / "server-log.json"
    file.write_text(json.dumps(configuration), "ascii")
    return "--log-level", "warning", "--log-config", str(file)
