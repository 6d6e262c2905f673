from __future__ import annotations

import io
import json as standard
import zipfile
from typing import Any

import numpy as np
import pytest

from app.exports import npz
from app.exports.columns import AnswerColumns
from tests.exports.conftest import as_json


def loaded(columns: AnswerColumns) -> tuple[dict[str, Any], dict[str, Any]]:
    """The arrays and the texts."""
    with np.load(io.BytesIO(b"".join(npz.pieces(columns))), allow_pickle=False) as archive:
        found = {name: archive[name] for name in archive.files}
    return found, standard.loads(found.pop(npz.TEXTS))


def flat(values: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested objects as one, names joined by a dot."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        found |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return found


def by_column(steps: list[dict[str, Any]]) -> dict[str, Any]:
    rows = [flat(step) for step in steps]
    return {name: [row[name] for row in rows] for name in rows[0]}


def nulled(array: Any) -> Any:
    """Numbers as lists, with the nulls of the JSON; a vector of nothing else is a null."""
    if array.ndim == 2 and array.dtype == np.float64 and np.isnan(array).any():
        return [None if np.isnan(row).all() else row.tolist() for row in array]
    if array.ndim == 0 and np.isnan(array):
        return None
    if array.dtype == np.float64 and array.ndim == 1:
        return [value if np.isfinite(value) else None for value in array.tolist()]
    return array.tolist()


def test_it_has_the_numbers_of_the_json(columns: AnswerColumns) -> None:
    whole = as_json(columns)
    steps = whole.pop("steps")
    said = flat(whole) | by_column(steps)
    arrays, texts = loaded(columns)
    assert arrays.keys() | texts.keys() == said.keys()
    assert not arrays.keys() & texts.keys()
    for name, array in arrays.items():
        assert array.dtype in (np.float64, np.int64, np.bool_), name
        assert nulled(array) == said[name], name
    assert {name: said[name] for name in texts} == texts


def test_a_gradient_of_zero_has_a_logarithm_of_minus_infinity() -> None:
    steps = {"t": range(2), "log10_grad_norm": np.array([-np.inf, 0.5]), "grad": [None, np.array([1.0, 2.0])]}
    arrays, _ = loaded(AnswerColumns({}, steps, {}))
    assert arrays["log10_grad_norm"].tolist() == [-np.inf, 0.5]
    np.testing.assert_array_equal(arrays["grad"], [[np.nan, np.nan], [1, 2]])


def test_arrays_of_any_layout() -> None:
    matrix = np.arange(12.0).reshape(3, 4)
    tail: dict[str, Any] = {
        "a": matrix.T,
        "b": matrix[:, ::2],
        "c": np.float64(2),
        "d": matrix.astype(">f8"),
        "e": np.empty((0, 3)),
    }
    arrays, _ = loaded(AnswerColumns({}, {}, tail))
    for name, array in tail.items():
        np.testing.assert_array_equal(arrays[name], array)
        assert arrays[name].shape == np.shape(array)


def test_the_archive_is_sound_and_says_nothing_of_when_it_was_made(columns: AnswerColumns) -> None:
    data = b"".join(npz.pieces(columns))
    assert data == b"".join(npz.pieces(columns))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[-1] == npz.TEXTS


@pytest.mark.parametrize("length", [0, 1, npz.PIECE, 3 * npz.PIECE + 5])
def test_pieces_are_neither_small_nor_large(length: int) -> None:
    made = list(npz.pieces(AnswerColumns({}, {}, {f"w{k}": np.ones(length) for k in range(20)})))
    assert all(npz.PIECE <= len(piece) < 2 * npz.PIECE for piece in made[:-1])


def test_long_texts_take_no_more_room_than_they_have_letters() -> None:
    tokens = ["a"] * 5_000 + ["b" * 100_000]
    made = b"".join(npz.pieces(AnswerColumns({"tokens": tokens}, {}, {})))
    assert len(made) < 200_000
