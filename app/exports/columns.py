"""Run → the columns of an answer, whatever its form: what every step has, and what each `include` adds."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from ..engine import flow
from ..engine.cells.base import Array
from ..engine.errors import NotFinite
from ..engine.projection import projection
from ..engine.run import Run
from ..engine.scaled import Norms, all_finite
from .digits import significant

Columns: TypeAlias = dict[str, Any]
"""By name, T entries each: an array of numbers (T,) or of vectors (T, n), a sequence of anything, or Columns again."""

MAY_BE_NULL = ("_norm", "_gain", "log10_highway", "target_probability", "relative_error", "half_life", "predicted")
"""Ends of the names of numbers that an answer may give as null: NaN and ±inf here, null where it is written."""
AS_THEY_ARE = frozenset({str, int, tuple, range, list})
"""Types of values in which there is nothing to round."""
ALSO_NULL = frozenset({"min", "p10", "p25", "p50", "p75", "p90", "max", "nudge"})
"""Whole names of such numbers."""


class AnswerColumns(NamedTuple):
    """`head` and `tail` are said once a run; between them come the columns of the steps."""

    head: dict[str, Any]
    steps: Columns
    tail: dict[str, Any]


class Table(NamedTuple):
    """Columns that are written as a list of objects."""

    columns: Columns


class Gradient(NamedTuple):
    """Vectors (T, n), to be null where their norm (T,) is NaN."""

    vectors: Array
    norm: Array


class Extra(NamedTuple):
    """What an `include` adds to each step and to the run."""

    steps: Columns
    tail: dict[str, Any]


def answer_columns(run: Run, include: Iterable[str] = (), digits: int | None = None) -> AnswerColumns:
    """The answer to a run, its numbers rounded to `digits` significant digits (None: exact).

    Raises NotFinite where a number that must not be null is not finite.
    """
    head, steps, tail = _head(run), _always(run), dict[str, Any]()
    if digits is not None:
        head, steps = finished(head, digits), finished(steps, digits)
    wanted = set(include)
    for extra in (add(run) for name, add in INCLUDES.items() if name in wanted):
        steps |= finished(extra.steps, digits)
        tail |= finished(extra.tail, digits)
    return AnswerColumns(head, steps, tail)


def _head(run: Run) -> dict[str, Any]:
    """What is said of a run as a whole; the engine refuses a loss or a state that is not finite."""
    return {
        "cell": run.cell,
        "tokens": run.tokens,
        "token_ids": run.token_ids,
        "vocabulary": run.vocabulary,
        "hidden_size": run.network.cell.hidden_size,
        "input_size": run.x.shape[1],
        "objective": run.objective,
        "loss": run.loss,
        "state": {part: rows[-1] for part, rows in zip(run.network.cell.state, run.traces[-1].states, strict=True)},
    }


def _always(run: Run) -> Columns:
    """What every step has; the same holds of its state."""
    columns: Columns = {
        "t": range(len(run.tokens)),
        "token": run.tokens,
        "h": run.h,
        **_norms("grad_norm", run.grad_norms),
    }
    if run.c is not None and run.cell_grad_norms is not None:
        columns |= {"c": run.c, **_norms("cell_grad_norm", run.cell_grad_norms)}
    return columns


def _norms(name: str, norms: Norms) -> Columns:
    return {name: norms.value, f"log10_{name}": norms.log10}


def _inputs(run: Run) -> Extra:
    return Extra({"x": run.x}, {})


def _gates(run: Run) -> Extra:
    return Extra({"gates": run.gates}, {})


def _products(run: Run) -> Extra:
    return Extra({"ih": run.ih, "hh": run.hh}, {})


def _gradients(run: Run) -> Extra:
    ledger = flow.ledger(run)
    columns: Columns = {"grad": Gradient(run.grad, run.grad_norms.value)}
    if run.cell_grad is not None and run.cell_grad_norms is not None:
        columns["cell_grad"] = Gradient(run.cell_grad, run.cell_grad_norms.value)
    columns |= {"pointwise_gain": ledger.pointwise_gain, "weight_gain": ledger.weight_gain}
    for name in ("direct", "recurrent", "injected", "weight_hh_grad"):
        columns |= _norms(f"{name}_norm", getattr(ledger, name))
    return Extra(columns, {})


def _jacobian(run: Run) -> Extra:
    found = flow.jacobian(run)
    columns: Columns = {"log10_jacobian_norm": found.h}
    if found.c is not None:
        columns["log10_cell_jacobian_norm"] = found.c
    if found.highway is not None:
        columns["log10_highway"] = found.highway
    return Extra(columns, {"spectrum": _spectrum(run)})


def _spectrum(run: Run) -> dict[str, Any]:
    gates = flow.spectrum(run)
    pairs = {gate: np.column_stack([own.eigenvalues.real, own.eigenvalues.imag]) for gate, own in gates.items()}
    return {
        "eigenvalues": np.concatenate(list(pairs.values())),
        "largest_singular_value": float(np.linalg.norm(run.trace.layer.weight_hh, 2)),
        "gates": {
            gate: {
                "eigenvalues": pairs[gate],
                "spectral_radius": float(np.abs(own.eigenvalues[0])),
                "largest_singular_value": own.largest_singular_value,
            }
            for gate, own in gates.items()
        },
    }


@np.errstate(all="ignore")
def _projection(run: Run) -> Extra:
    found = asdict(projection(run))
    if not all(map(all_finite, found.values())):
        raise NotFinite("projection")
    return Extra({}, {"projection": found})


def _predictions(run: Run) -> Extra:
    said = flow.predictions(run)
    words = run.vocabulary
    columns = {
        "target": [words[i] if i >= 0 else None for i in said.target_ids.tolist()],
        "target_probability": said.target_probability,
        "likeliest": [[words[i] for i in ids] for ids in said.likeliest_ids.tolist()],
        "likeliest_probability": said.likeliest_probability,
    }
    return Extra({"predictions": columns}, {})


def _parameters(run: Run) -> Extra:
    return Extra({}, {"parameters": run.network.state_dict()})


INCLUDES: dict[str, Callable[[Run], Extra]] = {
    "inputs": _inputs,
    "gates": _gates,
    "products": _products,
    "gradients": _gradients,
    "jacobian": _jacobian,
    "projection": _projection,
    "predictions": _predictions,
    "parameters": _parameters,
}


@np.errstate(all="ignore")
def finished(values: Mapping[str, Any], digits: int | None) -> dict[str, Any]:
    """`values` with their numbers rounded to `digits` significant digits (None: exact).

    Raises NotFinite where a number that must not be null is not finite.
    """
    return _finished(values, digits)


def _finished(values: Mapping[str, Any], digits: int | None) -> dict[str, Any]:
    return {
        name: value if type(value) in AS_THEY_ARE else _value(name, value, digits) for name, value in values.items()
    }


def _value(name: str, value: Any, digits: int | None) -> Any:
    """`value` with its numbers rounded, and checked where they must not become null."""
    if isinstance(value, np.ndarray):
        return _numbers(name, value, digits) if value.dtype == np.float64 else value
    if isinstance(value, dict):
        return _finished(value, digits)
    if isinstance(value, Table):
        return Table(_finished(value.columns, digits))
    if isinstance(value, float):
        exact = digits is None and math.isfinite(value)
        return value if exact else float(_numbers(name, np.array([value]), digits)[0])
    return _nulled(value, digits) if isinstance(value, Gradient) else value


def _nulled(gradient: Gradient, digits: int | None) -> Array | list[Array | None]:
    rows = significant(gradient.vectors, digits)
    lost = np.isnan(gradient.norm)
    return [None if gone else row for row, gone in zip(rows, lost, strict=True)] if lost.any() else rows


def _numbers(name: str, numbers: Array, digits: int | None) -> Array:
    may_be_null = name.endswith(MAY_BE_NULL) or name in ALSO_NULL
    if not may_be_null and not all_finite(numbers):
        raise NotFinite(name)
    return significant(numbers, digits)
