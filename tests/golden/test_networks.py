"""Layers, directions, biases, inputs and objectives: every number of the engine against PyTorch's own, to 1e-10."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from app.engine.network import Network
from tests.golden.networks import CASES, HERE, KINDS, QUESTIONS, Case, ours, pack

Array = npt.NDArray[np.float64]


@cache
def golden(file: Path) -> dict[str, Array]:
    with np.load(file) as arrays:
        return dict(arrays)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.cell} {case.nonlinearity} {case.name}")
def test_equals_pytorch(case: Case) -> None:
    values, expected = ours(case.run()), golden(case.file)[case.name]
    assert len(pack(values)) == len(expected)
    start = 0
    for name in sorted(values):
        own = values[name].ravel()
        theirs = expected[start : start + len(own)]
        np.testing.assert_allclose(own, theirs, rtol=1e-10, atol=1e-10, err_msg=name)
        start += len(own)


def test_the_files_hold_the_cases_and_nothing_else() -> None:
    assert set(HERE.glob("*.npz")) == {case.file for case in CASES}
    for file in {case.file for case in CASES}:
        assert set(golden(file)) - {"torch"} == {case.name for case in CASES if case.file == file}


def test_every_question_is_asked_of_every_kind_in_both_directions() -> None:
    found = {(case.cell, case.nonlinearity, case.bidirectional, case.objective, case.reads) for case in CASES}
    assert len(found) == 2 * len(KINDS) * len(QUESTIONS)
    for axis in ("num_layers", "bidirectional", "bias", "with_state"):
        values = {getattr(case, axis) for case in CASES}
        pairs = {(case.objective, case.reads, getattr(case, axis)) for case in CASES}
        assert len(pairs) == len(values) * len(QUESTIONS), axis


@pytest.mark.parametrize("case", CASES[::5], ids=lambda case: f"{case.cell} {case.nonlinearity} {case.name}")
def test_an_answer_s_own_parameters_give_the_same_bits(case: Case) -> None:
    first = case.run()
    arrays = {name: array.tolist() for name, array in first.network.state_dict().items()}
    words = first.vocabulary if case.reads == "words" else None
    second = case.run(Network.from_state_dict(arrays, vocabulary=words, nonlinearity=case.nonlinearity))
    assert list(second.network.state_dict()) == list(first.network.state_dict())
    for name, value in ours(second).items():
        np.testing.assert_array_equal(value, ours(first)[name], err_msg=name)
