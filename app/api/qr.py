"""GET /qr: the address of a page as other machines reach it, and its QR code."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Query, Response
from pydantic import Field
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from .. import interfaces, qr
from ..exports import json
from ..settings import Settings
from . import openapi, problems, query
from .admission import Admission, ServerFull, while_connected
from .answers import Exact, Refusal
from .operations import SERVER
from .problems import Problem, Problems, Speak
from .routing import Declared, declare
from .schemas import PAGE_FIELDS
from .surroundings import ALONE, prefix_of

PATH = "/qr"
FIELD = "path"
LONGEST_PATH = 2_000
"""Characters."""
BEGINS = "^/([^/]|$)"
"""A path of this server: two slashes would begin another host."""
AS_IT_IS = "/?#[]@!$&'()*+,;=:%"
"""Signs that stay as they came; all but letters, digits and _.-~ beside them is percent-encoded."""
LARGE = 300
"""Bytes of an address whose code takes more than some milliseconds: it is made in a thread, in its turn."""
_HOST = re.compile(r"(?i)(?P<name>[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?")
LOCAL = "localhost"


class QrCode(Exact):
    """An address for other machines."""

    address: str = Field(description="The whole address, as it is in the code.")
    svg: str = Field(description="The code as an `<svg>`, black on white, without a size of its own.")
    reachable: bool = Field(
        description="Whether other machines reach it, as far as the server knows: false where it listens for its own "
        "machine alone, or is on no network."
    )


class Endpoint:
    """ASGI endpoint of /qr."""

    def __init__(self, settings: Settings, speak: Callable[[Scope], Speak]) -> None:
        """`speak` finds the language of a refusal."""
        self._settings = settings
        self._speak = speak
        self._admission = Admission(1, settings.large_in_house, settings.large_each, settings.send_seconds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            found = address_of(scope, self._settings.public_url, self._path(scope["query_string"]))
            if len(found.address) <= LARGE:
                await _answer(found, _drawn(found.address), (scope, receive, send))
                return
            with self._admission.admitted(scope):
                await while_connected(receive, self._in_turn(found, (scope, receive, send)))
        except ClientDisconnect:
            pass
        except ServerFull:
            full = problems.overloaded("query", self._settings.retry_after)
            await full.response(self._speak(scope))(scope, receive, send)
        except Problems as error:
            await error.response(self._speak(scope))(scope, receive, send)

    async def _in_turn(self, found: Address, call: tuple[Scope, Receive, Send]) -> None:
        """Draw in a thread. Raises Problems."""
        await _answer(found, await self._admission.compute(lambda: _drawn(found.address)), call)

    def _path(self, raw: bytes) -> str:
        """The path that is asked for, percent-encoded where an address needs it. Raises Problems."""
        if len(raw) > self._settings.max_query:
            counts = {"limit": self._settings.max_query, "count": len(raw)}
            raise Problems(Problem("query_too_long", ("query",), counts))
        given = [(name, value) for name, value in query.pairs(raw) if name not in PAGE_FIELDS]
        wrong = [
            Problem("extra_forbidden", ("query", name), {"known": FIELD}, value)
            for name, value in given
            if name != FIELD
        ]
        paths = [value for name, value in given if name == FIELD]
        if len(paths) > 1:
            wrong.append(Problem("repeated", ("query", FIELD), shown=paths[1]))
        if not paths:
            wrong.append(Problem("missing", ("query", FIELD)))
        if wrong:
            raise Problems(*wrong)
        return _checked(paths[0])


def _checked(path: str) -> str:
    loc = ("query", FIELD)
    if len(path) > LONGEST_PATH:
        raise Problems(Problem("string_too_long", loc, {"max_length": LONGEST_PATH, "count": len(path)}, path))
    if not re.match(BEGINS, path):
        raise Problems(Problem("bad_path", loc, shown=path))
    return quote(path, safe=AS_IT_IS)


def _drawn(address: str) -> str:
    """The picture. Raises Problems."""
    try:
        return qr.svg(address)
    except qr.TooLong:
        raise Problems(Problem("qr_too_long", ("query", FIELD), {"limit": qr.LONGEST, "count": len(address)})) from None


async def _answer(found: Address, svg: str, call: tuple[Scope, Receive, Send]) -> None:
    body = orjson.dumps({"address": found.address, "svg": svg, "reachable": found.reachable})
    await Response(body, media_type=json.MEDIA_TYPE)(*call)


class Address:
    """An address, and whether other machines reach it."""

    def __init__(self, origin: str, rest: str, *, reachable: bool) -> None:
        self.address = origin + rest
        self.reachable = reachable


def address_of(scope: Scope, public_url: str, path: str) -> Address:
    """Where others find what this server has at `path`.

    It is at `public_url`, else where this request found the server, unless that is this machine's name for itself: then
    by the first address on the network, if the server listens there.
    """
    rest = prefix_of(scope) + path
    if public_url:
        return Address(public_url, rest, reachable=True)
    host = _HOST.fullmatch(Headers(scope=scope).get("host", ""))
    own, port = (host["name"], host["port"]) if host else (LOCAL, None)
    scheme = scope["scheme"]
    if not _is_loopback(own):
        return Address(_origin(scheme, own, port), rest, reachable=True)
    found = [] if scope.get("state", {}).get(ALONE) else interfaces.reached()
    name = interfaces.bracketed(found[0].address) if found else own
    return Address(_origin(scheme, name, port), rest, reachable=bool(found))


def _origin(scheme: str, name: str, port: str | None) -> str:
    return f"{scheme}://{name}" + (f":{port}" if port else "")


def _is_loopback(name: str) -> bool:
    """Whether a host is this machine's name for itself."""
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name.lower() == LOCAL or name.lower().endswith(f".{LOCAL}")


def add(router: APIRouter, settings: Settings, speak: Callable[[Scope], Speak]) -> None:
    """The route."""
    said = Query(
        description="The page's own path with its query, without the path in front of it behind a proxy.",
        min_length=1,
        max_length=LONGEST_PATH,
        pattern=BEGINS,
        openapi_examples={"A sentence": {"value": "/?sentence=i+am+a+boy&u=2.5"}},
    )
    parameters = {FIELD: Annotated[str, said], "lang": (openapi.LANG, None)}
    refused = {status: {"description": text, "model": Refusal} for status, text in problems.QR_REASONS.items()}
    declare(
        router,
        PATH,
        Declared(Endpoint(settings, speak), parameters),
        operation_id="qr",
        tags=[SERVER],
        summary="The page's address for other machines, and its QR code",
        description="The host is that of `RNNFLOW_PUBLIC_URL`, else the request's own; where that is this machine's "
        "name for itself, such as `localhost`, it is the machine's first address on the network.",
        response_model=QrCode,
        response_description="The address and its code.",
        responses=refused,
    )
