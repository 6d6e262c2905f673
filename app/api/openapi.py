"""/openapi.json: the description of the API, made from the models that validate it."""

from __future__ import annotations

from typing import Any

import orjson
from pydantic.json_schema import models_json_schema

from ..engine.tokens import Text
from ..settings import Settings
from . import cells, examples
from .answers import Refusal
from .operations import OPERATIONS, SERVER, STEP, TAGS, Operation
from .problems import Where, reasons
from .query import LISTS
from .schemas import POST_ONLY, narrowed

JSON = "application/json"
DESCRIPTION = """A recurrent network reads a sentence forward and carries the gradient of a loss back through time.

The numbers are float64; names, shapes and gate order are PyTorch's. The network is made from a seed: the same request
gets the same answer. Begin with `GET /step?sentence=i+am+a+boy`; a page's address turns into its API address by putting
`/step` before the `?`. A refusal has FastAPI's shape, in English or another language of the page (`lang=`)."""
REF = "#/components/schemas/{model}"
SENTENCES = {summary: {"value": sentence} for summary, sentence in examples.SENTENCES.items()}
LANG = {
    "name": "lang",
    "in": "query",
    "description": "Language of the sentences about errors, such as `en` or `ko`; else `Accept-Language` decides.",
    "schema": {"type": "string"},
    "example": "en",
}


def document(settings: Settings, title: str, version: str) -> dict[str, Any]:
    """The OpenAPI 3.1 description, with the limits of `settings`."""
    models = {operation.request_model: narrowed(operation.request_model, settings) for operation in OPERATIONS}
    answers = {operation.response_model for operation in OPERATIONS if operation.response_model} | {Refusal}
    _, definitions = models_json_schema(
        [
            *((model, "validation") for model in models.values()),
            *((model, "serialization") for model in sorted(answers, key=lambda model: model.__name__)),
        ],
        ref_template=REF,
    )
    schemas = definitions["$defs"]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": version,
            "description": DESCRIPTION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "tags": [{"name": name, "description": description} for name, description in TAGS.items()],
        "paths": {
            **{operation.path: _methods(operation, schemas) for operation in OPERATIONS},
            "/cells": {
                "get": {
                    "operationId": "cells",
                    "tags": [SERVER],
                    "summary": "Each cell's gates, state, way past the matrix and gate diagram",
                    "responses": {"200": {"description": "By name.", "content": {JSON: {"example": cells.describe()}}}},
                }
            },
            "/healthz": {
                "get": {
                    "operationId": "healthz",
                    "tags": [SERVER],
                    "summary": "Is the server alive?",
                    "responses": {"200": {"description": "Yes.", "content": {JSON: {"example": {"status": "ok"}}}}},
                }
            },
        },
        "components": {"schemas": schemas},
    }


def _methods(operation: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    """GET and POST of an operation, those of them that it has."""
    said = {"tags": [operation.tag], "summary": operation.summary, "description": operation.description}
    name = operation.path.strip("/").replace("-", "_")
    get = {
        "operationId": f"get_{name}",
        **said,
        "parameters": [*_parameters(schemas[operation.request_model.__name__]), LANG],
        "responses": _responses(operation, "query"),
    }
    post = {
        "operationId": f"post_{name}",
        **said,
        "parameters": [LANG],
        "requestBody": {"required": True, "content": {JSON: _body(operation)}},
        "responses": _responses(operation, "body"),
    }
    return {method.lower(): {"GET": get, "POST": post}[method] for method in operation.methods}


def _parameters(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The query parameters of GET: the model's fields, but for those only POST takes."""
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema["required"],
            "description": field["description"],
            "schema": _without_null(field),
            **({"style": "form", "explode": True} if name in LISTS else {}),
            **({"examples": SENTENCES} if name == "sentence" else {}),
        }
        for name, field in schema["properties"].items()
        if name not in POST_ONLY
    ]


def _without_null(field: dict[str, Any]) -> dict[str, Any]:
    """A field's schema as an address can say it: an absent field is the null."""
    described = {key: value for key, value in field.items() if key not in {"anyOf", "description", "title"}}
    for option in field.get("anyOf", ()):
        if option.get("type") != "null":
            described |= option
    if described.get("default", 0) is None:
        del described["default"]
    return described


def _body(operation: Operation) -> dict[str, Any]:
    requests = examples.POST if operation is STEP else {operation.summary: operation.example}
    shown = {summary: {"value": fields} for summary, fields in requests.items()}
    return {"schema": {"$ref": REF.format(model=operation.request_model.__name__)}, "examples": shown}


def _responses(operation: Operation, where: Where) -> dict[str, Any]:
    refusal = {"schema": {"$ref": REF.format(model=Refusal.__name__)}}
    refused = {
        str(status): {"description": text, "content": {JSON: refusal}} for status, text in reasons(where).items()
    }
    content = {operation.media_type: _answer(operation)}
    return {"200": {"description": operation.summary, "content": content}} | refused


def _answer(operation: Operation) -> dict[str, Any]:
    """The schema of an answer, and what comes for the operation's example."""
    if operation.response_model is None:
        return {"schema": {"type": "string"}}
    shown = operation.request_model.model_validate(operation.example)
    text = Text.of(shown.sentence, shown.tokenizer)
    example = orjson.loads(b"".join(operation.pieces(shown, text)))
    return {"schema": {"$ref": REF.format(model=operation.response_model.__name__)}, "example": example}
