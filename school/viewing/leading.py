"""Leading on: the diary's links to itself, as links of these pages. Pure."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse

from school.diary.spread import Spread


def led(spread: Spread) -> Spread:
    """The spread, each of its links leading to the same day of these pages."""
    blank = spread.blank
    return spread._replace(
        before=_led(spread.before),
        after=_led(spread.after),
        today=_led(spread.today),
        days=tuple(day._replace(href=_led(day.href)) for day in spread.days),
        blank=replace(blank, href=_led(blank.href)) if blank else None,
    )


def _led(address: str) -> str:
    """«/diary/day/2026-11-18/?child=KEY» as «/viewing/KEY/day/2026-11-18/»."""
    if not address:
        return ""
    parts = urlsplit(address)
    (child,) = parse_qs(parts.query)["child"]
    of_child = reverse("viewing:now", kwargs={"card": child})
    return of_child + parts.path.removeprefix(reverse("diary:now"))
