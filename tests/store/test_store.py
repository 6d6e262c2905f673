"""What both stores do: bounds, order, ids; and what only a directory does: sharing, damage, foreign files."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app import store
from app.imports import Found
from app.imports.tensors import Origin
from app.store import Bounds, Store, StoredModel, TooLarge, Unavailable
from app.store.directory import DirectoryStore
from app.store.in_process import InProcessStore

H, I = 3, 2
SIZE = 8 * (H * I + H * H)
"""Bytes of one network in float64."""


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def model(seed: int = 0, *, vocabulary: tuple[str, ...] | None = None, **said: Any) -> StoredModel:
    rng = np.random.default_rng(seed)
    state = {"rnn.weight_ih_l0": rng.normal(size=(H, I)), "rnn.weight_hh_l0": rng.normal(size=(H, H))}
    if vocabulary is not None:
        state = {"embedding.weight": rng.normal(size=(len(vocabulary), I))} | state
    origins = {name: Origin(name, array.shape, "float32") for name, array in state.items()}
    fields = {"cell": "rnn", "nonlinearity": "tanh"} | said
    found = Found(
        **fields,
        hidden_size=H,
        input_size=I,
        num_layers=1,
        bidirectional=False,
        state_dict=state,
        origins=origins,
        vocabulary=vocabulary,
    )
    return store.make(found, f"{seed}.safetensors", "safetensors")


Open = Callable[..., Store]


@pytest.fixture(params=["memory", "directory"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """A store of either kind."""

    def open_it(models: int = 10, size: int = 10**6, seconds: float = 1_000.0) -> Store:
        return store.opened(
            str(tmp_path / "kept") if request.param == "directory" else "", Bounds(models, size, seconds)
        )

    return open_it


def ids(kept: Store) -> set[str]:
    return {card.id for card in kept.list()}


def test_what_is_put_is_got(opened: Open) -> None:
    kept, one = opened(), model(vocabulary=("a", "<unk>"), nonlinearity="relu")
    kept.put(one)
    found = kept.get(one.id)
    assert found is not None
    assert found.card == one.card == kept.card(one.id) == kept.list()[0]
    assert found.network.vocabulary == ("a", "<unk>")
    assert found.network.cell.nonlinearity == "relu"
    for name, array in one.network.state_dict().items():
        np.testing.assert_array_equal(found.network.state_dict()[name], array)


def test_what_is_not_there(opened: Open) -> None:
    kept = opened()
    for name in ("0" * 32, "", "none", "../secret", "/etc/passwd", "a" * 5_000, "\0", "é" * 32, model().id.upper()):
        assert kept.get(name) is None
        assert kept.card(name) is None
        assert kept.delete(name) is False
    assert kept.list() == []


def test_forgetting(opened: Open) -> None:
    kept, one = opened(), model()
    kept.put(one)
    assert kept.delete(one.id) is True
    assert kept.get(one.id) is None
    assert kept.delete(one.id) is False


def test_the_least_recently_used_goes_first(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, models = opened(models=3), [model(seed) for seed in range(4)]
    for one in models[:3]:
        kept.put(one)
        _apart(kept, one)
    kept.get(models[0].id)
    kept.put(models[3])
    assert ids(kept) == {models[0].id, models[2].id, models[3].id}


def _apart(kept: Store, one: StoredModel, seconds: float = 100.0) -> None:
    """Make all files that much older, so that their order does not hang on the clock's grain."""
    if isinstance(kept, DirectoryStore):
        for path in kept._directory.iterdir():
            before = path.stat().st_mtime - seconds
            os.utime(path, (before, before))


def test_the_bytes_are_bounded(opened: Open) -> None:
    assert model().card.bytes == SIZE
    kept = opened(size=2 * SIZE + 5_000)
    for seed in range(20):
        kept.put(model(seed))
        _apart(kept, model(seed))
    assert 1 <= len(ids(kept)) < 20
    assert model(19).id in ids(kept)
    with pytest.raises(TooLarge):
        opened(size=SIZE - 1).put(model())


def test_the_same_network_is_stored_once(opened: Open) -> None:
    kept = opened()
    kept.put(model())
    kept.put(model())
    assert len(kept.list()) == 1


def test_the_age_is_bounded_in_memory() -> None:
    clock = Clock()
    kept = InProcessStore(Bounds(10, 10**6, 100.0), clock)
    one, other = model(1), model(2)
    kept.put(one)
    kept.put(other)
    clock.now = 90
    assert kept.get(one.id) is not None
    clock.now = 180
    assert ids(kept) == {one.id}
    clock.now = 191
    assert kept.get(one.id) is None


def test_the_age_is_bounded_in_a_directory(tmp_path: Path) -> None:
    kept = DirectoryStore(tmp_path, Bounds(10, 10**6, 150.0))
    one, other = model(1), model(2)
    kept.put(one)
    kept.put(other)
    _apart(kept, one)
    assert kept.get(one.id) is not None, "and so it is used now"
    _apart(kept, one)
    assert ids(kept) == {one.id}
    assert kept.get(other.id) is None
    kept.put(model(3))
    assert {path.stem for path in tmp_path.iterdir()} == {one.id, model(3).id}, "what is too old is swept"


