"""What /step refuses: the status, the field it names, the limit and the value sent, in both languages."""

from __future__ import annotations

import re
from http.client import HTTPConnection
from typing import Any

import pytest

from app.api import problems
from app.settings import ROOT
from tests.asgi import Client, only

JSON = {"content-type": "application/json"}


H8 = [0.0] * 8


@pytest.mark.parametrize(
    ("query", "loc", "words"),
    [
        ("", ["query", "sentence"], ["sentence", "missing"]),
        ("sentence=", ["query", "sentence"], ["no token"]),
        ("sentence=%20%0A", ["query", "sentence"], ["no token"]),
        ("sentence=a%00b", ["query", "sentence"], ["U+0000", "position 1"]),
        ("sentence=a%7F", ["query", "sentence"], ["U+007F"]),
        ("sentence=a&hidden_size=0", ["query", "hidden_size"], ["hidden_size", "1", "256", "got 0"]),
        ("sentence=a&hidden_size=257", ["query", "hidden_size"], ["hidden_size", "256", "got 257"]),
        ("sentence=a&input_size=2.5", ["query", "input_size"], ["input_size", "whole", "2.5"]),
        ("sentence=a&seed=-1", ["query", "seed"], ["seed", "4,294,967,295", "-1"]),
        (f"sentence=a&seed={'9' * 5000}", ["query", "seed"], ["seed", "4,294,967,295"]),
        ("sentence=a&spectral_radius=4.1", ["query", "spectral_radius"], ["spectral_radius", "4", "4.1"]),
        ("sentence=a&spectral_radius=nan", ["query", "spectral_radius"], ["spectral_radius", "nan"]),
        ("sentence=a&spectral_radius=inf", ["query", "spectral_radius"], ["spectral_radius", "inf"]),
        ("sentence=a&digits=2", ["query", "digits"], ["digits", "3", "17", "got 2"]),
        ("sentence=a&cell=elman", ["query", "cell"], ["cell", "gru, lstm, rnn", "elman"]),
        ("sentence=a&tokenizer=bpe", ["query", "tokenizer"], ["word, char, jamo", "bpe"]),
        ("sentence=a&objective=mse", ["query", "objective"], ["recall, next-token, sum", "mse"]),
        ("sentence=a b&loss_at=2", ["query", "loss_at"], ["loss_at", "from 0 to 1", "got 2"]),
        ("sentence=a b&loss_at=-1", ["query", "loss_at"], ["loss_at", "from 0", "got -1"]),
        ("sentence=a b&truncate=0", ["query", "truncate"], ["truncate", "1", "got 0"]),
        ("sentence=a b&truncate=1&bidirectional=true", ["query", "truncate"], ["truncate", "one direction"]),
        ("sentence=a b&loss_at=1&objective=next-token", ["query", "loss_at"], ["step 1", "next token"]),
        ("sentence=a b&target=2", ["query", "target"], ["target", "from 0 to 1", "got 2"]),
        ("sentence=a b&target=0&objective=sum", ["query", "target"], ["recall", "sum"]),
        ("sentence=a&recurrent_init=zeros", ["query", "recurrent_init"], ["uniform, orthogonal, non-normal", "zeros"]),
        ("sentence=a&cell=lstm&forget_bias=11", ["query", "forget_bias"], ["-10", "10", "11"]),
        ("sentence=a&cell=gru&forget_bias=1", ["query", "forget_bias"], ["lstm", "gru"]),
        ("sentence=a&include=gates,foo", ["query", "include", 1], ["include", "gates", "foo"]),
        ("sentence=a&format=xml", ["query", "format"], ["json", "xml"]),
        ("sentence=a&cell=gru&nonlinearity=relu", ["query", "nonlinearity"], ["relu", "rnn", "gru"]),
        ("sentence=a&colour=blue", ["query", "colour"], ["colour", "hidden_size"]),
        ("sentence=a&colour=", ["query", "colour"], ["Unknown", "colour"]),
        ("sentence=a&colour", ["query", "colour"], ["Unknown", "colour"]),
        ("sentence=a&=", ["query", ""], ["Unknown"]),
        ("sentence=a&models=x", ["query", "models"], ["models"]),
        ("sentence=a&models=", ["query", "models"], ["models"]),
        ("sentence=a&seeds=", ["query", "seeds"], ["seeds"]),
        ("sentence=a&state=1", ["query", "state"], ["state", "POST"]),
        ("sentence=a&state=", ["query", "state"], ["state", "POST"]),
        ("sentence=a&sentence=b", ["query", "sentence"], ["more than once"]),
        ("sentence=a&sentence=", ["query", "sentence"], ["more than once"]),
        ("sentence=a&hidden_size=&hidden_size=2", ["query", "hidden_size"], ["more than once"]),
        ("sentence=a&hidden_size=2&hidden_size=", ["query", "hidden_size"], ["more than once"]),
        ("sentence=a&hidden_size=&hidden_size=", ["query", "hidden_size"], ["more than once"]),
        ("sentence=%FF", ["query"], ["UTF-8"]),
        ("sentence=%ED%A0%80", ["query"], ["UTF-8"]),
        ("sentence=a" + "&x=" * 200, ["query"], ["100 fields"]),
    ],
)
def test_get(client: Client, query: str, loc: list[str | int], words: list[str]) -> None:
    detail = only(client.get(f"/step?{query}"))
    assert detail["loc"] == loc
    for word in words:
        assert word in detail["msg"]


