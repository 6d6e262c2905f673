"""/models: a network from a file is read, kept, described, given back, used and forgotten."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.types import Message

from app.api import models, multipart, upload
from app.api.model_answers import Listed, Model, Short
from app.exports import safetensors
from app.settings import Settings
from tests.asgi import Client, only
from tests.quick import examples

FILES = Path(__file__).parents[1] / "imports/files"
V, I, H = 4, 2, 3
WORDS = ["i", "am", "a", "<unk>"]
PART = b'Content-Disposition: form-data; name="a"\r\n\r\n'


@pytest.fixture
def client(client: Client) -> Client:
    """The app with an empty store."""
    kept = client.app.state.models
    for card in kept.list():
        kept.delete(card.id)
    return client


def post(client: Client, name: str, data: bytes | None = None, **fields: str) -> httpx.Response:
    content = (FILES / name).read_bytes() if data is None else data
    return client.post("/models", params={"name": name, **fields}, content=content)


def stored(client: Client, name: str, data: bytes | None = None, **fields: str) -> dict[str, Any]:
    response = post(client, name, data, **fields)
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    Model.model_validate(answer)
    assert response.headers["location"] == f"/models/{answer['id']}"
    return answer


def uploads(client: Client) -> list[Short]:
    """What the list has, without the networks in the box."""
    listed = Listed.model_validate(client.get("/models").json()).models
    return [short for short in listed if short.card is None]


def arrays(seed: int = 0, *, rows: int = V) -> dict[str, np.ndarray[Any, Any]]:
    """A GRU with an embedding and a head."""
    rng = np.random.default_rng(seed)
    shapes: dict[str, Any] = {
        "embedding.weight": (rows, I),
        "rnn.weight_ih_l0": (3 * H, I),
        "rnn.weight_hh_l0": (3 * H, H),
        "rnn.bias_ih_l0": 3 * H,
        "rnn.bias_hh_l0": 3 * H,
        "linear.weight": (rows, H),
        "linear.bias": rows,
    }
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def file(of: dict[str, np.ndarray[Any, Any]], **metadata: str) -> bytes:
    return b"".join(safetensors.pieces(of, metadata))


def npz(**of: np.ndarray[Any, Any]) -> bytes:
    target = io.BytesIO()
    np.savez(target, allow_pickle=True, **of)
    return target.getvalue()


def test_what_was_found_is_said(client: Client) -> None:
    answer = stored(client, "gru16.safetensors")
    found = answer["found"]
    assert (answer["name"], answer["format"], answer["vocabulary"]) == ("gru16.safetensors", "safetensors", None)
    said = {"cell": "gru", "nonlinearity": "tanh", "hidden_size": 3, "input_size": 2, "num_layers": 2}
    said |= {"bidirectional": True, "bias": True, "embedding": None, "head": None, "head_bias": False}
    said |= {"dtype": "float16", "widened": True, "prefix": "model.gru.", "unused": [], "unused_count": 0, "notes": []}
    assert said.items() <= found.items()
    assert found["names"][0] == {
        "name": "rnn.weight_ih_l0",
        "file": "model.gru.weight_ih_l0",
        "shape": [9, 2],
        "dtype": "float16",
    }
    assert [(row["layer"], row["direction"], row["gate"]) for row in found["recurrent"]] == [
        (layer, direction, gate) for layer in (0, 1) for direction in ("forward", "backward") for gate in "rzn"
    ]


def test_the_radius_and_the_singular_value_of_each_block(client: Client) -> None:
    blocks = {"r": np.diag([0.5, -2.0, 1.0]), "z": np.zeros((3, 3)), "n": 3.0 * np.roll(np.eye(3), 1, 0)}
    data = npz(weight_ih_l0=np.ones((9, 2)), weight_hh_l0=np.concatenate(list(blocks.values())))
    rows = stored(client, "x.npz", data)["found"]["recurrent"]
    assert [row["gate"] for row in rows] == list(blocks)
    assert [row["spectral_radius"] for row in rows] == pytest.approx([2.0, 0.0, 3.0], abs=1e-12)
    assert [row["largest_singular_value"] for row in rows] == pytest.approx([2.0, 0.0, 3.0], abs=1e-12)


@pytest.mark.parametrize("size", [5e-324, 1e-310, 1e300, 1.7e308])
def test_numbers_at_the_ends_of_a_double(client: Client, size: float) -> None:
    """ρ and σ of a matrix of equal numbers are three times that number; null where that is no double."""
    answer = stored(client, "x.npz", npz(weight_ih=np.full((3, 2), size), weight_hh=np.full((3, 3), size)))
    (row,) = answer["found"]["recurrent"]
    expected = None if size > 1e308 else pytest.approx(3 * size, rel=1e-12)
    assert row["spectral_radius"] == row["largest_singular_value"] == expected
    response = client.post("/step", json={"model": answer["id"], "inputs": [[1.0, 2.0]]})
    assert response.status_code in {200, 422}


def test_the_life_of_a_network(client: Client) -> None:
    assert uploads(client) == []
    answer = stored(client, "lstm.npz")
    path = f"/models/{answer['id']}"
    assert client.get(path).json() == answer
    (listed,) = uploads(client)
    assert (listed.id, listed.found.cell) == (answer["id"], "lstm")
    assert client.request("HEAD", path).status_code == 200
    gone = client.request("DELETE", path)
    assert (gone.status_code, gone.content) == (204, b"")
    for method, address in (("GET", path), ("DELETE", path), ("GET", f"{path}/weights")):
        detail = only(client.request(method, address), 404)
        assert (detail["type"], detail["input"]) == ("unknown_model", answer["id"])
    assert uploads(client) == []


def test_the_weights_come_back(client: Client) -> None:
    """Sent again, whatever it is called, the file is the same network: vocabulary and nonlinearity are in it."""
    first = stored(client, "x.safetensors", file(arrays()), vocabulary=json.dumps(WORDS))
    response = client.get(f"/models/{first['id']}/weights")
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"] == f'attachment; filename="{first["id"]}.safetensors"'
    assert stored(client, "other", response.content)["id"] == first["id"]
    relu = stored(client, "relu.safetensors", nonlinearity="relu")
    again = stored(client, "x", client.get(f"/models/{relu['id']}/weights").content)
    assert (again["id"], again["found"]["nonlinearity"]) == (relu["id"], "relu")
    assert stored(client, "relu.safetensors")["id"] != relu["id"]


def test_the_id_does_not_hang_on_name_or_format(client: Client) -> None:
    of = {name: array.astype(np.float32) for name, array in arrays().items()}
    wide = {name: array.astype(np.float64) for name, array in of.items()}
    one, other = stored(client, "a.npz", npz(**of)), stored(client, "b.safetensors", file(wide))
    assert one["id"] == other["id"]
    assert (one["found"]["widened"], other["found"]["widened"]) == (True, False)
    assert len(uploads(client)) == 1


def test_a_form(client: Client) -> None:
    """As a page's form sends it: the fields beside the file, the file's own name."""
    fields = {"vocabulary": ";".join(WORDS), "prefix": "rnn."}
    response = client.post("/models", files={"file": ('a "b".safetensors', file(arrays()))}, data=fields)
    assert response.status_code == 201, response.text
    assert response.json()["vocabulary"] == WORDS
    assert response.json()["found"]["prefix"] == "rnn."
    assert response.json()["id"] == stored(client, "x", file(arrays()), vocabulary=";".join(WORDS))["id"]


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ([("file", ("a", b"1")), ("file", ("b", b"2"))], "not_one_file"),
        ([("prefix", (None, b"a"))], "not_one_file"),
        ([("file", ("a", b"1")), ("other", (None, b"x"))], "extra_forbidden"),
        ([("file", ("a", b"1")), ("prefix", (None, b"x")), ("prefix", (None, b"y"))], "repeated"),
        ([("file", ("a", b"1")), ("map", (None, b"x" * 1_000_001))], "string_too_long"),
        ([("file", ("a", b"1")), *[(f"x{n}", (None, b"")) for n in range(30)]], "not_multipart"),
        ([("file", ("a", b""))], "empty_file"),
    ],
)
def test_a_wrong_form(client: Client, parts: list[Any], kind: str) -> None:
    assert only(client.post("/models", files=parts))["type"] == kind


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--x\r\n\r\n--x--"),
        ("multipart/form-data; boundary=", b"--x--"),
        ("multipart/form-data; boundary=x", b"hello"),
        ("multipart/form-data; boundary=x", b"--x\r\nno end"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--"),
        ("multipart/form-data; boundary=x", b"--x" + b"a" * 10_000 + b"\r\n\r\n1\r\n--x--"),
        ("multipart/mixed; boundary=x", b"--x--"),
    ],
)
def test_what_is_no_form(client: Client, content_type: str, body: bytes) -> None:
    response = client.post("/models", content=body, headers={"content-type": content_type})
    assert only(response)["type"] in {"not_multipart", "not_one_file"}


def test_a_boundary_is_found_wherever_it_stands(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form is searched a stretch at a time."""
    data = (FILES / "lstm.npz").read_bytes()
    for stretch in range(1, 12):
        monkeypatch.setattr(multipart, "STRETCH", stretch)
        parts = [*multipart.parts(b"--xyz\r\n" + PART + b"1\r\n--xyz\r\n" + PART + b"\r\n--xy\r\n--xyz--", b"xyz")]
        assert [part.content for part in parts] == [b"1", b"\r\n--xy"]
    monkeypatch.setattr(multipart, "STRETCH", 7)
    assert client.post("/models", files={"file": ("lstm.npz", data)}).status_code == 201