def test_the_id_is_of_the_content() -> None:
    one = model()
    assert one.id == model().id == "d775d4f33f33c3582e1413ccf2515575"
    others = [model(1), model(nonlinearity="relu"), model(vocabulary=("a", "b")), model(vocabulary=("b", "a"))]
    assert len({one.id, *(other.id for other in others)}) == 5


def test_two_servers_share_a_directory(tmp_path: Path) -> None:
    bounds = Bounds(10, 10**6, 1_000.0)
    first, second = DirectoryStore(tmp_path, bounds), DirectoryStore(tmp_path, bounds)
    one = model()
    first.put(one)
    assert second.get(one.id) is not None
    assert ids(second) == {one.id}
    second.delete(one.id)
    assert first.get(one.id) is None
    assert first.list() == []
    first.put(one)
    assert second.get(one.id) is not None, "it is read again"


def test_writers_at_the_same_time(tmp_path: Path) -> None:
    """No reader ever sees half a network."""
    bounds, one = Bounds(10, 10**6, 1_000.0), model()
    DirectoryStore(tmp_path, bounds).put(one)
    missing: list[int] = []

    def write() -> None:
        for _ in range(10):
            DirectoryStore(tmp_path, bounds).put(one)

    def read() -> None:
        missing.extend(n for n in range(20) if DirectoryStore(tmp_path, bounds).get(one.id) is None)

    threads = [threading.Thread(target=each) for each in (write, write, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert missing == []
    assert [path.name for path in tmp_path.iterdir()] == [f"{one.id}.safetensors"]


@pytest.mark.parametrize("place", [0, 4, 12, 60, 400, -1, -60, -150])
def test_a_damaged_file_is_as_good_as_absent(tmp_path: Path, place: int) -> None:
    kept, one = DirectoryStore(tmp_path, Bounds(10, 10**6, 1_000.0)), model()
    kept.put(one)
    path = tmp_path / f"{one.id}.safetensors"
    whole = path.read_bytes()
    damaged = bytearray(whole)
    damaged[place] ^= 1
    for data in (bytes(damaged), whole[:place], b"", whole + b"\0"):
        path.write_bytes(data)
        fresh = DirectoryStore(tmp_path, Bounds(10, 10**6, 1_000.0))
        assert fresh.get(one.id) is None
        assert fresh.list() == [] or data == bytes(damaged)
    path.write_bytes(whole)
    assert kept.get(one.id) is not None


def test_foreign_files_are_left_alone(tmp_path: Path) -> None:
    kept, one = DirectoryStore(tmp_path, Bounds(1, 10**6, 1_000.0)), model()
    kept.put(one)
    whole = (tmp_path / f"{one.id}.safetensors").read_bytes()
    foreign = {"README": b"hello", "weights.safetensors": b"1", f"{one.id}.part": b"", "model.safetensors": whole}
    for name, data in foreign.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / ("a" * 32 + ".safetensors")).mkdir()
    (tmp_path / ("b" * 32 + ".safetensors")).symlink_to(tmp_path / "model.safetensors")
    (tmp_path / ("c" * 32 + ".safetensors")).write_bytes(whole)
    os.mkfifo(tmp_path / ("d" * 32 + ".safetensors"))
    assert ids(kept) == {one.id}
    for letter in "abcd":
        assert kept.get(letter * 32) is None
        assert kept.delete(letter * 32) is False
    kept.put(model(1))
    assert all((tmp_path / name).exists() for name in foreign)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    kept, one = DirectoryStore(tmp_path / "kept", Bounds(10, 10**6, 1_000.0)), model()
    kept.put(one)
    path = tmp_path / "kept" / f"{one.id}.safetensors"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert kept.card(one.id) is None
    assert kept.get(one.id) is None
    assert kept.list() == []


def test_a_card_that_lies_is_no_card(tmp_path: Path) -> None:
    """A header that names what is not there, or a card of other fields."""
    for card in ("[]", "{}", '{"id": 3}', "[" * 10_000, json.dumps({"id": "e" * 32, "vocabulary": None})):
        header = json.dumps(
            {"__metadata__": {"rnnflow": card}, "a": {"dtype": "F64", "shape": [], "data_offsets": [0, 8]}}
        )
        data = len(header.encode()).to_bytes(8, "little") + header.encode() + bytes(8)
        (tmp_path / f"{'e' * 32}.safetensors").write_bytes(data)
        kept = DirectoryStore(tmp_path, Bounds(10, 10**6, 1_000.0))
        assert kept.get("e" * 32) is None
        assert kept.list() == []


def test_unfinished_files_are_swept_once_they_are_old(tmp_path: Path) -> None:
    kept = DirectoryStore(tmp_path, Bounds(10, 10**6, 10_000.0))
    old, new = (tmp_path / f"{'a' * 32}.{n}.part" for n in (1, 2))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    kept.put(model())
    assert (old.exists(), new.exists()) == (False, True)


def test_a_directory_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = DirectoryStore(tmp_path / "file" / "kept", Bounds(10, 10**6, 1_000.0))
    with pytest.raises(Unavailable):
        kept.put(model())
    assert kept.list() == []
    assert kept.get(model().id) is None


def test_a_network_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, one = DirectoryStore(tmp_path, Bounds(10, 10**6, 1_000.0)), model()
    kept.put(one)
    first = kept.get(one.id)
    assert first is not None
    assert kept.get(one.id) is first
    kept.put(one)
    assert kept.get(one.id) is not first
