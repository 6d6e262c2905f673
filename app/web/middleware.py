"""What every request passes on its way to the routes, and every answer on its way back."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import Scope

from ..addresses import networks
from ..addresses import origins as listed
from ..api.problems import Speak
from ..settings import Settings
from .headers import SecurityHeaders, security_headers
from .proxies import Proxies
from .strangers import Strangers


def guard(app: Starlette, settings: Settings, speak: Callable[[Scope], Speak]) -> None:
    """Let in the hosts and the sites of the settings, and send the security headers with every answer."""
    origins, ancestors = listed(settings.cors_origins), listed(settings.frame_ancestors)
    app.add_middleware(Strangers, origins=origins, framed=bool(ancestors), speak=speak)
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=("GET", "POST", "DELETE"),
            allow_headers=("content-type",),
            expose_headers=("retry-after", "content-disposition"),
        )
    if hosts := _hosts(settings.allowed_hosts):
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    trusted = networks(settings.trusted_proxies)
    app.add_middleware(Proxies, root_path=settings.root_path, trusted=trusted, speak=speak)
    app.add_middleware(SecurityHeaders, headers=security_headers(ancestors))


def _hosts(text: str) -> list[str]:
    """The names that the server answers to; none of them for all."""
    return [] if text == "*" else [name.strip() for name in text.split(",")]
