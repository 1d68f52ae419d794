"""Make the checkout known to the Python it is worked on with.

What `pip install --editable .` would do, without a build tool to download: the
packages can be imported from any folder, and pytest finds our plugin before it
reads Django's settings. Run as `python -m launcher.registering`; repeating it
changes nothing.
"""

import sysconfig
from pathlib import Path

_NAME = "electronic_school_checkout"
_PLUGIN = "launcher.testing"


def register(site: Path, root: Path) -> None:
    """Write the two records of this checkout into a folder of installed packages."""
    (site / f"{_NAME}.pth").write_text(f"{root}\n", "utf-8")
    record = site / f"{_NAME}-0.dist-info"
    record.mkdir(exist_ok=True)
    (record / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {_NAME}\nVersion: 0\n", "utf-8"
    )
    (record / "entry_points.txt").write_text(
        f"[pytest11]\n{_PLUGIN} = {_PLUGIN}\n", "utf-8"
    )


if __name__ == "__main__":
    register(Path(sysconfig.get_path("purelib")), Path(__file__).resolve().parents[1])
