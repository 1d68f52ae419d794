"""``python -m school.importing.tables``: a file comes in, its table goes out as JSON.

Binds itself to the limits of memory and time before it reads a byte.
"""

import sys

from school.importing.tables import limits
from school.importing.tables.reading import read
from school.importing.tables.table import to_json
from school.lib import apart


def main() -> None:
    """Read standard input to its end."""
    apart.bind(memory=limits.MEMORY, seconds=limits.SECONDS)
    sys.stdout.buffer.write(to_json(read(sys.stdin.buffer.read())).encode())


main()
