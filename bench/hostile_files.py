"""The worst files for /models and the worst of /train: what they unpack, hold or compute."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator

import numpy as np

from bench.requests import Kind, Request

FILE = 64_000_000
"""Bytes of the largest files: just within the limit."""
HEADER = 7_900_000
"""Bytes of the longest header of a safetensors file that is read."""
FORM = "multipart/form-data; boundary=x"


def kinds() -> Iterator[Kind]:
    """All of them."""
    yield from _headers()
    yield from _graphs()
    yield from _others()
    yield from _trainings()


def _file(name: str, end: str, make: Callable[[], bytes]) -> Kind:
    """A file of zeros behind it is another one each time; it is made when it is sent."""

    def request(seed: int) -> Request:
        return Request(f"/models?name={seed}.{end}", make(), "application/octet-stream")

    return Kind(name, request, 1)


def _safetensors(header: bytes, numbers: bytes = b"") -> bytes:
    return len(header).to_bytes(8, "little") + header + numbers


def _many(part: bytes, size: int) -> bytes:
    return b",".join([part] * (size // (len(part) + 1)))


def _headers() -> Iterator[Kind]:
    for name, part in (("lists", b"[]"), ("numbers", b"0"), ("objects", b'{"a":1}'), ("long numbers", b"9" * 4_000)):

        def header(part: bytes = part) -> bytes:
            return _safetensors(b'{"a":[' + _many(part, HEADER) + b"]}")

        yield _file(f"a header of {name}", "safetensors", header)
    names = b"{" + b",".join(b'"%x":{}' % k for k in range(600_000)) + b"}"
    yield _file("a header of names", "safetensors", lambda: _safetensors(names))
    yield _file("a deep header", "safetensors", lambda: _safetensors(b"[" * HEADER))


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _field(number: int, content: bytes) -> bytes:
    """A field of protobuf with its length."""
    return bytes([number << 3 | 2]) + _varint(len(content)) + content


def _onnx(graph: bytes) -> bytes:
    return b"\x08\x08" + _field(7, graph)


def _graphs() -> Iterator[Kind]:
    """Two bytes each, some hundred bytes once they are read."""
    yield _file("30 million empty nodes", "onnx", lambda: _onnx(b"\x0a\x00" * (FILE // 2)))
    yield _file("30 million empty arrays", "onnx", lambda: _onnx(b"\x2a\x00" * (FILE // 2)))
    yield _file("a node of 30 million inputs", "onnx", lambda: _onnx(_field(1, b"\x0a\x00" * (FILE // 2))))
    yield _file("an array of 60 million axes", "onnx", lambda: _onnx(_field(5, _field(1, bytes(FILE)))))


def _bomb() -> bytes:
    """An archive of 300 kB that unpacks to 300 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("rnn.weight_ih_l0", "rnn.weight_hh_l0", "x"):
            array = io.BytesIO()
            np.save(array, np.zeros((3_500, 3_500)))
            archive.writestr(f"{name}.npy", array.getvalue())
    return packed.getvalue()


def _largest() -> bytes:
    """An LSTM of 1,024 units that reads 1,000 numbers: 8 million of float32, whose eigenvalues take seconds."""
    rng = np.random.default_rng(0)
    header, end, numbers = {}, 0, []
    for of, columns in (("ih", 1_000), ("hh", 1_024)):
        array = rng.standard_normal((4_096, columns)).astype("<f4")
        start, end = end, end + array.nbytes
        header[f"rnn.weight_{of}_l0"] = {"dtype": "F32", "shape": array.shape, "data_offsets": [start, end]}
        numbers.append(array.tobytes())
    return _safetensors(json.dumps(header).encode(), b"".join(numbers))


def _others() -> Iterator[Kind]:
    yield _file("zeros", "safetensors", lambda: bytes(FILE))
    yield _file("an archive that unpacks a thousandfold", "npz", _bomb)
    yield _file("an LSTM of 1,024 units", "safetensors", _largest)
    part = b'--x\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n'
    start = part % (b"file", b'; filename="a"')

    def form(content: bytes) -> Callable[[int], Request]:
        return lambda seed: Request("/models", b"%b%d%b\r\n--x--\r\n" % (start, seed, content), FORM)

    yield Kind("a form of what is nearly its boundary", form(b"\r\n--" * (FILE // 4)), 1)
    map_of_lists = b"\r\n" + part % (b"map", b"") + b'{"a":[' + _many(b"[]", 990_000) + b"]}"
    yield Kind("a map of lists", form(map_of_lists), 1)
    yield Kind("a vocabulary of nothing", form(b"\r\n" + part % (b"vocabulary", b"") + b";" * 990_000), 1)


def _trainings() -> Iterator[Kind]:
    """Small in time, large in everything else; each ends after a step."""
    texts = {
        "20,000 symbols": {"task": "recall", "delay": 1, "symbols": [f"s{k}" for k in range(20_000)]},
        "40,000 letters": {
            "task": "text",
            "text": "".join(chr(0x20000 + k % 40_000) for k in range(190_000)),
            "window": 39,
            "batch_size": 5,
        },
        "20,000 numbers": {"task": "forecast", "series": [1e308, -1e308] * 9_999, "window": 1_000, "batch_size": 100},
        "four layers of 256 units, orthogonal": {
            "task": "recall",
            "cell": "lstm",
            "hidden_size": 256,
            "input_size": 256,
            "num_layers": 4,
            "recurrent_init": "orthogonal",
            "spectral_radius": 1,
            "batch_size": 1,
        },
        "sequences of 1,000 steps": {
            "task": "recall",
            "delay": 999,
            "cell": "lstm",
            "hidden_size": 64,
            "batch_size": 16,
        },
    }
    for name, fields in texts.items():

        def train(seed: int, fields: dict[str, object] = fields) -> Request:
            return Request("/train", json.dumps({"steps": 1, **fields, "seed": seed}, ensure_ascii=False).encode())

        yield Kind(f"/train: {name}", train, 1)

    def resume(seed: int) -> Request:
        return Request("/train", json.dumps({"resume": f"{seed:032x}"}).encode())

    yield Kind("/train: going on with what is not kept", resume, 20)