@pytest.mark.parametrize(
    ("body", "loc", "words"),
    [
        (b"", ["body"], ["JSON", "ends too early"]),
        (b'{"sentence": "\\ud800"}', ["body"], ["JSON", "cannot be read"]),
        (b"{", ["body"], ["JSON", "line 1"]),
        (b"\xff\xfe", ["body"], ["JSON", "cannot be read"]),
        (b'{"sentence":"a"}]', ["body"], ["JSON", "after its end", "column 17"]),
        (b"[" * 100_000, ["body"], ["JSON", "too deeply", "line 1"]),
        (b"[]", ["body"], ["object", "[]"]),
        (b'"i am"', ["body"], ["object", "i am"]),
        (b'{"sentence":"\\ud800"}', ["body"], ["JSON"]),
        (b'{"sentence":"a\\u0000"}', ["body", "sentence"], ["U+0000"]),
        (b'{"sentence":5}', ["body", "sentence"], ["text", "5"]),
        (b'{"sentence":null}', ["body", "sentence"], ["missing"]),
        (b'{"sentence":"a","hidden_size":"8"}', ["body", "hidden_size"], ['256, without quotes; got "8".']),
        (b'{"sentence":"a","spectral_radius":"1"}', ["body", "spectral_radius"], ['4, without quotes; got "1".']),
        (b'{"sentence":"a","hidden_size":8.5}', ["body", "hidden_size"], ["to 256; got 8.5."]),
        (b'{"sentence":"a","cell":"5"}', ["body", "cell"], ['got "5".']),
        (b'{"sentence":"a","cell":5}', ["body", "cell"], ["got 5."]),
        (b'{"sentence":"a","hidden_size":true}', ["body", "hidden_size"], ["whole number", "true"]),
        (b'{"sentence":"a","seed":1e400}', ["body", "seed"], ["whole number"]),
        (b'{"sentence":"a","seed":123456789012345678901234567890}', ["body", "seed"], ["4,294,967,295"]),
        (b'{"sentence":"a","spectral_radius":NaN}', ["body", "spectral_radius"], ["NaN"]),
        (b'{"sentence":"a","sentence":"b"}', ["body", "sentence"], ["sentence", "more than once"]),
        (b'{"sentence":"a","hidden_size":2,"hidden\\u005fsize":2}', ["body", "hidden_size"], ["more than once"]),
        (b'{"sentence":"a","state":{"h":[1],"h":[0]},"hidden_size":1}', ["body", "state", "h"], ["state.h", "once"]),
        (b'{"sentence":"a","seed":%s,"seed":1}' % (b"9" * 4000), ["body", "seed"], ["more than once"]),
        (b'{"sentence":"a","seed":%s,"seed":1}' % (b"[" * 150 + b"]" * 150), ["body", "seed"], ["more than once"]),
        (b'{"sentence":"a","seed":{"a":[NaN]},"seed":1}', ["body", "seed"], ["more than once"]),
        (b'{"sentence":"a","include":"inputs"}', ["body", "include"], ["list", "inputs"]),
        (b'{"sentence":"a","include":["foo"]}', ["body", "include", 0], ["inputs", "foo"]),
        (b'{"sentence":"a","u":1}', ["body", "u"], ["Unknown", "u"]),
        (b'{"sentence":"a","state":[]}', ["body", "state"], ["state", "[]"]),
        (b'{"sentence":"a","state":{}}', ["body", "state", "h"], ["state.h", "missing"]),
        (b'{"sentence":"a","state":{"h":[1,2]}}', ["body", "state", "h"], ["8 numbers", "got 2"]),
        (b'{"sentence":"a","state":{"h":[NaN]}}', ["body", "state", "h", 0], ["finite", "NaN"]),
        (b'{"sentence":"a","state":{"h":[0],"x":1}}', ["body", "state", "x"], ["Unknown", "state.x"]),
    ],
)
def test_post(client: Client, body: bytes, loc: list[str | int], words: list[str]) -> None:
    detail = only(client.post("/step", content=body, headers=JSON))
    assert detail["loc"] == loc
    for word in words:
        assert word in detail["msg"]


