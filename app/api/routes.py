"""The routes of the API."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import orjson
from fastapi import APIRouter, Response
from starlette.types import Receive, Scope, Send

from ..exports import json
from ..settings import Settings
from . import answers, cells, compute, experiment, limits, openapi, schemas
from .admission import Admission
from .endpoint import Endpoint
from .input_sequence import Models
from .operations import OPERATIONS, SERVER
from .problems import Speak
from .routing import Declared, declare
from .surroundings import prefix_of

MOST_PREFIXES = 4


def add_operations(
    router: APIRouter, settings: Settings, speak: Callable[[Scope], Speak], models: Models = compute.no_models
) -> None:
    """A route for each method of each operation; all large requests are admitted together.

    `models` finds a stored network by its id.
    """
    admission = Admission(settings.large_at_once, settings.large_in_house, settings.large_each, settings.send_seconds)
    request_models = {operation.request_model for operation in OPERATIONS}
    narrowed = {model: schemas.narrowed(model, settings) for model in request_models}
    for operation in OPERATIONS:
        model = narrowed[operation.request_model]
        endpoint = Endpoint(operation, model, settings, admission, speak, models)
        for method in operation.methods:
            declared = Declared(endpoint, openapi.parameters(operation, model, method))
            declare(router, operation.path, declared, method, **openapi.options(operation, method))


def add_server(router: APIRouter, settings: Settings) -> None:
    """The routes about the server itself."""
    add_constant(
        router,
        "/limits",
        limits.describe(settings),
        operation_id="limits",
        summary="What the server grants, and what a request costs",
        description="The limits of this server, and the price of every request as sums of products: a client can tell "
        "what is too much without a request, and without knowing how the price comes about.",
        response_model=answers.Limits,
        response_description="The limits and prices.",
    )
    add_constant(
        router,
        "/cells",
        cells.describe(),
        operation_id="cells",
        summary="Each cell's gates, state, way past the matrix and gate diagram",
        response_description="By name.",
    )
    add_constant(
        router,
        "/healthz",
        {"status": "ok"},
        operation_id="healthz",
        summary="Is the server alive?",
        response_description="Yes.",
    )
    experiment.add_experiment(router)


def add_constant(router: APIRouter, path: str, content: object, **described: Any) -> None:
    """A route that always answers `content` as JSON."""
    body = orjson.dumps(content)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(body, media_type=json.MEDIA_TYPE)(scope, receive, send)

    example: dict[int | str, dict[str, Any]] = {200: {"content": {json.MEDIA_TYPE: {"example": content}}}}
    endpoint = Declared(answer, {})
    declare(router, path, endpoint, tags=[SERVER], responses=example, **described)


def add_late(router: APIRouter, path: str, make: Callable[[str], object]) -> None:
    """A route, not described, that answers what `make` gives as JSON, made in a thread when it is first asked for.

    `make` is given the path in front of the app's own; few are kept.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        content = await asyncio.to_thread(body, prefix_of(scope))
        await Response(content, media_type=json.MEDIA_TYPE)(scope, receive, send)

    @lru_cache(MOST_PREFIXES)
    def body(prefix: str) -> bytes:
        return orjson.dumps(make(prefix))

    declare(router, path, Declared(answer, {}), include_in_schema=False)
