"""Every number of the engine against PyTorch's own, to 1e-10."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from app.engine import flow, reader
from app.engine.run import Run
from tests.golden.cases import CASES, HERE, Case

Array = npt.NDArray[np.float64]


@cache
def golden(file: Path) -> dict[str, Array]:
    with np.load(file) as arrays:
        return dict(arrays)


def ours(run: Run) -> dict[str, Array]:
    layers = [run.looking_at(index) for index in range(len(run.traces))]
    values = {
        "loss": np.array(run.loss),
        "h": np.array([layer.h for layer in layers]),
        "grad_h": np.array([layer.grad for layer in layers]),
    }
    if run.c is not None:
        values["c"] = np.array([layer.c for layer in layers])
        values["grad_c"] = np.array([layer.cell_grad for layer in layers])
    for part in run.network.cell.state:
        values[f"grad_initial_{part}"] = np.array([layer.initial_grad[part].values() for layer in layers])
    return values | {f"grad {name}": array for name, array in flow.parameter_gradients(run).items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.cell} {case.nonlinearity} {case.name}")
def test_equals_pytorch(case: Case) -> None:
    run = reader.run(case.network(), case.tokens(), objective=case.objective, state=case.state())
    for name, value in ours(run).items():
        expected = golden(case.file)[f"{case.name}/{name}"]
        assert value.shape == expected.shape, name
        np.testing.assert_allclose(value, expected, rtol=1e-10, atol=1e-10, err_msg=name)


def test_the_files_hold_the_cases_and_nothing_else() -> None:
    assert set(HERE.glob("*-*.npz")) == {case.file for case in CASES}
    for file in {case.file for case in CASES}:
        names = {name.split("/")[0] for name in golden(file) if name != "torch"}
        assert names == {case.name for case in CASES if case.file == file}


def test_a_case_keeps_every_value_the_engine_has() -> None:
    for case in CASES[:: len(CASES) // 12]:
        run = reader.run(case.network(), case.tokens(), objective=case.objective, state=case.state())
        kept = {name.split("/")[1] for name in golden(case.file) if name.startswith(f"{case.name}/")}
        assert kept == set(ours(run))


def test_the_values_tell_a_vanished_gradient_from_none() -> None:
    case = next(case for case in CASES if case.steps == 30 and case.objective == "recall")
    assert np.linalg.norm(golden(case.file)[f"{case.name}/grad_h"][0, 0]) > 1e-6
