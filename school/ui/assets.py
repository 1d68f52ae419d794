"""Styles and scripts: found in every context, copied under one digest, named by it.

The digest is made of the contents, so each process finds the same one by itself and
an address never shows another version: it may be cached for a year.
"""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings

BUNDLE: Final = "school.css"
# What only the pages of a school's staff need: a family's phone never loads it.
STAFF_BUNDLE: Final = "staff.css"

_SCHOOL: Final = Path(__file__).resolve().parent.parent
_FIRST: Final = "ui/css/layers.css"
_STAFF: Final = "/css/staff/"
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_AIR: Final = re.compile(r"\s+")
_AROUND: Final = re.compile(r"\s*([{};,])\s*")


def publish(target: Path) -> str:
    """Copy every static file of every context into ``target/<digest>/``.

    All style sheets become one ``school.css``, those in a folder ``css/staff`` one
    ``staff.css``. A second call is cheap and harmless.
    Returns the digest. Raises OSError when the folder cannot be written.
    """
    files = _collected()
    name = _digest_of(files)
    for path, content in files.items():
        place = target / name / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            fresh = place.with_name(f".{place.name}.fresh")
            fresh.write_bytes(content)
            fresh.replace(place)
    return name


@cache
def digest() -> str:
    """Return the digest pages point to: the settings' one, else that of the sources."""
    given: str | None = getattr(settings, "STATIC_DIGEST", None)
    return given or _digest_of(_collected())


def asset(path: str) -> str:
    """Return the address of a published file: ``asset("ui/js/app.js")``."""
    return f"/static/{digest()}/{path}"


def _collected() -> dict[str, bytes]:
    """Return path → contents of all files to publish, the bundle among them."""
    files: dict[str, bytes] = {}
    for root in sorted(_SCHOOL.glob("*/static")):
        for file in sorted(root.rglob("*")):
            if file.is_file() and not file.name.startswith("."):
                files[file.relative_to(root).as_posix()] = file.read_bytes()
    styles = {path: files.pop(path) for path in list(files) if path.endswith(".css")}
    for_staff = {path: styles.pop(path) for path in list(styles) if _STAFF in path}
    files[BUNDLE] = _bundled(styles)
    files[STAFF_BUNDLE] = _bundled(for_staff)
    return files


def _bundled(styles: dict[str, bytes]) -> bytes:
    """Join the style sheets, the one that orders the layers first."""
    ordered = sorted(styles, key=lambda path: (path != _FIRST, path))
    return "\n".join(_squeezed(styles[path].decode()) for path in ordered).encode()


def _squeezed(style: str) -> str:
    """Drop comments and air. Strings in our sheets hold neither, a test sees to it."""
    return _AROUND.sub(r"\1", _AIR.sub(" ", _COMMENT.sub("", style))).strip()


def _digest_of(files: dict[str, bytes]) -> str:
    """Return twelve hexadecimal digits that change with any path or byte."""
    whole = sha256()
    for path in sorted(files):
        whole.update(path.encode() + b"\0" + sha256(files[path]).digest())
    return whole.hexdigest()[:12]
