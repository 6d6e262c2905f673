"""Fifty steps of training against PyTorch's, to 1e-7: losses, norms of the gradient, and every parameter at the end."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pytest

from app.training.learner import Learner, Report
from tests.golden.training import CASES, FILE, OFTEN, STEPS, Case

Array = npt.NDArray[np.float64]


@cache
def golden() -> dict[str, Array]:
    with np.load(FILE) as arrays:
        return dict(arrays)


@cache
def trained(case: Case) -> tuple[Learner, list[Report]]:
    learner = Learner(case.options)
    return learner, [learner.step() for _ in range(STEPS)]


def values(case: Case) -> dict[str, Array]:
    learner, reports = trained(case)
    found = {
        "losses": np.array([report.loss for report in reports]),
        "norms": np.array([report.total_grad_norm for report in reports]),
    }
    return found | learner.network.state_dict()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_equals_pytorch(case: Case) -> None:
    found = values(case)
    expected = {
        name.removeprefix(f"{case.name}/"): array
        for name, array in golden().items()
        if name.startswith(f"{case.name}/")
    }
    assert found.keys() == expected.keys()
    for name, array in expected.items():
        np.testing.assert_allclose(found[name], array, rtol=1e-7, atol=1e-9, err_msg=name)


def test_clipping_changes_what_it_should() -> None:
    """Else the cases with and without it would prove the same."""
    for case in CASES:
        clipped = [report.clipped for report in trained(case)[1]]
        assert sum(clipped) > STEPS // 4 if case.options.clip == OFTEN else not any(clipped), case.name
