"""The sentences of a refusal: each exists in English and Korean, and is told in the reader's language."""

from __future__ import annotations

import re

from fluent.syntax import ast, parse

from app.api import lists, problems, train_plan
from app.settings import ROOT
from tests.asgi import Client, only


def test_the_language_of_a_sentence(client: Client) -> None:
    korean = "hidden_size 값은 1부터 256까지의 정수여야 합니다. 받은 값: 0"
    by_field = client.get("/step?sentence=a&hidden_size=0&lang=ko")
    by_header = client.get("/step?sentence=a&hidden_size=0", headers={"accept-language": "ko-KR,ko;q=0.9,en;q=0.8"})
    in_body = client.post("/step?lang=ko", json={"sentence": "a", "hidden_size": 0})
    assert only(by_field)["msg"] == only(by_header)["msg"] == only(in_body)["msg"] == korean
    assert "whole number" in only(client.get("/step?sentence=a&hidden_size=0&lang=xx"))["msg"]


def error_messages(language: str) -> dict[str, set[str]]:
    """Each `error-…` message of a catalogue and the variables in it."""
    resource = parse((ROOT / f"static/locales/errors/{language}.ftl").read_text(encoding="utf-8"))
    found = {}
    for entry in resource.body:
        if isinstance(entry, ast.Message) and entry.id.name.startswith("error-"):
            found[entry.id.name] = set(re.findall(r"VariableReference.*?name='(\w+)'|\$(\w+)", _source(entry)))
    return {name: {one or other for one, other in pairs} for name, pairs in found.items()}


def _source(entry: ast.Message) -> str:
    from fluent.syntax import serialize

    return serialize(ast.Resource(body=[entry]))


def test_every_sentence_exists_in_both_languages() -> None:
    english, korean = error_messages("en"), error_messages("ko")
    assert english == korean


def test_every_key_in_the_code_has_its_sentence() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py")]
    keys = {key for source in sources for key in re.findall(r'Problem\(\s*"(\w+)"', source)}
    keys |= {key for source in sources for key in re.findall(r'key="(\w+)"', source)}
    keys |= {key for source in sources for key in re.findall(r'(?:BadFile|Refused)\(\s*"(\w+)"', source)}
    keys -= {"not_a_nonlinearity"}
    keys |= {
        "content_encoding",
        "too_long",
        "integer",
        "number",
        "choice",
        "string",
        "array",
        "object",
        *problems.OWN_WORDS,
        *problems.UNQUOTED.values(),
    }
    keys -= {"wrong_content_encoding", "less_than_equal"}
    keys |= {"out_of_range_numbers", "empty_text", "control_character_in_text", "boolean"}
    keys |= {*problems.ITEMS.values(), *lists.ERRORS, "wrong_number_in_query", "wrong_number_in_body"}
    keys |= {"numbers_length", "parameters_apart", "missing_parameter_beside"}
    keys |= {*train_plan.TOO_SHORT.values(), "too_much_training", "too_large_batch"}
    keys -= {lists.WRONG_NUMBER, "too_short", "wrong_value"}
    sentences = {name.removeprefix("error-").replace("-", "_") for name in error_messages("en")}
    assert keys == sentences
