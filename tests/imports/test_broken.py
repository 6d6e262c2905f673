"""Broken and hostile files: each is refused with a sentence, nothing of it is run, and little memory is used."""

from __future__ import annotations

import contextlib
import io
import json
import pickle
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import onnx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from app import imports
from app.imports import BadFile
from tests.quick import examples

FILES = Path(__file__).parent / "files"
MEBIBYTE = 1 << 20


def refusal(name: str, data: bytes) -> BadFile:
    with pytest.raises(BadFile) as error:
        imports.read(name, data)
    return error.value


def safetensors(header: object, numbers: bytes = b"", length: int | None = None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return (len(text) if length is None else length).to_bytes(8, "little") + text + numbers


def part(shape: list[Any], start: Any, end: Any, dtype: str = "F32") -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}


def network(ih: dict[str, Any], hh: dict[str, Any], size: int) -> bytes:
    """A whole network but for what its header says of the bytes."""
    return safetensors({"weight_ih": ih, "weight_hh": hh}, bytes(size))


HEADERS: dict[str, bytes] = {
    "a header longer than the file": safetensors({}, length=10**6),
    "a header of 2⁶³ bytes": safetensors({}, length=2**63),
    "no JSON": safetensors(b"{{{"),
    "nested without end": safetensors(b'{"a":' * 100_000),
    "no array": safetensors({}),
    "a list in place of a part": safetensors({"a": [1]}),
    "metadata of another kind": safetensors({"__metadata__": 3}),
    "a name twice": safetensors(b'{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"a":{}}', bytes(4)),
    "overlapping": network(part([3, 1], 0, 12), part([3, 3], 8, 44), 44),
    "the same bytes twice": network(part([3, 3], 0, 36), part([3, 3], 0, 36), 36),
    "a hole": network(part([3, 1], 0, 12), part([3, 3], 16, 52), 52),
    "beyond the end": network(part([3, 1], 0, 12), part([3, 3], 12, 48), 40),
    "more bytes than are named": network(part([3, 1], 0, 12), part([3, 3], 12, 48), 52),
    "backward": network(part([3, 1], 12, 0), part([3, 3], 12, 48), 48),
    "another shape": safetensors({"a": part([3], 0, 4)}, bytes(4)),
    "a negative side": safetensors({"a": part([-1], 0, 4)}, bytes(4)),
    "a side that is no number": safetensors({"a": part(["1"], 0, 4)}, bytes(4)),
    "a side that is true": safetensors({"a": part([True], 0, 4)}, bytes(4)),
    "absurd sides": safetensors({"a": part([2**62, 2**62], 0, 4)}, bytes(4)),
    "a side of 2⁶⁴": safetensors({"a": part([0, 2**64], 0, 0)}),
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_lying_header(name: str) -> None:
    reason = "file_no_network" if name == "no array" else "file_damaged"
    assert refusal("x.safetensors", HEADERS[name]).reason == reason


def test_too_many_numbers_and_arrays() -> None:
    huge = safetensors({"a": part([2**25], 0, 2**26, "F16")}, bytes(2**26))
    assert refusal("x", huge).reason == "file_too_large"
    many = safetensors({f"a{n}": part([0], 0, 0) for n in range(5_000)})
    assert refusal("x", many).reason == "file_too_many_arrays"
    assert refusal("x", safetensors({"a" * 600: part([0], 0, 0)})).reason == "file_name_too_long"


class Boom:
    """A pickle of one writes a file where it is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.write_text, (self.path, "opened")


def archive(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return file.getvalue()


def npy(array: np.ndarray[Any, Any]) -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array(file, array)
    return file.getvalue()


def npy_header(text: str) -> bytes:
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()


def test_a_pickle_is_never_opened(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    objects = np.empty(1, dtype=object)
    objects[0] = Boom(trap)
    raw = [pickle.dumps(Boom(trap), protocol) for protocol in range(6)]
    files = [(name, data) for data in raw for name in ("model.pt", "model.pth", "pytorch_model.bin", "x.pkl", "x.ckpt")]
    files += [("model.pt", archive({"model/data.pkl": raw[2], "model/version": b"3\n"}, zipfile.ZIP_STORED))]
    files += [("model.jit", archive({"m/code/x.py": b"", "m/constants.pkl": raw[2], "m/data.pkl": raw[2]}))]
    files += [("w.npz", archive({"weight_ih.npy": npy(objects), "weight_hh.npy": npy(np.zeros((3, 3)))}))]
    for name, data in files:
        assert refusal(name, data).reason == "file_pickle", name
    for name, data in (("weights.npz", raw[4]), ("x.safetensors", raw[2]), ("x.keras", files[-3][1])):
        assert refusal(name, data).reason == "file_pickle", name
    assert not trap.exists()
    pickle.loads(raw[2])
    assert trap.exists(), "the trap works"


HEADER = "{'descr': %s, 'fortran_order': False, 'shape': %s, }\n"
ARCHIVES: dict[str, bytes] = {
    "cut off": (FILES / "lstm.npz").read_bytes()[:-100],
    "no archive": b"PK\x03\x04" + bytes(100),
    "packed by LZMA": archive({"weight_hh.npy": npy(np.zeros((3, 3)))}, zipfile.ZIP_LZMA),
    "no header": archive({"weight_hh.npy": b"not an array"}),
    "a header without end": archive({"weight_hh.npy": npy_header("(" * 9_000)}),
    "a header of code": archive({"weight_hh.npy": npy_header("__import__('os').getcwd()")}),
    "a long header": archive({"weight_hh.npy": npy_header(HEADER % ("'<f8'", "(3,3)") + " " * 20_000)}),
    "fewer numbers than are named": archive(
        {name: npy_header(HEADER % ("'<f8'", "(3,3)")) + bytes(8) for name in ("weight_ih.npy", "weight_hh.npy")}
    ),
    "a negative side": archive({"weight_hh.npy": npy_header(HEADER % ("'<f8'", "(-3,3)")) + bytes(72)}),
    "records": archive({"weight_hh.npy": npy(np.zeros(3, dtype=[("a", "f8")]))}),
    "nothing": archive({}),
    "another member": archive({"weight_hh.txt": b"1 2 3"}),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_broken_archive(name: str) -> None:
    assert refusal("x.npz", ARCHIVES[name]).reason in {"file_damaged", "file_no_network"}


def test_an_encrypted_archive() -> None:
    data = bytearray(archive({"weight_hh.npy": npy(np.zeros((3, 3)))}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal("x.npz", bytes(data)).reason == "file_damaged"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_in_an_archive() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for _ in range(2):
            opened.writestr("weight_hh.npy", npy(np.zeros((3, 3))))
    assert refusal("x.npz", file.getvalue()).values == {"what": "a name comes twice"}


def test_bombs_use_little_memory() -> None:
    """A zip of zeros grows a thousandfold; what its headers name is refused before it is unpacked."""
    zeros = bytes(64 * MEBIBYTE)
    honest = npy_header(HEADER % ("'<f8'", "(16384,8192)")) + zeros
    liar = npy_header(HEADER % ("'<f8'", "(3,3)")) + zeros
    bombs = {
        "numbers": archive({"weight_ih.npy": honest, "weight_hh.npy": honest}),
        "more numbers than are named": archive({"weight_ih.npy": liar, "weight_hh.npy": liar, "x.npy": liar}),
        "config": archive({"config.json": zeros, "model.weights.h5": b""}),
        "members": archive({f"{n}.npy": b"" for n in range(5_000)}),
    }
    del zeros, honest, liar
    assert all(len(bomb) < MEBIBYTE for bomb in bombs.values())
    for name, bomb in bombs.items():
        tracemalloc.start()
        if name == "more numbers than are named":  # the rest is never unpacked
            imports.read("x.npz", bomb)
        else:
            assert refusal("x.npz", bomb).reason in {"file_too_large", "file_damaged", "file_too_many_arrays"}
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 24 * MEBIBYTE, name


def model(nodes: list[Any], constants: dict[str, Any], change: Callable[[Any], None] = lambda _: None) -> bytes:
    parts = [numpy_helper.from_array(np.asarray(array, np.float32), name) for name, array in constants.items()]
    graph = helper.make_graph(nodes, "g", [], [], parts)
    change(graph)
    return bytes(helper.make_model(graph).SerializeToString())


W, R, B = np.zeros((1, 9, 2)), np.zeros((1, 9, 3)), np.zeros((1, 18))
GRU: dict[str, Any] = {"hidden_size": 3, "linear_before_reset": 1}


def gru(inputs: list[str] | None = None, output: str = "Y", name: str = "", kind: str = "GRU", **said: Any) -> Any:
    return helper.make_node(kind, inputs or ["X", "W", "R", "B"], [output], name=name, **(GRU | said))


def _external(graph: Any) -> None:
    graph.initializer[0].data_location = TensorProto.EXTERNAL
    entry = graph.initializer[0].external_data.add()
    entry.key, entry.value = "location", "../../../../etc/passwd"
    graph.initializer[0].ClearField("raw_data")


def _lying(graph: Any) -> None:
    graph.initializer[0].dims[2] = 3


def _absurd(graph: Any) -> None:
    graph.initializer[0].dims[:] = [2**40, 2**40]


def _negative(graph: Any) -> None:
    graph.initializer[0].dims[1] = -9


ALL = {"W": W, "R": R, "B": B}
LSTM = {"W": np.zeros((1, 12, 2)), "R": np.zeros((1, 12, 3)), "B": np.zeros((1, 24)), "P": np.zeros((1, 9))}
OTHER_GRUS: dict[str, dict[str, Any]] = {
    "reset before the product (linear_before_reset=0)": {"linear_before_reset": 0},
    "clip": {"clip": 1.0},
    "direction=reverse": {"direction": "reverse"},
    "activations HardSigmoid, Tanh": {"activations": ["HardSigmoid", "Tanh"]},
}
GRAPHS: dict[str, tuple[str, dict[str, object], bytes]] = {
    "external data": ("file_external", {"name": "W"}, model([gru()], ALL, _external)),
    "lying sides": ("file_damaged", {}, model([gru()], ALL, _lying)),
    "absurd sides": ("file_too_large", {}, model([gru()], ALL, _absurd)),
    "negative sides": ("file_damaged", {}, model([gru()], ALL, _negative)),
    "a circle": (
        "file_damaged",
        {"what": "a circle of layers"},
        model([gru(["Z", "W", "R", "B"], "Y"), gru(["Y", "W", "R", "B"], "Z")], ALL),
    ),
    "a circle of its own": ("file_damaged", {}, model([gru(["Y", "W", "R", "B"])], ALL)),
    "a circle of what only moves": (
        "file_no_network",
        {},
        model([helper.make_node("Identity", ["a"], ["b"]), helper.make_node("Identity", ["b"], ["a"])], {}),
    ),
    "no recurrent node": ("file_no_network", {"names": "Relu"}, model([helper.make_node("Relu", ["X"], ["Y"])], {})),
    "several": (
        "file_several_networks",
        {"known": "a, b", "first": "a"},
        model([gru(name="a"), gru(output="Z", name="b")], ALL),
    ),
    "weights that are calculated": ("file_weights_not_constant", {"name": "Y"}, model([gru()], {"W": W, "B": B})),
    "missing inputs": ("file_weights_not_constant", {}, model([gru(["X"])], ALL)),
    "no input": ("file_damaged", {}, model([helper.make_node("GRU", [], ["Y"], **GRU)], ALL)),
    "other sides": ("file_shape", {"expected": "(1, 18)"}, model([gru()], ALL | {"B": np.zeros((1, 17))})),
    "three directions": (
        "file_shape",
        {},
        model([gru(["X", "W", "R"])], {"W": np.zeros((3, 9, 2)), "R": np.zeros((3, 9, 3))}),
    ),
    "not a number": (
        "file_not_finite",
        {"name": "weight_hh_l0"},
        model([gru()], ALL | {"R": np.full((1, 9, 3), np.nan)}),
    ),
    "a norm between layers": (
        "file_not_pytorch_arithmetic",
        {"what": "LayerNormalization"},
        model(
            [
                gru(["X", "W", "R", "B"], "Y"),
                helper.make_node("LayerNormalization", ["Y", "B"], ["N"]),
                gru(["N", "W", "R", "B"], "Z"),
            ],
            ALL,
        ),
    ),
    **{
        what: ("file_not_pytorch_arithmetic", {"what": what}, model([gru(**said)], ALL))
        for what, said in OTHER_GRUS.items()
    },
    "peepholes": (
        "file_not_pytorch_arithmetic",
        {"what": "peepholes"},
        model([helper.make_node("LSTM", ["X", "W", "R", "B", "", "", "", "P"], ["Y"], hidden_size=3)], LSTM),
    ),
    "input_forget": (
        "file_not_pytorch_arithmetic",
        {"what": "input_forget"},
        model([helper.make_node("LSTM", ["X", "W", "R", "B"], ["Y"], hidden_size=3, input_forget=1)], LSTM),
    ),
    "two nonlinearities": (
        "file_not_pytorch_arithmetic",
        {},
        model(
            [helper.make_node("RNN", ["X", "W", "R"], ["Y"], activations=["Relu", "Tanh"], direction="bidirectional")],
            ALL,
        ),
    ),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_that_is_not_read(name: str) -> None:
    reason, values, data = GRAPHS[name]
    error = refusal("x.onnx", data)
    assert error.reason == reason
    assert values.items() <= error.values.items()


def hdf5(write: Callable[[Any], None]) -> bytes:
    file = io.BytesIO()
    with h5py.File(file, "w") as opened:
        write(opened)
    return file.getvalue()


def _loop(file: Any) -> None:
    file["again"] = file["/"]


def _external_storage(file: Any) -> None:
    file.create_dataset("weight", (3,), "f4", external=[("/etc/passwd", 0, 12)])


def _virtual(file: Any) -> None:
    layout = h5py.VirtualLayout((3,), "f4")
    layout[:] = h5py.VirtualSource("/etc/passwd", "w", (3,))
    file.create_virtual_dataset("weight", layout)


def _huge(file: Any) -> None:
    file.create_dataset("weight", (2**20, 2**20), "f4", chunks=(64, 64), compression="gzip")


def _set(name: str, value: object) -> Callable[[Any], None]:
    return lambda file: file.__setitem__(name, value)


HDF5: dict[str, tuple[str, bytes]] = {
    "a link to another file": ("file_external", hdf5(_set("a", h5py.ExternalLink("/etc/passwd", "/")))),
    "a soft link": ("file_external", hdf5(_set("a", h5py.SoftLink("/b")))),
    "numbers in another file": ("file_external", hdf5(_external_storage)),
    "numbers of another file": ("file_external", hdf5(_virtual)),
    "a circle of groups": ("file_damaged", hdf5(_loop)),
    "absurd sides": ("file_too_large", hdf5(_huge)),
    "weights without a model": ("file_weights_only", hdf5(_set("a", np.zeros(3)))),
    "a model that is no JSON": ("file_damaged", hdf5(lambda file: file.attrs.__setitem__("model_config", "{"))),
    "a model of another shape": ("file_damaged", hdf5(lambda file: file.attrs.__setitem__("model_config", "[1]"))),
    "cut off": ("file_damaged", (FILES / "gru.h5").read_bytes()[:4_000]),
    "the first bytes alone": ("file_damaged", imports.HDF5),
}


@pytest.mark.parametrize("name", HDF5)
def test_hdf5_that_is_not_read(name: str) -> None:
    reason, data = HDF5[name]
    error = refusal("x.h5", data)
    assert error.reason == reason
    assert "root:" not in str(error)


def keras_with(change: Callable[[dict[str, Any]], None]) -> bytes:
    """gru.h5 with another config."""
    file = io.BytesIO((FILES / "gru.h5").read_bytes())
    with h5py.File(file, "r+") as opened:
        config = json.loads(opened.attrs["model_config"])
        change(config)
        opened.attrs["model_config"] = json.dumps(config)
    return file.getvalue()


def _first(**said: Any) -> Callable[[dict[str, Any]], None]:
    return lambda config: config["config"]["layers"][1]["config"].update(said)


def _norm(config: dict[str, Any]) -> None:
    config["config"]["layers"][2]["class_name"] = "LayerNormalization"


KERAS: dict[str, tuple[str, Callable[[dict[str, Any]], None]]] = {
    "reset before the product (reset_after=False)": ("file_not_pytorch_arithmetic", _first(reset_after=False)),
    "recurrent_activation=hard_sigmoid": ("file_not_pytorch_arithmetic", _first(recurrent_activation="hard_sigmoid")),
    "activation=relu": ("file_not_pytorch_arithmetic", _first(activation="relu")),
    "go_backwards": ("file_not_pytorch_arithmetic", _first(go_backwards=True)),
    "LayerNormalization": ("file_not_pytorch_arithmetic", _norm),
}


@pytest.mark.parametrize("what", KERAS)
def test_a_keras_layer_of_another_arithmetic(what: str) -> None:
    reason, change = KERAS[what]
    error = refusal("x.h5", keras_with(change))
    assert (error.reason, error.values) == (reason, {"what": what})


def test_an_absent_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.imports.hdf5.find_spec", lambda _: None)
    monkeypatch.setitem(__import__("sys").modules, "onnx", None)
    for name, extra in (("gru.h5", "keras"), ("gru.keras", "keras"), ("gru.onnx", "onnx")):
        error = refusal(name, (FILES / name).read_bytes())
        assert (error.reason, error.values) == ("file_needs_extra", {"extra": extra})


def test_a_reader_of_hdf5_that_dies_or_does_not_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = (FILES / "gru.h5").read_bytes()
    for script, what in (
        ("import os; os.abort()", "HDF5 that ends its reader"),
        ("while True: pass", "HDF5 that takes over"),
    ):
        (tmp_path / "child.py").write_text(script)
        monkeypatch.setattr("app.imports.hdf5.CHILD", tmp_path / "child.py")
        monkeypatch.setattr("app.imports.hdf5.SECONDS", 1)
        assert str(refusal("x.h5", data).values["what"]).startswith(what)


def test_what_is_no_file_of_a_network() -> None:
    for data in (b"", b"hello", b"\x00" * 100, b"GIF89a", b"{}", b"[1]", b"\xff\xd8\xff"):
        assert refusal("picture.gif", data).reason == "file_unknown"
    assert refusal("x.npz", b"hello").values == {"what": "the first bytes are not those of .npz"}


SMALL = sorted(path for path in FILES.iterdir() if path.suffix in {".safetensors", ".npz", ".onnx"})
QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck))


def broken(data: bytes, place: int, bites: bytes, cut: int) -> bytes:
    """Some bytes of a file replaced, and some left out at the end."""
    at = place % len(data)
    changed = data[:at] + bites + data[at + len(bites) :]
    return changed[: len(changed) - cut % len(data)] if cut else changed


@settings(QUIET, max_examples=examples(300))
@given(st.sampled_from(SMALL), st.integers(0, 10**6), st.binary(max_size=8), st.just(0) | st.integers(0, 10**6))
def test_any_broken_file(path: Path, place: int, bites: bytes, cut: int) -> None:
    with contextlib.suppress(BadFile):
        imports.read(path.name, broken(path.read_bytes(), place, bites, cut))


@settings(QUIET, max_examples=examples(20))
@given(st.sampled_from(["gru.h5", "simple.keras"]), st.integers(0, 10**6), st.binary(max_size=8), st.booleans())
def test_any_broken_hdf5(name: str, place: int, bites: bytes, cut: bool) -> None:
    with contextlib.suppress(BadFile):
        imports.read(name, broken((FILES / name).read_bytes(), place, bites, place if cut else 0))


@settings(QUIET, max_examples=examples(200))
@given(
    st.binary(max_size=300),
    st.sampled_from(["", "PK\x03\x04", "\x08", "\x80\x02", "{"]),
    st.sampled_from(imports.FORMATS),
)
def test_any_bytes(data: bytes, start: str, end: str) -> None:
    with pytest.raises(BadFile):
        imports.read(f"x.{end}", start.encode("latin-1") + data)


def test_the_corpus_reads_where_nothing_is_broken() -> None:
    """So that the refusals above are for what is said."""

    def whole() -> Iterator[tuple[str, bytes]]:
        yield "x.onnx", model([gru()], ALL)
        yield "x.onnx", model([helper.make_node("LSTM", ["X", "W", "R", "B"], ["Y"], hidden_size=3)], LSTM)
        yield "x.h5", keras_with(lambda _: None)
        yield "x.npz", archive({"weight_ih.npy": npy(np.zeros((3, 2))), "weight_hh.npy": npy(np.zeros((3, 3)))})
        yield "x", safetensors({"weight_ih": part([3, 1], 0, 12), "weight_hh": part([3, 3], 12, 48)}, bytes(48))

    for name, data in whole():
        assert imports.read(name, data)[1].hidden_size == 3
    assert onnx.__version__
