"""`python -m sandbox`: the sandbox, or with `keys` only its keys."""

import argparse
import sys
from pathlib import Path

from sandbox.application import Application
from sandbox.clients import WrongSettingsError, load_clients
from sandbox.clock import Clock, read_moment
from sandbox.people.settling import settle
from sandbox.server import HOST, open_server, serve
from sandbox.signing.keys import token_keys
from sandbox.store import Store
from sandbox.world import World


def main(arguments: list[str]) -> int:
    """Run a command; the exit code is 0, or 1 with one sentence."""
    try:
        if arguments[:1] == ["keys"]:
            token_keys(_keys_parser().parse_args(arguments[1:]).home)
        else:
            _serve(_parser().parse_args(arguments))
    except WrongSettingsError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except OSError as problem:
        sys.stderr.write(f"Песочница не запустилась: {problem}\n")
        return 1
    return 0


def _serve(given: argparse.Namespace) -> None:
    start = read_moment(given.now) if given.now else None
    if isinstance(start, str):
        raise WrongSettingsError(f"--now: {start}")
    clients = load_clients(given.clients)
    home = given.home or given.clients.with_name("sandbox-home")
    server = open_server(given.port)
    base = f"http://{HOST}:{server.server_port}"
    world = World(
        store=Store(home / "sandbox.sqlite3"),
        clock=Clock(start, given.clock),
        clients=clients,
        token_keys=token_keys(home),
        base=base,
        issuer=given.issuer or f"{base}/",
    )
    settle(world)
    sys.stdout.write(f"Песочница «Госуслуги»: {base}/\n")
    sys.stdout.flush()
    serve(server, Application(world))


def _keys_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox keys")
    parser.add_argument("--home", type=Path, required=True, help="folder of the state")
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox",
        description="Plays ЕСИА and a citizen's account, for tests and demonstrations.",
        epilog="python -m sandbox keys --home DIR makes the token keys and exits.",
    )
    parser.add_argument("--port", type=int, default=8001, help="0 means any free one")
    parser.add_argument(
        "--home",
        type=Path,
        help="folder of the state; sandbox-home beside clients.toml otherwise",
    )
    parser.add_argument("--clients", type=Path, required=True, help="clients.toml")
    parser.add_argument("--now", help="the moment to show, ISO 8601 with a zone")
    parser.add_argument("--clock", type=Path, help="file for the clock's offset")
    parser.add_argument("--issuer", help="iss of the tokens; its own address otherwise")
    return parser


def run() -> None:
    """Be the command `esia-sandbox`."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
