"""Pages of other sites: they may link here, but start no work here unless they are named."""

from __future__ import annotations

from collections.abc import Callable, Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ..api.problems import Problem, Problems, Speak

PAGE = "/"
"""What a frame elsewhere may hold."""
FRAMES = frozenset({"iframe", "frame"})
"""How Sec-Fetch-Dest names a frame."""


class Strangers:
    """ASGI middleware: refuses what a page of another site loads from here; a link that a reader follows is let in.

    A form that sends something from there is no link.

    Browsers send Sec-Fetch-Site, -Mode and -Dest (W3C Fetch Metadata) over HTTPS and to localhost, and no script can
    change them. Elsewhere there is Origin, with whatever a page of another site sends by POST, its forms too; what it
    loads by GET comes without either, and is let in like any request that is not a browser's.
    """

    def __init__(
        self, app: ASGIApp, origins: Collection[str], speak: Callable[[Scope], Speak], *, framed: bool = False
    ) -> None:
        """`origins` are the other sites that may ask, "*" for all; `speak` finds the language of a refusal.

        `framed`: some site may hold the page in a frame. Which one, the browser is told by the answer.
        """
        self._app = app
        self._origins = frozenset(origins)
        self._framed = framed
        self._speak = speak

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._welcome(scope, Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        refusal = Problems(Problem("cross_site", ("header", "sec-fetch-site")))
        await refusal.response(self._speak(scope))(scope, receive, send)

    def _welcome(self, scope: Scope, headers: Headers) -> bool:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is None and origin is not None:
            own = origin.partition("://")[2].lower() == headers.get("host", "").lower()
            return own or "*" in self._origins or origin in self._origins
        if site != "cross-site":
            return True
        if headers.get("sec-fetch-mode") == "navigate" and scope["method"] in {"GET", "HEAD"}:
            dest = headers.get("sec-fetch-dest", "document")
            return dest == "document" or (self._framed and dest in FRAMES and scope["path"] == PAGE)
        return "*" in self._origins or origin in self._origins
