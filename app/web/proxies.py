"""Behind a proxy: the path in front of the app's own, and what a proxy that is trusted says of a request."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Collection
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ..addresses import Network, is_prefix
from ..api.problems import Problem, Problems, Speak
from ..api.surroundings import PREFIX

FORWARDED_PREFIX, FORWARDED_PROTO = "x-forwarded-prefix", "x-forwarded-proto"
SCHEMES = frozenset({"http", "https"})


class Proxies:
    """ASGI middleware: takes the prefix out of the path, and says in the scope what it is.

    A proxy may have taken it out already. `root_path` is the prefix, unless a trusted proxy names another one in
    X-Forwarded-Prefix; what anyone else says there is not read.
    """

    def __init__(
        self, app: ASGIApp, root_path: str, trusted: Collection[Network], speak: Callable[[Scope], Speak]
    ) -> None:
        """`speak` finds the language of a refusal."""
        self._app = app
        self._root_path = root_path
        self._trusted = trusted
        self._speak = speak

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            told = self._told(scope)
        except Problems as refusal:
            await refusal.response(self._speak(scope))(scope, receive, send)
            return
        await self._app(told, receive, send)

    def _told(self, scope: Scope) -> Scope:
        """The scope as the app gets it. Raises Problems."""
        prefix = self._root_path or scope.get("root_path", "")  # of an app that this one is mounted in
        scheme = scope["scheme"]
        if self._trusted and self._from_proxy(scope):
            headers = Headers(scope=scope)
            prefix = _forwarded_prefix(headers, prefix)
            said = headers.get(FORWARDED_PROTO, "").lower()
            scheme = said if said in SCHEMES else scheme
        return {**scope, PREFIX: prefix, "root_path": "", "path": _own(scope["path"], prefix), "scheme": scheme}

    def _from_proxy(self, scope: Scope) -> bool:
        address = _address_of(scope)
        return address is not None and any(address in network for network in self._trusted)


def _address_of(scope: Scope) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Who is at the other end of the connection; an IPv4 address that came by an IPv6 socket is one of IPv4."""
    client: tuple[Any, ...] | None = scope.get("client")
    try:
        address = ipaddress.ip_address(str(client[0]).partition("%")[0]) if client else None
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _forwarded_prefix(headers: Headers, otherwise: str) -> str:
    """The prefix that a proxy names, else `otherwise`. Raises Problems where it is not a path."""
    said = headers.getlist(FORWARDED_PREFIX)
    if not said:
        return otherwise
    prefix = ", ".join(said).removesuffix("/")
    if not is_prefix(prefix):
        raise Problems(Problem("bad_prefix", ("header", FORWARDED_PREFIX), shown=prefix))
    return prefix


def _own(path: str, prefix: str) -> str:
    """A path without its prefix; one that a proxy has taken it out of stays as it is."""
    if path == prefix or path.startswith(f"{prefix}/"):
        return path[len(prefix) :] or "/"
    return path
