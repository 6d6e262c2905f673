"""A request body, read no further than its limit and parsed; and what pydantic does not see in it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from .problems import MOST_TOLD, SHOWN_CHARACTERS, Limits, Loc, Problem, Problems, from_validation

Model = TypeVar("Model", bound=BaseModel)
LARGE = 8_192
"""A body of more bytes is parsed in a thread."""
MOST_NAMES = 100
"""Fields of one object in a body."""
FEW_COLONS = 300
"""A body with no more colons has too few names for its mistakes to take long."""


def check_type(scope: Scope) -> None:
    """Raise Problems unless the body is said to be JSON, and uncompressed."""
    headers = Headers(scope=scope)
    encoding = headers.get("content-encoding", "identity").strip()
    if encoding.lower() not in {"identity", ""}:
        shown = encoding[:SHOWN_CHARACTERS]
        raise Problems(Problem("wrong_content_encoding", ("body",), {"input": shown}, encoding, "content_encoding"))
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


async def parse(model: type[Model], raw: bytes, limits: Limits) -> Model:
    """The request in a body, which is parsed in a thread where it is large. Raises Problems."""
    if len(raw) > LARGE:
        return await asyncio.to_thread(_parsed, model, raw, limits)
    return _parsed(model, raw, limits)


def _parsed(model: type[Model], raw: bytes, limits: Limits) -> Model:
    if raw.count(b":") > FEW_COLONS:
        check_number_of_names(raw)
    try:
        request = model.model_validate_json(raw, strict=True)
    except ValidationError as error:
        raise from_validation(error, "body", limits) from None
    check_names(raw)
    return request


Pairs = list[tuple[str, object]]


class _TooMany(Exception):
    """An object has more than MOST_NAMES names."""


def _few(pairs: Pairs) -> None:
    if len(pairs) > MOST_NAMES:
        raise _TooMany(len(pairs))


class _Repeated(Exception):
    """An object has one name twice."""


def _distinct(pairs: Pairs) -> None:
    if len(dict(pairs)) < len(pairs):
        raise _Repeated


class _Object:
    """A JSON object with all its names, those that come more than once too."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs


_COUNTING = json.JSONDecoder(object_pairs_hook=_few, parse_int=str, parse_float=str)
_QUICK = json.JSONDecoder(object_pairs_hook=_distinct, parse_int=str, parse_float=str)
_WHOLE = json.JSONDecoder(object_pairs_hook=_Object, parse_int=float)


def check_number_of_names(raw: bytes) -> None:
    """Raise Problems for an object with more than MOST_NAMES names: pydantic would make a mistake of each.

    What is no JSON is left to pydantic, which says where.
    """
    try:
        _COUNTING.decode(raw.decode())
    except _TooMany as error:
        counts = {"limit": MOST_NAMES, "count": error.args[0]}
        raise Problems(Problem("too_many_names", ("body",), counts)) from None
    except (ValueError, RecursionError):
        pass


def check_names(raw: bytes) -> None:
    """Raise Problems for the names that come twice in an object of a body that pydantic has read.

    pydantic takes the last of them and says nothing.
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
