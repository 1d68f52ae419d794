"""What tests ask of the system about processes."""

import time
from pathlib import Path


def gone(pid: int) -> bool:
    """Wait for a process to end; one that nobody buried counts as ended."""
    for _ in range(600):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False