def test_a_state_must_have_the_parts_of_its_cell(client: Client) -> None:
    lstm = client.post("/step", json={"sentence": "a", "cell": "lstm", "state": {"h": H8}})
    assert "h, c" in only(lstm)["msg"]
    rnn = client.post("/step", json={"sentence": "a", "state": {"h": H8, "c": H8}})
    assert only(rnn)["loc"] == ["body", "state"]


def test_every_problem_is_told_at_once(client: Client) -> None:
    details = client.refusal(sentence="a", hidden_size=0, cell="x", foo=1)
    assert [detail["loc"][1] for detail in details] == ["cell", "hidden_size", "foo"]


def test_what_is_wrong_with_the_address_is_told_beside_the_rest(client: Client) -> None:
    query = "sentence=a&hidden_size=1_0&seed=1&seed=2&state=1&cell=x&foo="
    details = client.get(f"/step?{query}").json()["detail"]
    assert {(detail["type"], detail["loc"][1]) for detail in details} == {
        ("int_parsing", "hidden_size"),
        ("repeated", "seed"),
        ("post_only", "state"),
        ("literal_error", "cell"),
        ("extra_forbidden", "foo"),
    }


@pytest.mark.parametrize("text", ["1_0", "+8", "%2B8", "8.0", "8.", "1e1", "0x8", "８", "%208", "8%0A", "-"])
def test_a_whole_number_in_an_address_is_digits(client: Client, text: str) -> None:
    detail = only(client.get(f"/step?sentence=a&hidden_size={text}"))
    assert (detail["type"], detail["loc"]) == ("int_parsing", ["query", "hidden_size"])
    assert "whole number from 1 to 256; got " in detail["msg"]


@pytest.mark.parametrize("text", ["1_0", "%2B1", "0x1", "１", "%201", "1%0A", ".5", "1.", "01", "1e", "1e.5", "nan"])
def test_a_number_in_an_address_is_written_as_in_json(client: Client, text: str) -> None:
    detail = only(client.get(f"/step?sentence=a&spectral_radius={text}"))
    assert (detail["type"], detail["loc"]) == ("float_parsing", ["query", "spectral_radius"])
    assert "number from 0 to 4; got " in detail["msg"]


@pytest.mark.parametrize("text", ["0.5", "5e-1", "5E-1", "50e-2", "0.05e%2B1"])
def test_a_number_in_an_address_may_have_a_point_and_an_exponent(client: Client, text: str) -> None:
    half = client.step(sentence="a", spectral_radius=0.5)
    assert client.get(f"/step?sentence=a&spectral_radius={text}").json() == half


def test_an_empty_value_is_the_default(client: Client) -> None:
    query = "sentence=a&hidden_size=&spectral_radius=&cell=&include=&include=&u=&lang="
    assert client.get(f"/step?{query}").json() == client.step(sentence="a")


