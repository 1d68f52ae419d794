"""``python -m school.importing.tables``: a file comes in, its table goes out as JSON.

Binds itself to the limits of memory and time before it reads a byte.
"""

import resource
import sys

from school.importing.tables import limits
from school.importing.tables.reading import read
from school.importing.tables.table import to_json


def main() -> None:
    """Read standard input to its end."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.SECONDS, limits.SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(to_json(read(sys.stdin.buffer.read())).encode())


main()
