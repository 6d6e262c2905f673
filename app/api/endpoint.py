"""The whole life of a computing request: read, validated, computed at once or in its turn, sent or refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping

from pydantic import ValidationError
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from ..engine.errors import EngineError
from ..exports.gathered import PIECE, gathered
from ..settings import Settings
from . import body, compute, engine_problems, long_words, problems, query, schemas
from .admission import Admission, Seat, ServerFull, while_connected
from .answer_cache import AnswerCache
from .input_sequence import InputSequence, Models
from .operations import Operation
from .problems import Problem, Problems, Speak, Where
from .schemas import StepRequest

Fields = Mapping[str, object]
"""The values that were sent, by field; those of an address are still texts."""
Headers = list[tuple[bytes, bytes]]
"""As ASGI takes them."""
Call = tuple[Scope, Receive, Send]
"""What ASGI hands over."""


class Endpoint:
    """ASGI endpoint of an operation."""

    def __init__(
        self,
        operation: Operation,
        model: type[StepRequest],
        settings: Settings,
        admission: Admission,
        speak: Callable[[Scope], Speak],
        models: Models = compute.no_models,
    ) -> None:
        """`model` is the operation's with the limits of `settings`; `admission` counts large requests.

        `speak` finds the language of a request that is refused, `models` a stored network.
        """
        self._models = models
        self._operation = operation
        self._settings = settings
        self._model = model
        self._limits = schemas.fields(model)
        self._speak = speak
        self._cache = AnswerCache(settings.answer_cache if operation.cached else 0)
        self._admission = admission
        self._headers = _headers(operation.media_type, operation.filename)
        self._headers_by_form = {
            name: _headers(form.media_type, form.filename) for name, form in operation.forms.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        where: Where = "body" if scope["method"] == "POST" else "query"
        try:
            request, fields = await (self._posted(scope, receive) if where == "body" else self._asked(scope))
            await self._respond(request, fields, where, (scope, receive, send))
        except ClientDisconnect:
            pass
        except Problems as error:
            await self._refuse(error, scope, receive, send)

    async def _refuse(self, refusal: Problems, scope: Scope, receive: Receive, send: Send) -> None:
        await refusal.response(self._speak(scope))(scope, receive, send)

    async def _asked(self, scope: Scope) -> tuple[StepRequest, Fields]:
        """The request of a GET, and its fields as they came. Raises Problems."""
        raw: bytes = scope["query_string"]
        if len(raw) > self._settings.max_query:
            counts = {"limit": self._settings.max_query, "count": len(raw)}
            raise Problems(Problem("query_too_long", ("query",), counts))
        if len(raw) > body.LARGE:
            return await asyncio.to_thread(self._read_query, raw)
        return self._read_query(raw)

    def _read_query(self, raw: bytes) -> tuple[StepRequest, Fields]:
        """The request in a query string, and its fields. Raises Problems."""
        fields, wrong = query.step_fields(raw, self._limits)
        try:
            request = self._model.model_validate(fields)
        except ValidationError as error:
            raise problems.from_validation(error, "query", self._limits, wrong) from None
        if wrong:
            raise Problems(*wrong)
        return request, fields

    async def _posted(self, scope: Scope, receive: Receive) -> tuple[StepRequest, None]:
        """The request of a POST. Raises Problems, and ClientDisconnect where the client went away."""
        query.only_page_fields(scope["query_string"])
        body.check_type(scope)
        raw = await body.read(scope, receive, self._settings.max_body, self._settings.body_seconds)
        return await body.parse(self._model, raw, self._limits), None

    async def _respond(self, request: StepRequest, fields: Fields | None, where: Where, call: Call) -> None:
        """Send the answer. Raises Problems that show the values sent, and ClientDisconnect."""
        try:
            if request.model is not None and self._settings.store:  # read from a disk, perhaps
                await asyncio.to_thread(self._models, request.model)
            await self._answer(request, where, call)
        except ServerFull:
            raise problems.overloaded(where, self._settings.retry_after) from None
        except Problems as error:
            raise error.showing(_sent(request, fields)) from None
        except EngineError as error:
            raise engine_problems.from_engine(error, where, _sent(request, fields)) from None

    async def _answer(self, request: StepRequest, where: Where, call: Call) -> None:
        """Send an answer that is kept or small, else a large one in its turn."""
        scope, receive, send = call
        answer, read = self._cache.get(request), None
        if answer is None and request.characters <= self._settings.large_sentence:
            read, amount = self._read(request, where)
            if amount * self._operation.cost(request) <= self._settings.large_work:
                answer = self._small(request, read, scope)
        if answer is not None:
            await self._start(send, request, [(b"content-length", b"%d" % len(answer))])
            await send({"type": "http.response.body", "body": answer})
            return
        with self._admission.admitted(scope) as seat:
            await while_connected(receive, self._large(request, read, where, call, seat))

    def _read(self, request: StepRequest, where: Where) -> tuple[InputSequence, int]:
        """What is read, and the amount of work. Raises Problems, also for words that make the answer too large."""
        read, amount = compute.reading_and_work(request, self._settings, where, self._operation.price, self._models)
        long_words.check(request, read, self._operation.repeats(request, read), where)
        return read, amount

    def _small(self, request: StepRequest, read: InputSequence, scope: Scope) -> bytes:
        """The whole answer, computed here and now."""
        answer = b"".join(self._operation.made(request, read, lambda: self._speak(scope)))
        self._cache.keep(request, answer)
        return answer

    async def _large(
        self, request: StepRequest, read: InputSequence | None, where: Where, call: Call, seat: Seat
    ) -> None:
        """Compute in a thread, then send piece by piece, so that small requests are answered in between.

        What is long is not read yet.
        """
        scope, _, send = call

        def compute_pieces() -> Iterator[bytes]:
            found = read or self._read(request, where)[0]
            made = self._operation.made(request, found, lambda: self._speak(scope))
            return gathered(made, int(PIECE / max(1.0, self._operation.cost(request))))

        pieces = await self._admission.compute(compute_pieces)
        seat.sending()
        await self._start(send, request, [])
        while piece := await asyncio.to_thread(next, pieces, b""):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _start(self, send: Send, request: StepRequest, headers: Headers) -> None:
        own = self._headers_by_form.get(request.format, self._headers)
        await send({"type": "http.response.start", "status": 200, "headers": [*own, *headers]})


def _headers(media_type: str, filename: str | None) -> Headers:
    """What an answer is, and the name to save it under; without one a browser shows it."""
    headers = [(b"content-type", media_type.encode())]
    if filename:
        headers.append((b"content-disposition", f'attachment; filename="{filename}"'.encode()))
    return headers


def _sent(request: StepRequest, fields: Fields | None) -> Fields:
    """The values that were sent, by field; a POST's are taken from its request, parameters by their names only."""
    return request.model_dump(by_alias=True, exclude_unset=True) if fields is None else fields