@pytest.mark.parametrize(
    ("fields", "name", "other"),
    [
        ({"cell": "gru", "nonlinearity": "relu"}, "nonlinearity", "gru"),
        ({"forget_bias": 1}, "forget_bias", "rnn"),
        ({"objective": "sum", "target": 0}, "target", "sum"),
        ({"loss_at": 1}, "loss_at", "from 0 to 0"),
        ({"objective": "next-token", "loss_at": 0}, "loss_at", "next-token"),
    ],
)
def test_the_input_is_the_value_of_the_named_field(
    client: Client, fields: dict[str, Any], name: str, other: str
) -> None:
    for detail, loc, came in (
        (only(client.get("/step", params={"sentence": "a", **fields})), ["query", name], str(fields[name])),
        (only(client.post("/step", json={"sentence": "a", **fields})), ["body", name], fields[name]),
    ):
        assert (detail["loc"], detail["input"]) == (loc, came)
        assert other in detail["msg"]


def test_wrong_content_type(client: Client) -> None:
    form = client.post("/step", content=b'{"sentence":"a"}', headers={"content-type": "text/plain"})
    assert only(form, 415)["msg"].endswith("application/json; got text/plain.")
    none = only(client.post("/step", content=b'{"sentence":"a"}'), 415)
    assert none["type"] == "wrong_content_type"
    assert none["msg"].endswith("application/json; got none.")
    with_charset = {"content-type": "application/json; charset=utf-8"}
    assert client.post("/step", content=b'{"sentence":"a"}', headers=with_charset).status_code == 200


def test_fields_in_the_address_of_a_post(client: Client) -> None:
    detail = only(client.post("/step?cell=gru", json={"sentence": "a"}))
    assert detail["loc"] == ["query", "cell"]
    assert client.post("/step?lang=ko", json={"sentence": "a"}).status_code == 200


def test_a_crash_is_json_without_details() -> None:
    client = Client()

    async def broken(request: object) -> None:
        raise RuntimeError("secret")

    client.app.add_route("/broken", broken)  # type: ignore[arg-type]
    response = client.get("/broken")
    assert (response.status_code, response.json()) == (500, {"detail": "Internal Server Error"})
    assert "content-security-policy" in response.headers


@pytest.mark.parametrize("address", ["/", "/step?sentence=a", "/step?sentence=", "/healthz", "/docs", "/cells"])
def test_head_is_get_without_the_body(server: str, address: str) -> None:
    told = {}
    for method in ("GET", "HEAD"):
        connection = HTTPConnection(server.removeprefix("http://"), timeout=30)
        connection.request(method, address)
        response = connection.getresponse()
        told[method] = response.status, {**response.headers, "date": None, "Date": None}
        assert (response.read() == b"") == (method == "HEAD")
        connection.close()
    assert told["HEAD"] == told["GET"]


@pytest.mark.parametrize(
    ("address", "allowed"),
    [("/", "GET HEAD"), ("/step?sentence=a", "GET HEAD POST"), ("/what-if", "POST"), ("/healthz", "GET HEAD")],
)
def test_another_method_is_told_which_are_allowed(client: Client, address: str, allowed: str) -> None:
    response = client.request("DELETE", address)
    assert response.headers["allow"].split(", ") == allowed.split()
    detail = only(response, 405)
    path = address.partition("?")[0]
    assert (detail["type"], detail["loc"], detail["input"]) == ("method_not_allowed", ["path"], "DELETE")
    assert detail["msg"] == f"{path} does not answer DELETE, only {', '.join(allowed.split())}."
    assert "DELETE 요청" in only(client.request("DELETE", path, headers={"accept-language": "ko"}), 405)["msg"]


@pytest.mark.parametrize("address", ["/nothing", "/step/step", "/static", "/Step?sentence=a"])
def test_an_unknown_address_is_refused_like_all_else(client: Client, address: str) -> None:
    detail = only(client.get(address), 404)
    path = address.partition("?")[0]
    assert (detail["type"], detail["loc"], detail["input"]) == ("not_found", ["path"], path)
    assert detail["msg"].startswith(f"There is nothing at {path}.")
    assert "아무것도 없습니다" in only(client.get(f"{path}?lang=ko"), 404)["msg"]


@pytest.mark.parametrize(
    ("address", "to"),
    [("/step/?sentence=a+b", "/step?sentence=a+b"), ("/docs/", "/docs"), ("/what-if//", "/what-if"), ("/no/", None)],
)
def test_one_slash_too_many_is_redirected_without_a_host(client: Client, address: str, to: str | None) -> None:
    response = client.get(address, headers={"host": "evil.example"})
    assert response.status_code == (307 if to else 404)
    assert response.headers.get("location") == to


