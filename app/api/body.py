"""A request body, read no further than its limit."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from app.api.problems import Problem, Problems


def check_type(scope: Scope) -> None:
    """Raise Problems unless the body is said to be JSON."""
    content_type = Headers(scope=scope).get("content-type", "")
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise Problems(Problem("wrong_content_type", ("body",), shown=content_type))


async def read(scope: Scope, receive: Receive, limit: int, seconds: float) -> bytes:
    """The whole body, of at most `limit` bytes, arrived within `seconds`.

    A declared Content-Length over the limit is refused before a byte is read, a chunked body as soon as it is too long.
    Raises Problems, and ClientDisconnect where the client went away.
    """
    declared = Headers(scope=scope).get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(limit)
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            while (message := await receive())["type"] == "http.request":
                body += message.get("body", b"")
                if len(body) > limit:
                    raise _too_large(limit)
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise Problems(Problem("body_too_slow", ("body",), {"seconds": seconds})) from None
    raise ClientDisconnect


def _too_large(limit: int) -> Problems:
    return Problems(Problem("body_too_large", ("body",), {"limit": limit}))
