"""The security headers that go with every answer.

There is no Cross-Origin-Opener-Policy: browsers report an error wherever it comes over plain http, as in a classroom,
and the page has nothing that another window could take.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMED = "frame-ancestors"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        f"{FRAMED} 'none'",
    )
)
SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def security_headers(ancestors: Collection[str]) -> dict[str, str]:
    """SECURITY_HEADERS, or the same for a page that `ancestors` may hold: X-Frame-Options could name none of them."""
    if not ancestors:
        return SECURITY_HEADERS
    policy = CONTENT_SECURITY_POLICY.replace(f"{FRAMED} 'none'", f"{FRAMED} {' '.join(ancestors)}")
    kept = {name: value for name, value in SECURITY_HEADERS.items() if name != "x-frame-options"}
    return {**kept, "content-security-policy": policy}


class SecurityHeaders:
    """ASGI middleware: adds the security headers to every answer."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self._raw = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._raw]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