def test_only_problems_has_status_codes() -> None:
    for folder in ("api", "exports", "engine"):
        for path in (ROOT / "app" / folder).rglob("*.py"):
            if path.name != "problems.py":
                assert not re.findall(r"\b[45][01][0-9]\b|\b42[0-9]\b", path.read_text(encoding="utf-8")), path


def test_every_status_has_its_reason() -> None:
    assert set(problems.REASONS) == {*problems.STATUS.values(), problems.DEFAULT_STATUS}


def test_an_unknown_name_is_told_the_known_ones(client: Client) -> None:
    def message(path: str, **fields: Any) -> str:
        return str(client.post(path, json={"sentence": "i", **fields}).json()["detail"][0]["msg"])

    assert message("/step", state={"h": [1], "x": 1}) == "Unknown field: state.x. Known fields: h, c."
    assert message("/what-if", edits=[{"t": 0, "y": 1}]).endswith(
        "Known fields: t, token, x, unit, set, clamp, h, from."
    )
    source = {"sentence": "a", "t": 0, "x": 1}
    assert message("/what-if", edits=[{"t": 0, "from": source}]).endswith(
        "Unknown field: edits.from.x. Known fields: sentence, t."
    )


@pytest.mark.parametrize(
    ("text", "says"), [("", "is empty"), ("a\0", "has a control character, U+0000, at position 1")]
)
def test_a_text_that_is_not_the_sentence_is_named(client: Client, text: str, says: str) -> None:
    refused = client.post("/what-if", json={"sentence": "i", "edits": [{"t": 0, "token": text}]})
    assert refused.json()["detail"][0]["msg"].startswith(f"edits.token {says}")


def test_fields_of_post_alone_are_not_offered_in_an_address(client: Client) -> None:
    in_address, in_body = (
        only(client.get("/step?sentence=a&x=1")),
        only(client.post("/step", json={"sentence": "a", "x": 1})),
    )
    known = [detail["msg"].partition("Known fields: ")[2].rstrip(".").split(", ") for detail in (in_address, in_body)]
    assert set(known[1]) - set(known[0]) == {"state", "parameters"}


BEYOND = "a number beyond the range of a double"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1e400", BEYOND),
        ("-1e999", BEYOND),
        ("NaN", "NaN"),
    ],
)
@pytest.mark.parametrize("field", ['"spectral_radius": %s', '"hidden_size": %s', '"state": {"h": [%s]}'])
def test_no_number_is_shown_that_was_not_sent(client: Client, field: str, typed: str, told: str) -> None:
    body = '{"sentence": "a", ' + field % typed + "}"
    refused = client.post("/step", content=body, headers={"content-type": "application/json"})
    assert only(refused)["msg"].partition("got ")[2] == f"{told}."


@pytest.mark.parametrize(("encoding", "status"), [("gzip", 415), ("br", 415), ("Identity", 200), ("identity", 200)])
def test_a_compressed_body_is_refused_as_such(client: Client, encoding: str, status: int) -> None:
    def sent(path: str) -> Any:
        return client.post(path, content=b'{"sentence":"a"}', headers={**JSON, "content-encoding": encoding})

    assert sent("/step").status_code == status
    if status != 200:
        detail = only(sent("/step"), status)
        assert (detail["type"], detail["loc"]) == ("wrong_content_encoding", ["body"])
        assert detail["msg"].endswith(f"without Content-Encoding; got {encoding}.")
        assert "압축하지 않고" in only(sent("/step?lang=ko"), status)["msg"]


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 300, b"{}]", b'{"sentence": x}'])
def test_a_korean_refusal_of_broken_json_has_no_english_reason(client: Client, body: bytes) -> None:
    said = only(client.post("/step?lang=ko", content=body, headers=JSON))["msg"]
    assert set(re.findall(r"[A-Za-z]+", said)) == {"JSON"}
    assert re.search(r"1행 \d+열", said)


@pytest.mark.parametrize("path", ["/static/", "/static", "/static/js/", "/nothing/"])
def test_a_folder_is_not_found(client: Client, path: str) -> None:
    assert only(client.get(path), 404)["type"] == "not_found"
