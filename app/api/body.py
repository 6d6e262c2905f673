"""A request body, read no further than its limit and parsed; and what pydantic does not see in it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from .problems import MOST_TOLD, SHOWN_CHARACTERS, Limits, Loc, Problem, Problems, from_validation
from .schemas import MOST_ITEMS

Model = TypeVar("Model", bound=BaseModel)
LARGE = 8_192
"""A body of more bytes is parsed in a thread."""
MOST_NAMES = 100
"""Names of one object in a body."""
MOST_OPENED = 65_536
"""Lists and objects of a body. Twice the rows of the longest embedding and its head fit; to make more of them would
hold every other thread.
"""
DEEPEST = 1_000
"""Lists and objects in each other, far beyond what pydantic reads."""
FEW_NAMES = 300
"""In a body with no more colons so few names may be wrong that telling them takes no time."""


def check_type(scope: Scope) -> None:
    """Raise Problems unless the body is said to be JSON, and uncompressed."""
    headers = Headers(scope=scope)
    check_encoding(headers)
    content_type = headers.get("content-type", "").strip()
    if not content_type:
        raise Problems(Problem("wrong_content_type", ("body",), key="no_content_type"))
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise Problems(
            Problem("wrong_content_type", ("body",), {"input": content_type[:SHOWN_CHARACTERS]}, content_type)
        )


def check_encoding(headers: Headers) -> None:
    """Raise Problems for a compressed body."""
    encoding = headers.get("content-encoding", "identity").strip()
    if encoding.lower() not in {"identity", ""}:
        shown = encoding[:SHOWN_CHARACTERS]
        raise Problems(Problem("wrong_content_encoding", ("body",), {"input": shown}, encoding, "content_encoding"))


async def read(scope: Scope, receive: Receive, limit: int, seconds: float) -> bytes:
    """The same as `read_file`, for a body of a few megabytes at most: it is copied once more."""
    return bytes(await read_file(scope, receive, limit, seconds))


async def read_file(scope: Scope, receive: Receive, limit: int, seconds: float) -> bytearray:
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
                    return body
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
    if raw.count(b":") > FEW_NAMES or raw.count(b",") > MOST_ITEMS or raw.count(b"[") + raw.count(b"{") > MOST_OPENED:
        check_counts(raw)
    try:
        request = model.model_validate_json(raw, strict=True)
    except ValidationError as error:
        raise from_validation(error, "body", limits) from None
    check_names(raw)
    return request


Pairs = list[tuple[str, object]]


class _Repeated(Exception):
    """An object has one name twice."""


def _distinct(pairs: Pairs) -> None:
    if len(dict(pairs)) < len(pairs):
        raise _Repeated


class _Object:
    """A JSON object with all its names, those that come more than once too."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs


_QUICK = json.JSONDecoder(object_pairs_hook=_distinct, parse_int=str, parse_float=str)
_WHOLE = json.JSONDecoder(object_pairs_hook=_Object, parse_int=float)


class _Limit(NamedTuple):
    """How many of what separates the parts of an object or a list there may be, and the problem with more."""

    separator: bytes
    most: int
    problem: Problem


_LIMITS = {
    b"{": _Limit(b":", MOST_NAMES, Problem("too_many_names", ("body",), {"limit": MOST_NAMES})),
    b"[": _Limit(b",", MOST_ITEMS - 1, Problem("too_many_items", ("body",), {"limit": MOST_ITEMS})),
}
_MARK = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[][{}:,]', re.DOTALL)
"""A text, or a mark between texts and numbers. A text without an end is one too, so that it is read only once."""


def check_counts(raw: bytes) -> None:
    """Raise Problems for an object of more than MOST_NAMES names, a list of more than MOST_ITEMS items, or too many.

    pydantic would read all of them first, and make a mistake of each. What is no JSON is left to pydantic.
    """
    opened: list[tuple[_Limit, int]] = []
    every = 0
    for mark in map(re.Match.group, _MARK.finditer(raw)):
        if mark in _LIMITS:
            opened.append((_LIMITS[mark], 0))
            if len(opened) > DEEPEST:  # pydantic stops there and says so
                return
            every += 1
            if every > MOST_OPENED:
                raise Problems(Problem("too_many_lists", ("body",), {"limit": MOST_OPENED}))
        elif opened and mark in {b"}", b"]"}:
            opened.pop()
        elif opened and mark == opened[-1][0].separator:
            limit, count = opened[-1]
            if count == limit.most:
                raise Problems(limit.problem)
            opened[-1] = limit, count + 1


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
