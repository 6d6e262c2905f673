"""Whether the server would refuse a run, asked of the app itself before it serves."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import orjson
from starlette.types import ASGIApp

ABOUT_THE_FIELDS = frozenset({414, 422})
"""The statuses that a request gets for what it asks; all others are about the server or the client."""


async def refusals(app: ASGIApp, query: str) -> list[str]:
    """The sentences, in English, with which GET /step refuses `query`; none where it answers."""
    status, body = await _get(app, "/step", query)
    if status not in ABOUT_THE_FIELDS:
        return []
    return [detail["msg"] for detail in orjson.loads(body)["detail"]]


async def _get(app: ASGIApp, path: str, query: str) -> tuple[int, bytes]:
    """Status and body of a GET; the body of a success is dropped as it comes."""
    status, body = 0, b""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode("ascii"),
        "headers": [(b"host", b"localhost"), (b"accept-language", b"en")],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 0),
        "state": {},
    }

    asked = False

    async def receive() -> MutableMapping[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()  # as of a client that stays
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal status, body
        status = message.get("status", status)
        if status in ABOUT_THE_FIELDS:
            body += message.get("body", b"")

    await app(scope, receive, send)
    return status, body
