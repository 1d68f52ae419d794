"""On what somebody signs in: the browser's own word for itself, and whose device it is.

Nothing finer is kept: «Chrome, Android» tells a phone from the computer at school and
is the same for thousands.
"""

from typing import NamedTuple

# In this order: a browser names those whose pages it wants to be given as well.
_BROWSERS = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


class Device(NamedTuple):
    """A browser on a device; ``borrowed`` when the person says that it is not his."""

    name: str
    borrowed: bool = False


UNKNOWN = Device("Неизвестное устройство")


def name_of(user_agent: str) -> str:
    """«Chrome, Android» out of what a browser calls itself; anybody may forge it."""
    found = [
        next((word for sign, word in signs if sign in user_agent), "")
        for signs in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or UNKNOWN.name
