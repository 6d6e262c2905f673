"""/openapi.json: valid, complete, and every example in it runs."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest

from app.api import examples
from app.api.answers import Answer
from app.api.operations import OPERATIONS, Operation
from app.api.schemas import PAGE_FIELDS, POST_ONLY, StepRequest
from app.settings import ROOT
from tests.asgi import Client


@pytest.fixture(scope="module")
def document(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_it_is_openapi_3_1(client: Client, document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert client.app.openapi() == document


def test_every_operation_has_a_described_tag(document: dict[str, Any]) -> None:
    described = {tag["name"]: tag["description"] for tag in document["tags"]}
    used = [tag for path in document["paths"].values() for method in path.values() for tag in method["tags"]]
    assert set(used) == set(described)
    assert all(described.values())
    assert document["info"]["description"]


def test_get_has_every_field_but_those_of_a_body(document: dict[str, Any]) -> None:
    names = [parameter["name"] for parameter in document["paths"]["/step"]["get"]["parameters"]]
    assert names == [*(name for name in StepRequest.model_fields if name not in POST_ONLY), "lang"]
    assert "lang" in PAGE_FIELDS


def test_every_field_is_described(document: dict[str, Any]) -> None:
    for parameter in document["paths"]["/step"]["get"]["parameters"]:
        assert parameter["description"]
    properties = document["components"]["schemas"]["StepRequest"]["properties"]
    assert list(properties) == list(StepRequest.model_fields)
    assert all(schema["description"] for schema in properties.values())


def test_every_limit_is_told(document: dict[str, Any]) -> None:
    words = {"title", "description"}
    schemas = {
        parameter["name"]: {key: value for key, value in parameter["schema"].items() if key not in words}
        for parameter in document["paths"]["/step"]["get"]["parameters"]
    }
    assert schemas["hidden_size"] == {"default": 8, "maximum": 256, "minimum": 1, "type": "integer"}
    assert schemas["spectral_radius"] == {"maximum": 4, "minimum": 0, "type": "number"}
    assert schemas["digits"] == {"maximum": 17, "minimum": 3, "type": "integer"}
    assert schemas["cell"]["default"] == "rnn"
    assert sorted(schemas["cell"]["enum"]) == ["gru", "lstm", "rnn"]
    assert schemas["sentence"]["maxLength"] == 200_000


def test_get_shows_sentences(client: Client, document: dict[str, Any]) -> None:
    sentence = document["paths"]["/step"]["get"]["parameters"][0]
    assert (sentence["name"], sentence["required"]) == ("sentence", False)
    shown = {name: example["value"] for name, example in sentence["examples"].items()}
    assert shown == examples.SENTENCES
    assert {client.get("/step", params={"sentence": value}).status_code for value in shown.values()} == {200}


def test_a_null_that_is_the_default_is_told(document: dict[str, Any]) -> None:
    """FastAPI drops every null."""
    schemas = document["components"]["schemas"]
    assert schemas["StepRequest"]["properties"]["digits"]["default"] is None
    assert schemas["Edit"]["properties"]["clamp"]["default"] is None
    assert "default" not in schemas["WhatIfRequest"]["properties"]["edits"]
    parameters = {found["name"]: found for found in document["paths"]["/step"]["get"]["parameters"]}
    assert "default" not in parameters["digits"]["schema"]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.path)
def test_refusals_are_json_of_one_shape(document: dict[str, Any], operation: Operation) -> None:
    for method, described in document["paths"][operation.path].items():
        refusals = {status: answer for status, answer in described["responses"].items() if status != "200"}
        own = {"get": {"414"}, "post": {"413", "415"}}[method]
        assert set(refusals) == {"400", "403", "404", "408", "422", "431", "503", *own}
        for refusal in refusals.values():
            assert refusal["description"]
            schema = refusal["content"]["application/json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Refusal"}
            assert set(refusal["content"]) == {"application/json"}


def test_references_resolve(document: dict[str, Any]) -> None:
    names = set(re.findall(r"#/components/schemas/(\w+)", repr(document)))
    assert names <= set(document["components"]["schemas"])


@pytest.mark.parametrize("name", examples.GET)
def test_get_examples_run(client: Client, name: str) -> None:
    response = client.get("/step", params=examples.GET[name])
    assert response.status_code == 200
    Answer.model_validate_json(response.content)


def test_post_examples_run(client: Client, document: dict[str, Any]) -> None:
    bodies = document["paths"]["/step"]["post"]["requestBody"]["content"]["application/json"]["examples"]
    assert len(bodies) > len(examples.GET)
    for example in bodies.values():
        Answer.model_validate(client.step(**example["value"]))


def test_the_example_answer_is_real(client: Client, document: dict[str, Any]) -> None:
    content = document["paths"]["/step"]["get"]["responses"]["200"]["content"]["application/json"]
    assert content["example"] == client.step(**examples.SHOWN)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.path)
def test_every_operation_shows_a_real_answer(client: Client, document: dict[str, Any], operation: Operation) -> None:
    described = document["paths"][operation.path]
    assert set(described) == {method.lower() for method in operation.methods}
    response = client.post(operation.path, json=operation.example)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == operation.media_type
    content = described["post"]["responses"]["200"]["content"][operation.media_type]
    if operation.response_model:
        assert content["example"] == response.json()
        operation.response_model.model_validate(response.json())


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.path)
def test_every_field_of_every_operation_is_described(document: dict[str, Any], operation: Operation) -> None:
    properties = document["components"]["schemas"][operation.request_model.__name__]["properties"]
    assert list(properties) == list(operation.request_model.model_fields)
    assert all(schema["description"] for schema in properties.values())
    assert document["paths"][operation.path]["post"]["summary"]


def documented() -> list[tuple[str, str]]:
    """Each `curl` of docs/api.md with the answer printed below it."""
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    return re.findall(r"```sh\n(curl .*?)```\n+```json\n(.*?)```", text, re.DOTALL)


def test_api_md_has_examples() -> None:
    assert len(documented()) >= 5


@pytest.mark.parametrize(("command", "answer"), documented())
def test_examples_of_api_md(client: Client, command: str, answer: str) -> None:
    """Every `curl` of docs/api.md gives the answer below it, to the letter but for line breaks."""
    words = shlex.split(command.replace("\\\n", " "))
    url = next(word for word in words if word.startswith("localhost:8000/")).removeprefix("localhost:8000")
    headers = dict(words[i + 1].split(": ", 1) for i, word in enumerate(words) if word == "-H")
    body = next((words[i + 1] for i, word in enumerate(words) if word == "-d"), None)
    if body is None:
        data = [words[i + 1].split("=", 1) for i, word in enumerate(words) if word == "--data-urlencode"]
        response = client.get(url, params=data or None, headers=headers)
    else:
        response = client.post(url, content=body.encode(), headers=headers)
    assert response.text == re.sub(r"\n\s*", "", answer)
