"""The routes of the API, thin as paper."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping

import orjson
from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ..engine.errors import EngineError
from ..exports import json
from ..settings import Settings
from . import body, compute, problems, query, schemas
from .admission import Full, Room, Unread, drop, patient
from .answer_cache import Memory
from .operations import OPERATIONS, Operation
from .problems import Problem, Problems, Speak, Where


def constant(content: object) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that always answers `content` as JSON."""
    body = orjson.dumps(content)

    async def endpoint(_: Request) -> Response:
        return Response(body, media_type=json.MEDIA_TYPE)

    return endpoint


class Endpoint:
    """ASGI endpoint of an operation."""

    def __init__(self, operation: Operation, settings: Settings, room: Room, speak: Callable[[Scope], Speak]) -> None:
        """`room` is where large requests wait; `speak` finds the language of a request that has something wrong."""
        self._operation = operation
        self._settings = settings
        self._model = schemas.narrowed(operation.model, settings)
        self._limits = schemas.fields(self._model)
        self._speak = speak
        self._memory = Memory(settings.memory if operation.remembered else 0)
        self._room = room
        self._headers = [(b"content-type", operation.media_type.encode())]
        if operation.filename:
            self._headers.append((b"content-disposition", f'attachment; filename="{operation.filename}"'.encode()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        where: Where = "body" if scope["method"] == "POST" else "query"
        request: schemas.StepRequest | None = None
        try:
            request = await (self._post(scope, receive) if where == "body" else self._get(scope))
            await self._answer(request, where, send)
            return
        except ClientDisconnect:
            return
        except Unread:
            drop(scope)
            return
        except Problems as error:
            refusal = error.showing(self._sent(scope, request)) if request else error
        except ValidationError as error:
            refusal = problems.from_validation(error, where, self._limits)
        except EngineError as error:
            refusal = problems.from_engine(error, where, self._sent(scope, request))
        await refusal.response(self._speak(scope))(scope, receive, send)

    def _sent(self, scope: Scope, request: schemas.StepRequest | None) -> Mapping[str, object]:
        """What came by field: of an address the texts themselves."""
        if scope["method"] != "POST":
            return query.step_fields(scope["query_string"], self._limits)[0]
        return request.model_dump(by_alias=True, exclude_unset=True) if request else {}

    async def _get(self, scope: Scope) -> schemas.StepRequest:
        raw: bytes = scope["query_string"]
        if len(raw) > self._settings.max_query:
            counts = {"limit": self._settings.max_query, "count": len(raw)}
            raise Problems(Problem("query_too_long", ("query",), counts))
        fields, wrong = query.step_fields(raw, self._limits)
        try:
            request = self._model.model_validate(fields)
        except ValidationError as error:
            raise problems.from_validation(error, "query", self._limits, wrong) from None
        if wrong:
            raise Problems(*wrong)
        return request

    async def _post(self, scope: Scope, receive: Receive) -> schemas.StepRequest:
        query.only_page_fields(scope["query_string"])
        body.check_type(scope)
        raw = await body.read(scope, receive, self._settings.max_body, self._settings.body_seconds)
        request = self._model.model_validate_json(raw, strict=True)
        body.check_names(raw)
        return request

    async def _answer(self, request: schemas.StepRequest, where: Where, send: Send) -> None:
        answer = self._memory.get(request) or self._small(request, where)
        if answer is not None:
            await self._start(send, [(b"content-length", b"%d" % len(answer))])
            await send({"type": "http.response.body", "body": answer})
            return
        try:
            with self._room.place():
                await self._large(request, where, send)
        except Full:
            raise problems.overloaded(where, self._settings.retry_after) from None

    def _small(self, request: schemas.StepRequest, where: Where) -> bytes | None:
        """The whole answer, computed here and now; None where that would keep others waiting."""
        if request.characters > self._settings.large_sentence:
            return None
        words, amount = compute.read(request, self._settings, where, self._operation.weigh)
        if amount > self._settings.large_work:
            return None
        answer = b"".join(self._operation.pieces(request, words))
        self._memory.keep(request, answer)
        return answer

    async def _large(self, request: schemas.StepRequest, where: Where, send: Send) -> None:
        """Compute in a thread, then send piece by piece, so that small requests are answered in between.

        Raises Unread, so that who does not read holds no place for ever.
        """

        def work() -> Iterator[bytes]:
            words, _ = compute.read(request, self._settings, where, self._operation.weigh)
            return self._operation.pieces(request, words)

        pieces = await self._room.compute(work)
        send = patient(send, self._settings.send_seconds)
        await self._start(send, [])
        while piece := await asyncio.to_thread(next, pieces, b""):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _start(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [*self._headers, *headers]})


def computing(settings: Settings, speak: Callable[[Scope], Speak]) -> list[Route]:
    """The route of every operation; all large requests wait in one room."""
    room = Room(settings.large_at_once, settings.large_in_house)
    return [
        Route(operation.path, Endpoint(operation, settings, room, speak), methods=operation.methods)
        for operation in OPERATIONS
    ]
