"""Which edition of the program makes the pages: part of what validates a kept page.

The same data shown by a newer template is another page, and the styles' digest does
not know of templates.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

_SCHOOL = Path(__file__).resolve().parent.parent
_MAKERS = ("diary/**/*.py", "diary/**/*.html", "diary/**/*.sql")
_PARTS = (
    "ui/*.py",
    "ui/**/*.html",
    "journal/averages.py",
    "journal/scale.py",
    "lib/dates.py",
)


@cache
def edition() -> str:
    """Twelve hexadecimal digits that change with anything that makes the page."""
    whole = sha256()
    for pattern in (*_MAKERS, *_PARTS):
        for path in sorted(_SCHOOL.glob(pattern)):
            if "tests" not in path.parts:
                whole.update(str(path.relative_to(_SCHOOL)).encode())
                whole.update(path.read_bytes())
    return whole.hexdigest()[:12]
