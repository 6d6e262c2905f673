"""/openapi.json: what FastAPI is told beside the models, and what it cannot say."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import orjson
from fastapi import Body, FastAPI, Query, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from ..exports import json
from ..exports.formats import Form
from ..settings import Settings
from . import compute, examples, input_sequence
from .answers import Refusal
from .operations import OPERATIONS, STEP, TAGS, Operation
from .problems import Where, reasons
from .routing import DeclaredRoute
from .schemas import CONTROLS, LONGEST_TOKEN, POST_ONLY, StepRequest

DESCRIPTION = """A recurrent network reads a sentence forward and carries the gradient of a loss back through time.

The numbers are float64; names, shapes and gate order are PyTorch's. The network is made from a seed: the same request
gets the same answer. Begin with `GET /step?sentence=i+am+a+boy`; a page's address turns into its API address by putting
`/step` before the `?`. A refusal has FastAPI's shape, in English or another language of the page (`lang=`)."""
INFORMATION: dict[str, Any] = {
    "description": DESCRIPTION,
    "license_info": {"name": "MIT", "identifier": "MIT"},
    "tags": [{"name": name, "description": description} for name, description in TAGS.items()],
}
"""What the document says of the whole."""
SENTENCES = {summary: {"value": sentence} for summary, sentence in examples.SENTENCES.items()}
NUMBER = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?"
WORD = rf"[^{CONTROLS};]{{0,{LONGEST_TOKEN}}}"
WRITTEN = {
    "inputs": f"^{NUMBER}([,;]{NUMBER})*$",
    "token_ids": "^[0-9]+(,[0-9]+)*$",
    "labels": f"^{WORD}(;{WORD})*$",
    "vocabulary": f"^{WORD}(;{WORD})*$",
}
"""How an address writes a list, by field."""
LANG = Annotated[
    str,
    Query(
        description="Language of the sentences about errors, such as `en` or `ko`; else `Accept-Language` decides.",
        openapi_examples={"English": {"value": "en"}, "Korean": {"value": "ko"}},
    ),
]


def parameters(operation: Operation, model: type[StepRequest], method: str) -> dict[str, Any]:
    """What an operation takes: the fields of `model` in the address of a GET, or `model` in the body of a POST."""
    lang = {"lang": (LANG, None)}
    if method == "GET":
        return {name: _query(name, model) for name in model.model_fields if name not in POST_ONLY} | lang
    requests = examples.POST if operation is STEP else {operation.summary: operation.example}
    shown: Any = {summary: {"value": fields} for summary, fields in requests.items()}
    return {"body": Annotated[model, Body(openapi_examples=shown)]} | lang


def _query(name: str, model: type[StepRequest]) -> Any:
    """A field as an address can say it: an absent field is the null."""
    field = model.model_fields[name]
    shown: Any = SENTENCES if name == "sentence" else None
    if name in WRITTEN:
        return Annotated[str, Query(description=field.description, pattern=WRITTEN[name], min_length=1)], None
    said = Query(description=field.description, openapi_examples=shown)
    annotation: Any = Annotated[_without_null(field.annotation), *field.metadata, said]
    return annotation if field.is_required() else (annotation, field.default)


def _without_null(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        return Union[tuple(option for option in get_args(annotation) if option is not type(None))]  # noqa: UP007
    return annotation


def options(operation: Operation, method: str) -> dict[str, Any]:
    """How FastAPI describes a method of an operation."""
    return {
        "operation_id": f"{method.lower()}_{operation.path.strip('/').replace('-', '_')}",
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
        "response_model": operation.response_model,
        "response_class": _response_class(operation.media_type),
        "response_description": operation.summary,
        "responses": _refusals("body" if method == "POST" else "query", operation.media_type),
    }


def _response_class(media_type: str) -> type[Response]:
    return JSONResponse if media_type == json.MEDIA_TYPE else type("File", (Response,), {"media_type": media_type})


def _refusals(where: Where, media_type: str) -> dict[int | str, dict[str, Any]]:
    """By status. A refusal is always JSON, but FastAPI gives its `model` the media type of the answer."""
    refusal: dict[str, Any] = {"model": Refusal}
    if media_type != json.MEDIA_TYPE:
        refusal = {"content": {json.MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Refusal.__name__}"}}}}
    return {status: {"description": text, **refusal} for status, text in reasons(where).items()}


def document(app: FastAPI) -> dict[str, Any]:
    """The description: FastAPI's own, and the nulls that it drops, those of defaults and of the examples of answers."""
    routes = [route.described() for route in app.routes if isinstance(route, DeclaredRoute)]
    described = get_openapi(title=app.title, version=app.version, routes=routes, **INFORMATION)
    for schema in described["components"]["schemas"].values():
        for name in schema["properties"].keys() - set(schema.get("required", ())):
            schema["properties"][name].setdefault("default", None)
    for operation in OPERATIONS:
        for method in described["paths"][operation.path].values():
            content = method["responses"]["200"]["content"]
            if operation.response_model:
                content[operation.media_type]["example"] = _answer(operation)
            content |= {form.media_type: _file(form) for name, form in operation.forms.items() if name != "json"}
    return described


def served_at(described: dict[str, Any], prefix: str) -> dict[str, Any]:
    """The description of an API behind `prefix`."""
    return {**described, "servers": [{"url": prefix}]} if prefix else described


def _file(form: Form) -> dict[str, Any]:
    """How a form other than JSON is described."""
    return {"schema": {"type": "string", "description": form.description}}


def _answer(operation: Operation) -> Any:
    """What comes for the operation's example."""
    shown = operation.request_model.model_validate(operation.example)
    read = input_sequence.of_request(shown, Settings(), "body", compute.no_models)
    return orjson.loads(b"".join(operation.pieces(shown, read)))
