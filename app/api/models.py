"""/models: networks from files, kept in a store and used by their id."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Annotated, Any, Literal, get_args

import orjson
from fastapi import APIRouter, Path, Query, Response
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from .. import imports, store
from ..engine.errors import EngineError
from ..engine.network import Network
from ..exports import json, safetensors
from ..imports import BadFile
from ..imports.apart import read_apart
from ..imports.found import printable
from ..networks import ReadOnly
from ..settings import Settings
from ..store import Store, StoredModel
from . import body, engine_problems, openapi, problems, upload
from .admission import Admission, ServerFull, while_connected
from .answers import Refusal
from .input_sequence import Models
from .model_answers import Listed, Model, short, whole
from .operations import MODELS as TAG
from .problems import Problem, Problems, Speak
from .routing import Declared, declare
from .surroundings import prefix_of
from .upload import Upload

PATH = "/models"
PIECE = 1 << 18
"""Bytes of a safetensors file that are sent at once."""
VARY = [(b"vary", b"accept-language")]
"""Cards are told in the language of the request."""
VOCABULARY, NONLINEARITY = imports.VOCABULARY, imports.NONLINEARITY


def refused(error: BadFile) -> Problems:
    """What is wrong with a file, as a refusal; its `input` has the names to choose from, where there are some."""
    values = {name: printable(value) if isinstance(value, str) else value for name, value in error.values.items()}
    shown = values.get("known", values.get("names"))
    return Problems(Problem(error.reason, ("body",), values, shown))


class Endpoints:
    """The ASGI endpoints of /models, over one store."""

    def __init__(self, settings: Settings, kept: Store, speak: Callable[[Scope], Speak]) -> None:
        self._settings = settings
        self._store = kept
        self._speak = speak
        each = max(1, settings.uploads - 1)
        self._admission = Admission(1, settings.uploads, each, settings.send_seconds)

    def answering(self, endpoint: Callable[[Scope, Receive, Send], Any]) -> Callable[[Scope, Receive, Send], Any]:
        """The endpoint, its refusals told in the language of the request."""

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            try:
                await endpoint(scope, receive, send)
            except ClientDisconnect:
                pass
            except Problems as error:
                await error.response(self._speak(scope))(scope, receive, send)

        return app

    async def post(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read a file and store its network."""
        if not self._settings.store_models:
            raise Problems(Problem("models_off", ("path",)))
        fields = upload.fields_of(scope)
        body.check_encoding(Headers(scope=scope))
        try:
            with self._admission.admitted(scope):
                sent = await body.read_file(scope, receive, self._settings.max_model, self._settings.model_seconds)
                try:
                    await while_connected(receive, self._keep(scope, fields, sent, send))
                finally:
                    _forget(sent)
        except ServerFull:
            raise problems.overloaded("body", self._settings.retry_after) from None

    async def _keep(self, scope: Scope, fields: dict[str, str], sent: bytearray, send: Send) -> None:
        """Read in a thread, in its turn; store only where the client is still there."""
        model = await self._admission.compute(lambda: _read(upload.opened(scope, fields, sent)))
        try:
            await asyncio.to_thread(self._store.put, model)
        except store.TooLarge as error:
            raise Problems(Problem("model_too_large", ("body",), {"limit": error.limit})) from None
        except store.Unavailable:
            raise Problems(Problem("store_unavailable", ("body",))) from None
        headers = [(b"location", f"{prefix_of(scope)}{PATH}/{model.id}".encode())]
        await _answer(send, 201, orjson.dumps(whole(model.card, self._speak(scope))), headers)

    async def list(self, scope: Scope, receive: Receive, send: Send) -> None:
        """All that are stored, and those in the box."""
        speak = self._speak(scope)

        def listed() -> bytes:
            return orjson.dumps({"models": [short(card, speak) for card in self._store.list()]})

        await _answer(send, 200, await asyncio.to_thread(listed), VARY)

    async def get(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One network described."""
        model_id = scope["path_params"]["model_id"]
        card = await asyncio.to_thread(self._store.card, model_id)
        if card is None:
            raise unknown(model_id)
        await _answer(send, 200, orjson.dumps(whole(card, self._speak(scope))), VARY)

    async def delete(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forget one network."""
        model_id = scope["path_params"]["model_id"]
        try:
            found = await asyncio.to_thread(self._store.delete, model_id)
        except ReadOnly as error:
            raise Problems(Problem("model_read_only", ("path", "model"), {"name": error.name}, model_id)) from None
        if not found:
            raise unknown(model_id)
        await Response(status_code=204)(scope, receive, send)

    async def weights(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One network as safetensors, sent in pieces."""
        model_id = scope["path_params"]["model_id"]
        model = await asyncio.to_thread(self._store.get, model_id)
        if model is None:
            raise unknown(model_id)
        try:
            with self._admission.admitted(scope) as seat:
                seat.sending()
                await while_connected(receive, _send_weights(model, send))
        except ServerFull:
            raise problems.overloaded("query", self._settings.retry_after) from None


def finder(kept: Store) -> Models:
    """What finds a stored network by its id, or one in the box by its name, for the addresses that compute."""

    def find(model_id: str) -> Network | None:
        model = kept.get(model_id)
        return model.network if model else None

    return find


def unknown(model_id: str) -> Problems:
    """No network is stored under this id."""
    return Problems(Problem("unknown_model", ("path", "model"), shown=model_id))


def _forget(sent: bytearray) -> None:
    """Free a body now: the frames of an error that was raised over it may live until the next garbage collection."""
    with suppress(BufferError):  # a thread that nobody waits for any longer still writes it
        sent.clear()


def _read(sent: Upload) -> StoredModel:
    """The network in an upload. Raises Problems, without the error behind them, whose frames hold the file."""
    try:
        kind, found = read_apart(
            sent.name,
            sent.data,
            prefix=sent.prefix,
            mapping=sent.mapping,
            vocabulary=sent.vocabulary,
            nonlinearity=sent.nonlinearity,
        )
        return store.make(found, sent.name, kind)
    except BadFile as error:
        problems_found = refused(error)
    except EngineError as error:
        problems_found = engine_problems.from_engine(error, "body", {})
    del sent
    raise problems_found


async def _answer(send: Send, status: int, content: bytes, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    said = [(b"content-type", json.MEDIA_TYPE.encode()), (b"content-length", b"%d" % len(content)), *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": said})
    await send({"type": "http.response.body", "body": content})


async def _send_weights(model: StoredModel, send: Send) -> None:
    """The parameters as a file, with what a later upload of it needs in the metadata."""
    name = f'attachment; filename="{model.id}.safetensors"'
    headers = [(b"content-type", safetensors.MEDIA_TYPE.encode()), (b"content-disposition", name.encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    pieces = _pieces(model)
    while piece := await asyncio.to_thread(next, pieces, b""):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _pieces(model: StoredModel) -> Iterator[bytes]:
    metadata = {NONLINEARITY: model.card.nonlinearity}
    if model.card.vocabulary is not None:
        metadata[VOCABULARY] = orjson.dumps(model.card.vocabulary).decode()
    for piece in safetensors.pieces(model.network.state_dict(), metadata):
        for start in range(0, len(piece), PIECE):
            yield piece[start : start + PIECE]


MODEL_ID = Annotated[
    str, Path(description="The `id` that the answer to its upload has, or a name in the box.", examples=["brackets"])
]
UPLOADED: dict[str, Any] = {
    "name": Query(description="What the file is called; its end tells ONNX from what no first bytes tell."),
    "prefix": Query(description="Which of several recurrent networks: what its names begin with, such as `encoder.`."),
    "map": Query(description='PyTorch\'s names and the file\'s, as JSON: `{"rnn.weight_ih_l0": "enc_w_ih", …}`.'),
    "vocabulary": Query(description="The embedding's texts: a JSON list, or separated by `;`."),
    "nonlinearity": Query(description="`tanh`, `relu` or `identity`: of a plain RNN whose file does not say it."),
}
"""The fields beside a file."""
KINDS: dict[str, Any] = {"nonlinearity": Literal["tanh", "relu", "identity"]}
BINARY = {"type": "string", "format": "binary"}


def _text(name: str) -> dict[str, Any]:
    """A field of a form."""
    return {"type": "string", "enum": list(get_args(KINDS[name]))} if name in KINDS else {"type": "string"}


BODY = {
    "required": True,
    "content": {
        safetensors.MEDIA_TYPE: {"schema": BINARY},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": BINARY} | {name: _text(name) for name in UPLOADED},
                "additionalProperties": False,
            }
        },
    },
}
REFUSAL = {"content": {json.MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Refusal.__name__}"}}}}
LINKS = {
    operation: {"operationId": operation, "parameters": {"model_id": "$response.body#/id"}}
    for operation in ("get_model", "get_model_weights", "delete_model")
}
"""Where the `id` of an answer leads."""


def add(router: APIRouter, settings: Settings, kept: Store, speak: Callable[[Scope], Speak]) -> None:
    """The routes of /models over a store."""
    endpoints = Endpoints(settings, kept, speak)
    lang = {"lang": (openapi.LANG, None)}
    item = {"model_id": MODEL_ID} | lang
    texts = {name: (Annotated[KINDS.get(name, str), said], None) for name, said in UPLOADED.items()}

    def route(path: str, method: str, endpoint: Any, parameters: dict[str, Any], **described: Any) -> None:
        reasons = problems.MODEL_REASONS
        responses = {status: {"description": reasons[status], **REFUSAL} for status in described.pop("refused")}
        responses |= described.pop("answered", {})
        declare(
            router,
            path,
            Declared(endpoints.answering(endpoint), parameters),
            method,
            tags=[TAG],
            responses=responses,
            **described,
        )

    route(
        PATH,
        "POST",
        endpoints.post,
        texts | lang,
        operation_id="post_models",
        summary="Bring a network from elsewhere",
        description="The file is the body, or one part of a form: safetensors, npz, ONNX, Keras. What was found in it "
        "is answered, and an `id` to be sent as `model`. A pickle (`.pt`) is never opened.",
        status_code=201,
        response_model=Model,
        response_description="The network is stored.",
        openapi_extra={"requestBody": BODY},
        answered={201: {"links": LINKS}},
        refused=problems.REFUSING_FILES,
    )
    route(
        PATH,
        "GET",
        endpoints.list,
        lang,
        operation_id="get_models",
        summary="The networks that are stored, and those in the box",
        response_model=Listed,
        response_description="Those that were sent, the newest first; then those in the box, each with its card.",
        refused=problems.REFUSING_ALL,
    )
    route(
        f"{PATH}/{{model_id}}",
        "GET",
        endpoints.get,
        item,
        operation_id="get_model",
        summary="What was found in a file",
        response_model=Model,
        response_description="The network described.",
        refused=problems.REFUSING_IDS,
    )
    route(
        f"{PATH}/{{model_id}}",
        "DELETE",
        endpoints.delete,
        item,
        operation_id="delete_model",
        summary="Forget a network",
        description="A network in the box stays: that is refused.",
        status_code=204,
        response_class=Response,
        response_description="It is forgotten.",
        refused=problems.REFUSING_IDS,
    )
    route(
        f"{PATH}/{{model_id}}/weights",
        "GET",
        endpoints.weights,
        item,
        operation_id="get_model_weights",
        summary="A stored network as a safetensors file",
        description="PyTorch's state_dict in float64. The file has the same id when it is sent again.",
        response_class=type("File", (Response,), {"media_type": safetensors.MEDIA_TYPE}),
        response_description="The file.",
        refused=problems.REFUSING_WEIGHTS,
    )
