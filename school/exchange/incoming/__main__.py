"""``python -m school.exchange.incoming``: an archive comes in, its rows go out as JSON.

Binds itself to the limits of memory and time before it reads a byte.
"""

import sys

from school.exchange.incoming import limits
from school.exchange.incoming.opening import read, to_json
from school.lib import apart


def main() -> None:
    """Read standard input to its end."""
    apart.bind(memory=limits.MEMORY, seconds=limits.SECONDS)
    sys.stdout.buffer.write(to_json(read(sys.stdin.buffer.read())).encode())


main()
