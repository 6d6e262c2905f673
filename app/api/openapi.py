"""/openapi.json: the description of the API, made from the models that validate it."""

from __future__ import annotations

from typing import Any

import orjson
from pydantic.json_schema import models_json_schema

from app.api import cells, examples, reading
from app.api.answers import Answer, Refusal
from app.api.problems import Where, reasons
from app.api.query import LISTS
from app.api.schemas import POST_ONLY, StepRequest
from app.engine import tokens
from app.exports import json

JSON = "application/json"
REF = "#/components/schemas/{model}"
SUMMARY = "Read a sentence forward and carry its gradient back"
DESCRIPTION = """Every hidden state of the network that `seed` makes, and the gradient of the loss at each of them.

GET takes the fields in the address: lists repeated or separated by commas, an empty value meaning the default. The
page's own fields (`u`, `lang`, `view`, `unit`, `speed`) are passed over. POST takes the same fields as a JSON object,
and `state` to continue from an earlier answer. Any other field is an error that names it."""
LANG = {
    "name": "lang",
    "in": "query",
    "description": "Language of the sentences about errors, such as `en` or `ko`; else `Accept-Language` decides.",
    "schema": {"type": "string"},
    "example": "en",
}


def document(model: type[StepRequest], title: str, version: str) -> dict[str, Any]:
    """The OpenAPI 3.1 description; `model` has the server's limits."""
    _, definitions = models_json_schema(
        [(model, "validation"), (Answer, "serialization"), (Refusal, "serialization")], ref_template=REF
    )
    schemas = definitions["$defs"]
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "license": {"name": "MIT", "identifier": "MIT"}},
        "paths": {
            "/step": {
                "get": {
                    "operationId": "get_step",
                    "summary": SUMMARY,
                    "description": DESCRIPTION,
                    "parameters": [*_parameters(schemas[StepRequest.__name__]), LANG],
                    "responses": _responses("query"),
                },
                "post": {
                    "operationId": "post_step",
                    "summary": SUMMARY,
                    "description": DESCRIPTION,
                    "parameters": [LANG],
                    "requestBody": {"required": True, "content": {JSON: _body()}},
                    "responses": _responses("body"),
                },
            },
            "/cells": {
                "get": {
                    "operationId": "cells",
                    "summary": "Each cell's gates, state and gate diagram",
                    "responses": {"200": {"description": "By name.", "content": {JSON: {"example": cells.describe()}}}},
                }
            },
            "/healthz": {
                "get": {
                    "operationId": "healthz",
                    "summary": "Is the server alive?",
                    "responses": {"200": {"description": "Yes.", "content": {JSON: {"example": {"status": "ok"}}}}},
                }
            },
        },
        "components": {"schemas": schemas},
    }


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
            **({"examples": _values(name)} if name == "sentence" else {}),
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


def _values(name: str) -> dict[str, Any]:
    return {summary: {"value": fields[name]} for summary, fields in examples.GET.items()}


def _body() -> dict[str, Any]:
    requests = {summary: {"value": fields} for summary, fields in examples.POST.items()}
    return {"schema": {"$ref": REF.format(model=StepRequest.__name__)}, "examples": requests}


def _responses(where: Where) -> dict[str, Any]:
    shown = StepRequest.model_validate(examples.SHOWN)
    words = tokens.tokenize(shown.sentence, shown.tokenizer)
    example = orjson.loads(b"".join(json.pieces(reading.compute(shown, words))))
    answer = {"schema": {"$ref": REF.format(model=Answer.__name__)}, "example": example}
    refusal = {"schema": {"$ref": REF.format(model=Refusal.__name__)}}
    refused = {
        str(status): {"description": text, "content": {JSON: refusal}} for status, text in reasons(where).items()
    }
    return {"200": {"description": "The run.", "content": {JSON: answer}}} | refused
