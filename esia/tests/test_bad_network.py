"""Whatever a server does, only errors of this library come out."""

import socket
from collections.abc import Callable

import pytest

from esia import Denied, EsiaError, Protocol, Unavailable, person, refusal
from esia.tests.stand import MARIA, OID, Handler, Stand, replying, tokens_json

TOKEN = "/aas/oauth2/v3/te"
PERSON = f"/rs/prns/{OID}"
_PATIENT_S = 30.0
_HASTY_S = 0.5


def ask_tokens(stand: Stand, timeout_s: float) -> None:
    stand.exchanged(timeout_s=timeout_s)


def ask_person(stand: Stand, timeout_s: float) -> None:
    answer = stand.routes.pop(TOKEN)
    stand.routes[TOKEN] = replying(tokens_json())
    tokens = stand.exchanged()
    stand.routes[PERSON] = answer
    person(stand.settings(timeout_s=timeout_s), tokens)


everywhere = pytest.mark.parametrize(
    "ask", [ask_tokens, ask_person], ids=["tokens", "person"]
)
Asking = Callable[[Stand, float], None]


def failure(stand: Stand, ask: Asking, *, timeout_s: float = _PATIENT_S) -> EsiaError:
    """What comes out; who tells a bad answer from a late one must not be hasty."""
    with pytest.raises(EsiaError) as caught:
        ask(stand, timeout_s)
    return caught.value


@everywhere
@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_page_of_a_sick_server_means_unavailable(
    stand: Stand, ask: Asking, status: int
) -> None:
    stand.routes[TOKEN] = replying(b"<html><h1>Oops</h1>", status, "text/html")
    assert isinstance(failure(stand, ask), Unavailable)


@everywhere
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>hello",
        b"null",
        b"[]",
        b'"text"',
        b"12",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"9" * 5000,
        b'{"state": "\\ud800"}',
        b"{}",
    ],
    ids=lambda body: repr(body[:12]),
)
def test_garbage_means_that_the_protocol_is_broken(
    stand: Stand, ask: Asking, body: bytes
) -> None:
    stand.routes[TOKEN] = replying(body)
    assert isinstance(failure(stand, ask), Protocol)


@everywhere
def test_an_answer_cut_short_means_unavailable(stand: Stand, ask: Asking) -> None:
    stand.routes[TOKEN] = replying(b'{"state":', Content_Length="1000")
    assert isinstance(failure(stand, ask), Unavailable)


@everywhere
@pytest.mark.parametrize("status", [200, 500])
def test_a_huge_answer_is_not_read_to_its_end(
    stand: Stand, ask: Asking, status: int
) -> None:
    stand.routes[TOKEN] = replying(b" " * (3 * 1024 * 1024), status)
    assert isinstance(failure(stand, ask), Protocol)


@everywhere
def test_a_packed_answer_is_not_unpacked(stand: Stand, ask: Asking) -> None:
    stand.routes[TOKEN] = replying(b"\x1f\x8b", Content_Encoding="gzip")
    assert isinstance(failure(stand, ask), Protocol)


@everywhere
def test_a_silent_server_is_not_waited_for(stand: Stand, ask: Asking) -> None:
    stand.routes[TOKEN] = lambda _: stand.tired.wait(10) and None
    assert isinstance(failure(stand, ask, timeout_s=_HASTY_S), Unavailable)


@everywhere
def test_a_dripping_server_is_not_waited_for(stand: Stand, ask: Asking) -> None:
    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        while not stand.tired.wait(0.1):
            handler.wfile.write(b" ")

    stand.routes[TOKEN] = drip
    assert isinstance(failure(stand, ask, timeout_s=_HASTY_S), Unavailable)


@everywhere
def test_a_closed_door_means_unavailable(stand: Stand, ask: Asking) -> None:
    def hang_up(handler: Handler) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)

    stand.routes[TOKEN] = hang_up
    assert isinstance(failure(stand, ask), Unavailable)


@everywhere
def test_another_protocol_means_unavailable(stand: Stand, ask: Asking) -> None:
    def mumble(handler: Handler) -> None:
        handler.wfile.write(b"220 smtp ready\r\n")

    stand.routes[TOKEN] = mumble
    assert isinstance(failure(stand, ask), Unavailable)


@everywhere
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(stand: Stand, ask: Asking, status: int) -> None:
    elsewhere = stand.address.replace("127.0.0.1", "localhost") + "/elsewhere"
    stand.routes[TOKEN] = replying(b"", status, Location=elsewhere)
    assert isinstance(failure(stand, ask), Protocol)
    assert "/elsewhere" not in [path for path, _, _ in stand.seen]


@everywhere
@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_plain_no_carries_its_number(stand: Stand, ask: Asking, status: int) -> None:
    stand.routes[TOKEN] = replying(b"Unauthorized", status, "text/plain")
    denied = failure(stand, ask)
    assert isinstance(denied, Denied)
    assert denied.code == f"HTTP-{status}"


def test_a_no_of_esia_carries_its_code(stand: Stand) -> None:
    said = {"error": "invalid_grant", "error_description": "ESIA-007011: used."}
    stand.routes[TOKEN] = replying(said, 400)
    denied = failure(stand, ask_tokens)
    assert isinstance(denied, Denied)
    assert denied.code == "ESIA-007011"


@pytest.mark.parametrize("code", ["ESIA-007007", "ESIA-007008"])
def test_esia_that_cannot_now_is_unavailable(stand: Stand, code: str) -> None:
    said = {"error": "server_error", "error_description": f"{code}: later"}
    stand.routes[TOKEN] = replying(said, 400)
    assert isinstance(failure(stand, ask_tokens), Unavailable)


def test_nobody_at_home_means_unavailable(stand: Stand) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(Unavailable):
            stand.exchanged(base_url=nowhere)


def test_a_name_nobody_knows_means_unavailable(stand: Stand) -> None:
    with pytest.raises(Unavailable):
        stand.exchanged(base_url="https://esia.invalid", timeout_s=2)


@pytest.mark.parametrize(
    ("error", "description", "code"),
    [
        ("access_denied", "ESIA-007004: The resource owner denied.", "ESIA-007004"),
        ("access_denied", "", "access_denied"),
        ("<b>\n", "ESIA-12: short", "b"),
        ("", "", "unknown"),
        ("x" * 9000, "y" * 9000, "x" * 64),
    ],
)
def test_a_refusal_in_the_redirect_is_read(
    error: str, description: str, code: str
) -> None:
    found = refusal(error, description)
    assert isinstance(found, Denied)
    assert found.code == code


def test_a_person_whose_answer_is_good_is_read_after_all_this(stand: Stand) -> None:
    stand.routes[TOKEN] = replying(MARIA)
    ask_person(stand, _PATIENT_S)
