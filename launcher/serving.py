"""`make serve`: the product alone, for work. No sandbox, no demo, no tables made."""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from launcher import announcing, children, environment, preparing, running
from launcher.announcing import say
from launcher.running import Watched


def serve() -> int:
    """Serve until told to stop; requests that have begun are finished first.

    The product judges the start once, before any worker does: what must not be is one
    sentence. Migrations are a command of their own, for the owner of the tables.
    """
    wishes, work = environment.read_for_work()
    with running.until_told_to_stop(), ExitStack() as stack:
        home = running.enter(stack, wishes)
        preparing.refuse_busy_port("PORT", wishes.port)
        preparing.refuse_dead_database("DATABASE_URL", work.database_url)
        env = preparing.working_environment(wishes, work.database_url)
        env["SCHOOL_MODE"] = "production"
        say("Проверяю установку…")
        children.run(["-m", "launcher.judging"], home=home, env=env)
        school = running.start_product(
            stack,
            wishes,
            env,
            workers=work.workers,
            log=None,
            stop_s=work.stop_s,
            more=_one_voice(home, env),
        )
        address = f"http://127.0.0.1:{wishes.port}/health/ready"
        running.wait_for(school, address, wishes.host)
        programs: dict[str, Watched] = {"school": school}
        running.note(stack, wishes, env, programs, None)
        announcing.introduce(wishes.school_url, None)
        say("ready")
        running.watch(programs)
    return 0


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
