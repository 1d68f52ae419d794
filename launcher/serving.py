"""`make serve`: the product alone, for work. No sandbox, no demo, no tables made."""

from contextlib import ExitStack

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
            stack, wishes, env, workers=work.workers, log=None, stop_s=work.stop_s
        )
        address = f"http://127.0.0.1:{wishes.port}/health/ready"
        running.wait_for(school, address, wishes.host)
        programs: dict[str, Watched] = {"school": school}
        running.note(stack, wishes, env, programs, None)
        announcing.introduce(wishes.school_url, None)
        say("ready")
        running.watch(programs)
    return 0
