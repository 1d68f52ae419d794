"""A browser and a running product for the journeys."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from launcher import equipping
from tests.journeys.stack import HOLIDAY, SCHOOL_DAY, Stack

# Playwright keeps an event loop in this thread, and Django then refuses the database
# to every later test of the session. Nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

_CHROMIUM = equipping.browser()
# A machine may be busy with something else; who is answered at once waits for nothing.
_PATIENCE_MS = 60_000
expect.set_options(timeout=_PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser; leave it out, in words, where there is none."""
    absent = pytest.mark.skip(reason="Debian's chromium is not installed")
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)
            if _CHROMIUM is None:
                item.add_marker(absent)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {
        "executable_path": str(_CHROMIUM),
        "args": [
            "--no-sandbox",
            # Text as wide as where there are windows.
            "--font-render-hinting=none",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


def running(now: str) -> Iterator[Stack]:
    """A product of its own in a new home, until the last test has gone."""
    home = Path(tempfile.mkdtemp(prefix="school-journeys-"))
    home.chmod(0o755)
    stack = Stack(home, now)
    try:
        yield stack.start()
    finally:
        stack.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def _school_day() -> Iterator[Stack]:
    yield from running(SCHOOL_DAY)


@pytest.fixture(scope="session")
def holiday() -> Iterator[Stack]:
    """The product in the New Year holidays."""
    yield from running(HOLIDAY)


@pytest.fixture
def stack(_school_day: Stack) -> Iterator[Stack]:
    """The product on a Wednesday in November; Госуслуги are as new afterwards."""
    yield _school_day
    _school_day.reset()


@pytest.fixture
def somebody(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A new person with a browser of his own: ``somebody(width=390)``."""
    contexts = []

    def come(width: int = 1366, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        page.on("console", _complain)
        return page

    yield come
    for context in contexts:
        context.close()


def _complain(message: Any) -> None:
    """A page that breaks its own content policy has a bug."""
    if "Content Security Policy" in message.text:
        pytest.fail(message.text)