@pytest.mark.parametrize("name", ["map", "vocabulary"])
def test_a_field_that_is_all_brackets_is_never_taken_apart(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(upload, "json", None)
    value = f"[{','.join(['[]'] * 70_000)}]"
    response = client.post("/models", files={"file": ("x", b"x")}, data={name: value})
    assert only(response)["type"] == {"map": "file_map", "vocabulary": "file_vocabulary_list"}[name]


@pytest.mark.parametrize("name", ["lstm.npz", "outputs.npz"])
def test_a_body_is_freed_when_it_is_answered(client: Client, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Stored or refused; not only when the frames of an error are collected."""
    bodies: list[bytearray] = []
    opened = upload.opened

    def note(scope: Any, fields: dict[str, str], body: bytearray) -> upload.Upload:
        bodies.append(body)
        assert body
        return opened(scope, fields, body)

    monkeypatch.setattr(upload, "opened", note)
    assert post(client, name).status_code in {201, 422}
    assert [len(body) for body in bodies] == [0]


def test_the_fields_of_a_form_go_before_those_of_the_address(client: Client) -> None:
    address = {"name": "named", "prefix": "nothing", "vocabulary": "a;b;c;d"}
    response = client.post("/models", params=address, files={"file": ("x", file(arrays()))}, data={"prefix": "rnn."})
    assert (response.json()["name"], response.json()["vocabulary"]) == ("named", ["a", "b", "c", "d"])


def test_a_name_is_the_last_part_of_a_path(client: Client) -> None:
    for name, kept in (
        ("../../etc/a\tb.npz", "ab.npz"),
        ("C:\\nets\\x.npz", "x.npz"),
        ("", "model"),
        ("x" * 300, "x" * 200),
    ):
        response = client.post("/models", params={"name": name}, content=(FILES / "lstm.npz").read_bytes())
        assert response.json()["name"] == kept


@pytest.mark.parametrize(
    ("fields", "kind", "words"),
    [
        ({"colour": "red"}, "extra_forbidden", "name, prefix, map, vocabulary, nonlinearity"),
        ({"map": "[1]"}, "file_map", "JSON object"),
        ({"map": "{"}, "file_map", "JSON object"),
        ({"map": '{"rnn.weight_ih_l0": 1}'}, "file_map", "JSON object"),
        ({"map": '{"rnn.weight_ih": "a"}'}, "file_map_name", "rnn.weight_ih_l0"),
        ({"map": '{"rnn.weight_ih_l0": "rnn.weight_ih_0"}'}, "file_map_unknown", "rnn.weight_ih_l0"),
        ({"vocabulary": "a;b"}, "file_vocabulary", "4"),
        ({"vocabulary": "a;a;b;c"}, "file_vocabulary", "got 3"),
        ({"vocabulary": "[1, 2, 3, 4]"}, "file_vocabulary_list", "list of texts"),
        ({"vocabulary": '["\\ud800", "b", "c", "d"]'}, "file_vocabulary_list", "list of texts"),
        ({"nonlinearity": "sigmoid"}, "not_a_nonlinearity", "tanh, relu, identity"),
        ({"nonlinearity": "relu"}, "file_nonlinearity", "tanh (gru)"),
        ({"prefix": "encoder."}, "file_no_such_prefix", "rnn."),
    ],
)
def test_wrong_fields(client: Client, fields: dict[str, str], kind: str, words: str) -> None:
    detail = only(post(client, "x.safetensors", file(arrays()), **fields))
    assert detail["type"] == kind
    assert words in detail["msg"]
    assert uploads(client) == []


def test_fields_twice_and_the_page_s_own(client: Client) -> None:
    data = file(arrays())
    assert only(client.post("/models?name=a&name=b", content=data))["type"] == "repeated"
    assert client.post("/models?u=3&lang=ko", content=data).status_code == 201


def test_several_networks_in_korean_and_english(client: Client) -> None:
    both = {f"{part}.gru.{name}": array for part in ("enc", "dec") for name, array in GRU.items()}
    english, korean = (only(post(client, "x.npz", npz(**both), lang=lang)) for lang in ("en", "ko"))
    assert "enc.gru., dec.gru." in english["msg"]
    assert "prefix=enc.gru." in english["msg"]
    assert "prefix=enc.gru." in korean["msg"]
    assert "순환 신경망이 여러 개" in korean["msg"]
    assert stored(client, "x.npz", npz(**both), prefix="dec.gru.")["found"]["unused_count"] == 2


GRU = {"weight_ih_l0": np.ones((9, 2)), "weight_hh_l0": np.ones((9, 3))}


@pytest.mark.parametrize(
    ("name", "data", "status", "words"),
    [
        ("model.pt", b"\x80\x02}q\x00.", 415, 'save_file(model.state_dict(), "model.safetensors")'),
        ("picture.png", b"\x89PNG", 415, ".safetensors, .npz, .onnx, .keras, .h5"),
        ("x.npz", b"PK\x03\x04", 422, "damaged"),
        ("x.npz", b"", 422, "--data-binary"),
        ("x.npz", npz(weight_hh=np.array([object()])), 415, "pickle"),
        ("x.npz", npz(weight_ih=np.full((3, 2), np.nan), weight_hh=np.ones((3, 3))), 422, "NaN"),
        ("x.npz", npz(weight_ih=np.ones((3, 2)), weight_hh=np.ones((3, 4))), 422, "(3, 4)"),
        ("x.npz", npz(conv=np.ones((3, 2))), 422, "conv"),
        ("x.npz", npz(**GRU, weight_hr_l0=np.ones((2, 3))), 422, "projection"),
    ],
)
def test_what_is_refused(client: Client, name: str, data: bytes, status: int, words: str) -> None:
    detail = only(post(client, name, data), status)
    assert words in detail["msg"]
    assert "error-" not in detail["msg"]
    assert uploads(client) == []


def test_a_name_that_utf8_cannot_write(client: Client) -> None:
    part = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}
    header = json.dumps({"\ud800": part}).encode()
    response = post(client, "x.safetensors", len(header).to_bytes(8, "little") + header + bytes(4))
    assert "It has ?" in only(response)["msg"]


def test_the_limits(client: Client) -> None:
    small = Client(max_model=1_000)
    assert only(post(small, "x", bytes(1_001)), 413)["msg"] == "The body may have at most 1,000 bytes."
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        header = "{'descr': '<f8', 'fortran_order': False, 'shape': (100000, 100000), }\n"
        archive.writestr("weight_hh.npy", b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode())
    assert only(post(client, "x.npz", bomb.getvalue()), 413)["type"] == "file_too_large"
    tiny = Client(store_bytes=100)
    assert only(post(tiny, "x", file(arrays())), 413)["type"] == "model_too_large"
    none = Client(store_models=0)
    assert only(post(none, "x", file(arrays())), 403)["type"] == "models_off"


def test_the_store_is_bounded() -> None:
    client = Client(store_models=2)
    made = [stored(client, "x", file(arrays(seed)))["id"] for seed in range(3)]
    assert {model.id for model in uploads(client)} == set(made[1:])


def test_a_directory(tmp_path: Path) -> None:
    first, second = (Client(store=str(tmp_path / "kept")) for _ in range(2))
    made = stored(first, "x", file(arrays()), vocabulary=";".join(WORDS))
    assert second.get(f"/models/{made['id']}").json() == made
    asked = {"model": made["id"], "sentence": "i am"}
    assert first.post("/step", json=asked).content == second.post("/step", json=asked).content
    assert second.request("DELETE", f"/models/{made['id']}").status_code == 204
    assert only(first.post("/step", json=asked), 404)["type"] == "unknown_model"


def test_a_directory_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    client = Client(store=str(tmp_path / "file" / "kept"))
    assert only(post(client, "x", file(arrays())), 503)["type"] == "store_unavailable"
    assert uploads(client) == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "POST", "OPTIONS"])
def test_other_methods(client: Client, method: str) -> None:
    response = client.request(method, "/models/x")
    assert only(response, 405)["type"] == "method_not_allowed"
    assert response.headers["allow"] == "DELETE, GET, HEAD"


def test_addresses_near_by(client: Client) -> None:
    assert client.get("/models/").headers["location"] == "/models"
    for path in ("/models/x/y", "/models/x/weights/y", "/models//weights"):
        assert only(client.get(path), 404)["type"] == "not_found"
    for path in ("/models/..%2f..%2fetc", "/models/%00", "/models/" + "a" * 5_000):
        assert client.get(path).status_code == 404
    assert only(client.get("/models/..%5c..%5cx/weights"), 404)["type"] == "unknown_model"


def test_a_compressed_body(client: Client) -> None:
    response = client.post("/models", content=b"x", headers={"content-encoding": "gzip"})
    assert only(response, 415)["type"] == "wrong_content_encoding"


@pytest.mark.parametrize("mode", ["navigate", "no-cors", "cors"])
def test_a_page_of_another_site_stores_and_forgets_nothing(client: Client, mode: str) -> None:
    """A form that sends a file from there is no link that a reader follows."""
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": "document"}
    made = stored(client, "lstm.npz")["id"]
    sent = client.post("/models", files={"file": ("x", file(arrays()))}, headers=headers)
    assert only(sent, 403)["type"] == "cross_site"
    assert only(client.request("DELETE", f"/models/{made}", headers=headers), 403)["type"] == "cross_site"
    assert [model.id for model in uploads(client)] == [made]


def call(client: Client, receive: Callable[[], Any], method: str = "POST") -> list[Message]:
    """What the app sends to a request that arrives as `receive` says."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": "/models",
        "raw_path": b"/models",
        "query_string": b"",
        "headers": [],
        "root_path": "",
        "client": ("a", 1),
        "server": ("test", 80),
        "scheme": "http",
        "http_version": "1.1",
    }
    asyncio.run(client.app(scope, receive, send))
    return sent


def arriving(pieces: Iterator[bytes], after: Callable[[], Any]) -> Callable[[], Any]:
    """A body that arrives piece by piece; `after` says what comes when there are no more."""

    async def receive() -> Message:
        for piece in pieces:
            return {"type": "http.request", "body": piece, "more_body": True}
        found: Message = await after()
        return found

    return receive


def test_a_body_that_never_ends_is_cut_off() -> None:
    client, taken = Client(max_model=1_000), []

    def pieces() -> Iterator[bytes]:
        for n in range(10**9):
            taken.append(n)
            yield bytes(100)

    async def never() -> Message:
        raise AssertionError

    assert call(client, arriving(pieces(), never))[0]["status"] == 413
    assert len(taken) == 11


def test_a_body_that_comes_too_slowly() -> None:
    async def never() -> Message:
        await asyncio.sleep(3_600)
        raise AssertionError

    assert call(Client(model_seconds=0.05), arriving(iter([b"x"]), never))[0]["status"] == 408


def test_a_client_that_leaves_stores_nothing(client: Client) -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    data = (FILES / "lstm.npz").read_bytes()
    assert call(client, arriving(iter([data[:100]]), gone)) == []
    whole = iter([{"type": "http.request", "body": data, "more_body": False}])

    async def then_gone() -> Message:
        return next(whole, {"type": "http.disconnect"})

    assert call(client, then_gone) == []
    assert uploads(client) == []


def test_only_so_many_files_at_once(client: Client) -> None:
    """Three of the four places are one client's; the next file of it gets 503."""

    def told(key: str, /, **_: object) -> str:
        return key

    async def together() -> list[int]:
        release = asyncio.Event()
        statuses: list[int] = []

        async def receive() -> Message:
            await release.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        scope = {"type": "http", "query_string": b"", "headers": [], "client": ("a", 1), "path_params": {}}
        kept = client.app.state.models
        endpoints = models.Endpoints(Settings(), kept, lambda _: told)
        post = endpoints.answering(endpoints.post)
        waiting = [asyncio.create_task(post(dict(scope), receive, send)) for _ in range(4)]
        await asyncio.sleep(0)
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        assert sum(task.done() for task in waiting) == 1
        release.set()
        await asyncio.gather(*waiting)
        return statuses

    assert asyncio.run(together()) == [503]


ADDRESSES = ["/step", "/check", "/what-if", "/memory", "/neurons", "/sample", "/script", "/weights"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_address_that_computes_takes_a_stored_network(client: Client, path: str) -> None:
    """It answers as if the parameters had been written down."""
    of = arrays()
    made = stored(client, "x", file(of), vocabulary=json.dumps(WORDS))["id"]
    asked: dict[str, Any] = {"sentence": "i am a boy"}
    if path == "/what-if":
        asked["edits"] = [{"t": 0, "unit": 1, "set": 0.5}]
    written = {"parameters": {name: array.tolist() for name, array in of.items()}, "vocabulary": WORDS}
    by_id = client.post(path, json=asked | {"model": made})
    assert by_id.status_code == 200, by_id.text
    assert by_id.content == client.post(path, json=asked | written).content
    if path not in {"/what-if", "/sample"}:
        assert client.get(path, params={"sentence": "i am a boy", "model": made}).content == by_id.content


@pytest.mark.parametrize("name", ["tanh.safetensors", "lstm.keras", "stack.onnx"])
def test_layers_and_directions_are_read(client: Client, name: str) -> None:
    outputs = np.load(FILES / "outputs.npz")
    x, output = outputs[f"{name}/x"], outputs[f"{name}/output"]
    read = {"token_ids": x.tolist()} if x.ndim == 1 else {"inputs": x.astype(float).tolist()}
    made = stored(client, name)["id"]
    directions = 1 + (output.shape[1] > 3)
    for place, direction in enumerate(("forward", "backward")[:directions]):
        asked = {"model": made, "objective": "sum", "direction": direction, **read}
        h = [step["h"] for step in client.step(**asked)["steps"]]
        np.testing.assert_allclose(h, output[:, 3 * place : 3 * place + 3], rtol=0, atol=1e-6)


def test_a_network_is_not_answered_from_memory_once_it_is_forgotten(client: Client) -> None:
    made = stored(client, "x", file(arrays()), vocabulary=json.dumps(WORDS))["id"]
    client.step(model=made, sentence="i am")
    client.request("DELETE", f"/models/{made}")
    assert only(client.post("/step", json={"model": made, "sentence": "i am"}), 404)["type"] == "unknown_model"


def test_a_vocabulary_that_lacks_a_word(client: Client) -> None:
    made = stored(client, "x", file(arrays()), vocabulary=json.dumps(WORDS))["id"]
    assert client.step(model=made, sentence="i am a boy")["token_ids"] == [0, 1, 2, 3]


SMALL = [path.name for path in sorted(FILES.iterdir()) if path.suffix in {".safetensors", ".npz", ".onnx"}]


@cache
def fuzzed() -> Client:
    return Client()


def test_a_name_that_is_no_utf_8(client: Client) -> None:
    data = (FILES / "exported.onnx").read_bytes()
    place = data.index(b"/gru/Constant_output_0")
    detail = only(post(client, "exported.onnx", data[:place] + b"\x80" + data[place + 1 :]))
    assert detail["type"] == "file_damaged"
    assert "UnicodeDecodeError" in detail["msg"]


@settings(max_examples=examples(100), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(SMALL),
    st.integers(0, 10**6),
    st.binary(max_size=8),
    st.dictionaries(
        st.sampled_from(["prefix", "map", "vocabulary", "nonlinearity", "x"]), st.text(max_size=9), max_size=2
    ),
)
def test_any_upload(name: str, place: int, bites: bytes, fields: dict[str, str]) -> None:
    data = (FILES / name).read_bytes()
    at = place % len(data)
    response = post(fuzzed(), name, data[:at] + bites + data[at + len(bites) :], **fields)
    assert response.status_code in {201, 413, 415, 422}, response.text
    answer = json.loads(response.content)
    if response.status_code != 201:
        assert all(detail["msg"] and "error-" not in detail["msg"] for detail in answer["detail"])


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=200), st.sampled_from(["multipart/form-data; boundary=x", "text/plain", "", "application/json"])
)
def test_any_body(data: bytes, content_type: str) -> None:
    body = b"--x\r\n" + data + b"\r\n--x--" if "x" in content_type else data
    response = fuzzed().post("/models", content=body, headers={"content-type": content_type})
    assert response.status_code in {415, 422}
