"""A request body, read no further than its limit; and what pydantic does not see in it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from itertools import islice

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from .problems import MOST_TOLD, SHOWN_CHARACTERS, Loc, Problem, Problems


def check_type(scope: Scope) -> None:
    """Raise Problems unless the body is said to be JSON, as it is."""
    headers = Headers(scope=scope)
    coding = headers.get("content-encoding", "").strip()
    if coding.lower() not in {"", "identity"}:
        shown = coding[:SHOWN_CHARACTERS]
        raise Problems(Problem("wrong_content_type", ("body",), {"input": shown}, coding, "encoded_body"))
    content_type = headers.get("content-type", "").strip()
    if not content_type:
        raise Problems(Problem("wrong_content_type", ("body",), key="no_content_type"))
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise Problems(
            Problem("wrong_content_type", ("body",), {"input": content_type[:SHOWN_CHARACTERS]}, content_type)
        )


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


Pairs = list[tuple[str, object]]


class _Repeated(Exception):
    """An object has one name twice."""


def _distinct(pairs: Pairs) -> None:
    if len(dict(pairs)) < len(pairs):
        raise _Repeated


class _Object:
    """A JSON object with all its names, however often each comes."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs


_QUICK = json.JSONDecoder(object_pairs_hook=_distinct, parse_int=str, parse_float=str)
_WHOLE = json.JSONDecoder(object_pairs_hook=_Object, parse_int=float)


def check_names(raw: bytes) -> None:
    """Raise Problems for each name that comes twice in an object of a body that is known to be JSON.

    To be called once pydantic has read it, which takes the last of them in silence.
    """
    try:
        _QUICK.decode(raw.decode())
    except _Repeated:
        raise Problems(*islice(_repeated(_WHOLE.decode(raw.decode()), ("body",)), MOST_TOLD)) from None


def _repeated(value: object, loc: Loc) -> Iterator[Problem]:
    if isinstance(value, _Object):
        names = set()
        for name, inner in value.pairs:
            if name in names:
                yield Problem("repeated", (*loc, name), shown=None if isinstance(inner, _Object) else inner)
            names.add(name)
            yield from _repeated(inner, (*loc, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _repeated(inner, (*loc, place))
