"""`python -m launcher`: bring everything up; with a word, something smaller."""

import argparse
import errno
import signal
import sys

from launcher import running, serving, trial
from launcher.failure import LaunchError

_COMMANDS = """commands:
  run                  database, migrations, demo, product, sandbox (the default)
  serve                the product alone, for work
  database             only the tests' database, until Ctrl-C; prints its addresses
  within COMMAND ...   a command in the tests' environment, with their database up
"""


_OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def main(arguments: list[str]) -> int:
    """Run the command named on the command line; a failure is one sentence."""
    parser = argparse.ArgumentParser(
        prog="python -m launcher",
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = ("run", "serve", "database", "within")
    parser.add_argument("command", nargs="?", choices=names, default="run")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if bool(given.rest) != (given.command == "within"):
        parser.error("only «within» takes a command, and it needs one")
    try:
        return _do(given.command, given.rest)
    except LaunchError as failure:
        return _tell(str(failure))
    except OSError as failure:
        if failure.errno not in _OF_THE_DISK:
            raise
        return _tell(_of_the_disk(failure))


def _tell(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return 1


def _of_the_disk(failure: OSError) -> str:
    where = f" ({failure.filename})" if failure.filename else ""
    if failure.errno == errno.EROFS:
        return (
            f"Диск открыт только для чтения{where}: сделайте его доступным и повторите."
        )
    return f"На диске кончилось место{where}: освободите его и повторите."


def _do(command: str, rest: list[str]) -> int:
    if command == "within":
        return trial.within(rest)
    if command == "database":
        return _database()
    return serving.serve() if command == "serve" else running.run()


def _database() -> int:
    told = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    cluster = trial.cluster()
    cluster.join()
    try:
        print(f"export DATABASE_URL='{cluster.url()}'")
        print(f"export DATABASE_OWNER_URL='{cluster.owner_url()}'", flush=True)
        signal.pthread_sigmask(signal.SIG_BLOCK, told)
        signal.sigwait(told)
    finally:
        cluster.leave()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
