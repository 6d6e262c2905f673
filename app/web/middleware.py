"""What every request passes on its way to the routes, and every answer on its way back."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import Scope

from ..api.problems import Speak
from ..settings import Settings
from .headers import SecurityHeaders
from .strangers import Strangers


def guard(app: Starlette, settings: Settings, speak: Callable[[Scope], Speak]) -> None:
    """Let in the hosts and the sites of the settings, and send the security headers with every answer."""
    origins = _names(settings.cors_origins, unless="none")
    app.add_middleware(Strangers, origins=origins, speak=speak)
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=("GET", "POST", "DELETE"),
            allow_headers=("content-type",),
            expose_headers=("retry-after", "content-disposition"),
        )
    if hosts := _names(settings.allowed_hosts, unless="*"):
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    app.add_middleware(SecurityHeaders)


def _names(text: str, unless: str) -> list[str]:
    """The names in a list with commas; none of them where it is the word `unless`."""
    return [] if text == unless else [name.strip() for name in text.split(",")]
