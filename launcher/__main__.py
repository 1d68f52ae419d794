"""`python -m launcher [database]`: see the package."""

import signal
import sys
from pathlib import Path

from launcher.failure import LaunchError
from launcher.postgres import Cluster


def database() -> int:
    """Keep the tests' database up until Ctrl-C, printing its addresses."""
    cluster = Cluster(Path("var/test"), lasting=False, say=print)
    cluster.join()
    try:
        print(f"export DATABASE_URL='{cluster.url()}'")
        print(f"export DATABASE_OWNER_URL='{cluster.owner_url()}'", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    finally:
        cluster.leave()
    return 0


def main() -> int:
    """Run the command named on the command line; failures are one sentence."""
    try:
        return database()
    except LaunchError as failure:
        print(failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
