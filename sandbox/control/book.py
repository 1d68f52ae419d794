"""The book of requests: what each client sent, and why it was refused, in words."""

import json
from typing import Any

from sandbox.pages import render
from sandbox.web import Request, Response, data, page
from sandbox.world import World

KEPT = 500
SHOWN = 100
SECRETS = ("client_secret", "code", "refresh_token", "password", "code_verifier")
"""Only their length is kept."""
_LONGEST = 400


def list_requests(world: World, request: Request) -> Response:
    """The last requests, newest first, for programs."""
    return data(_last(world))


def show_requests(world: World, request: Request) -> Response:
    """The same for whoever builds a client."""
    return page(render("requests.html", requests=_last(world)))


def note_request(world: World, request: Request, response: Response) -> None:
    """Write one request of a client or a browser down; no secrets, no codes."""
    fields = request.fields()
    moment = world.clock.now().isoformat(timespec="seconds")
    with world.store.open() as db:
        added = db.execute(
            "INSERT INTO requests (at, method, path, client, status, refused, sent)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                moment,
                request.method,
                request.path,
                fields.get("client_id", "")[:100],
                response.status,
                response.refused,
                json.dumps(_sent(request, fields), ensure_ascii=False),
            ),
        )
        oldest = (added.lastrowid or 0) - KEPT
        db.execute("DELETE FROM requests WHERE id <= ?", (oldest,))


def _sent(request: Request, fields: dict[str, str]) -> dict[str, str]:
    sent = {name: _shown(name, value) for name, value in fields.items()}
    if request.bearer is not None:
        sent["Authorization"] = f"Bearer ({len(request.bearer)} знаков)"
    return sent


def _shown(name: str, value: str) -> str:
    if name in SECRETS and value:
        return f"({len(value)} знаков)"
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"


def _last(world: World) -> list[dict[str, Any]]:
    with world.store.open() as db:
        rows = db.execute("SELECT * FROM requests ORDER BY id DESC LIMIT ?", (SHOWN,))
        return [dict(row) | {"sent": json.loads(row["sent"])} for row in rows]
