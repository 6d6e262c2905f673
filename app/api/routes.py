"""The routes of the API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

from ..exports import json
from ..settings import Settings
from .admission import Admission
from .endpoint import Endpoint
from .operations import OPERATIONS
from .problems import Speak


def constant(content: object) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that always answers `content` as JSON."""
    body = orjson.dumps(content)

    async def endpoint(_: Request) -> Response:
        return Response(body, media_type=json.MEDIA_TYPE)

    return endpoint


def computing(settings: Settings, speak: Callable[[Scope], Speak]) -> list[Route]:
    """The route of every operation; all large requests are admitted together."""
    admission = Admission(settings.large_at_once, settings.large_in_house, settings.large_each, settings.send_seconds)
    return [
        Route(operation.path, Endpoint(operation, settings, admission, speak), methods=operation.methods)
        for operation in OPERATIONS
    ]
