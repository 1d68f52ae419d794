"""The log of a program whose disk is full."""

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from school.lib import logs
from school.lib.observing import Observing


@contextmanager
def without_room() -> Iterator[None]:
    full = Path("/dev/full").open("w", buffering=1)  # noqa: SIM115 - closing it fails
    with redirect_stderr(full):
        yield
    with suppress(OSError):
        full.close()


def test_a_log_that_cannot_be_written_ends_nothing() -> None:
    with without_room():
        for _ in range(1000):
            logs.write("строка журнала\n")


def test_a_request_is_answered_though_its_line_cannot_be_written() -> None:
    request = HttpRequest()
    request.META["school.request_id"] = "1"
    request.method = "GET"
    with without_room():
        answer = Observing(lambda _: HttpResponse("вот"))(request)
    assert answer.content.decode() == "вот"
