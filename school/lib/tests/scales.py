"""What a module answers in a process of its own, and how heavy that process was."""

import subprocess
import sys

from school.lib import apart

# A process that has just been forked weighs what its parent does, and that counts: the
# one that is weighed has a small parent of its own, which tells its weight in the end.
_SCALES = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(done.returncode != 0)
"""


def weigh(module: str, content: bytes) -> tuple[bytes | None, int]:
    """As `apart.run`; and the most memory that the process held, in bytes."""
    done = subprocess.run(
        [sys.executable, "-c", _SCALES, *apart.command_of(module)],
        input=content,
        capture_output=True,
        cwd=apart._ROOT,
        env=apart._little_of_ours(),
        check=False,
    )
    answer = done.stdout if done.returncode == 0 else None
    return answer, int(done.stderr) * 1024
