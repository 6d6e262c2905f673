"""Run → the columns of an answer, whatever its form: what every step has, and what each `include` adds."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from ..engine import flow
from ..engine.cells.base import Array
from ..engine.errors import NotFinite
from ..engine.projection import projection
from ..engine.run import Run
from ..engine.scaled import Norms, all_finite
from .digits import significant_each, significant_number

Columns: TypeAlias = dict[str, Any]
"""By name, T entries each: an array of numbers (T,) or of vectors (T, n), a sequence of anything, or Columns again."""

MAY_BE_NULL = ("_norm", "_gain", "log10_highway", "target_probability", "relative_error", "half_life", "predicted")
"""Ends of the names of numbers that an answer may give as null: NaN and ±inf here, null where it is written."""
DIRECTIONS = ("forward", "backward")
AS_THEY_ARE = frozenset({str, int, tuple, range, list})
"""Types of values in which there is nothing to round."""
ALSO_NULL = frozenset({"min", "p10", "p25", "p50", "p75", "p90", "max", "nudge", "r", "by_chance", "values"})
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
    """Vectors (T, n), to be null where their norm (T,), or whatever else goes with them, is NaN."""

    vectors: Array
    norm: Array


class Extra(NamedTuple):
    """What an `include` adds to each step and to the run."""

    steps: Columns
    tail: dict[str, Any]


def answer_columns(
    run: Run, include: Iterable[str] = (), digits: int | None = None, *, given: bool = False
) -> AnswerColumns:
    """The answer to a run, its numbers rounded to `digits` significant digits (None: exact).

    Of a network that was `given`, not drawn, the head says its whole shape. Raises NotFinite where a number that must
    not be null is not finite.
    """
    head, steps, added = _head(run, given=given), _always(run), Extra({}, {})
    wanted = set(include)
    for extra in (add(run) for name, add in INCLUDES.items() if name in wanted):
        added.steps.update(extra.steps)
        added.tail.update(extra.tail)
    if digits is None:
        return AnswerColumns(head, steps | finished(added.steps, None), finished(added.tail, None))
    return AnswerColumns(**finished({"head": head, "steps": steps | added.steps, "tail": added.tail}, digits))


def _head(run: Run, *, given: bool) -> dict[str, Any]:
    """What is said of a run as a whole; the engine refuses a loss or a state that is not finite."""
    numbers = reads_numbers(run)
    return {
        "cell": run.cell,
        "tokens": run.tokens,
        "token_ids": () if numbers else run.token_ids,
        "vocabulary": () if numbers else run.vocabulary,
        "hidden_size": run.network.cell.hidden_size,
        "input_size": run.network.input_size,
        **({"nonlinearity": run.nonlinearity} if given else {}),
        **(_shape(run) if given or len(run.traces) > 1 else {}),
        "objective": run.objective,
        "loss": run.loss,
        "state": _final_state(run),
    }


def reads_numbers(run: Run) -> bool:
    """Whether numbers were read, not tokens."""
    return bool(run.token_ids[0] < 0)


def _shape(run: Run) -> dict[str, Any]:
    """What a network of one layer and one direction need not say."""
    return {
        "num_layers": run.network.num_layers,
        "bidirectional": run.network.bidirectional,
        "layer": run.layer,
        "direction": DIRECTIONS[run.direction],
    }


def _final_state(run: Run) -> dict[str, Array]:
    """By part (H,), or a row for each layer and direction."""
    if len(run.traces) > 1:
        return run.final_state
    return {part: rows[-1] for part, rows in zip(run.network.cell.state, run.traces[-1].states, strict=True)}


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
    of_input = run.input_grad.norms()
    columns |= {"input_grad": Gradient(run.input_grad.values(), of_input.value), **_norms("input_grad_norm", of_input)}
    return Extra(columns, _initial_gradient(run) | _parameter_norms(run))


def _initial_gradient(run: Run) -> dict[str, Any]:
    """∂L/∂(initial state) of the layer looked at, by part."""
    norms = {part: gradient.norms() for part, gradient in run.initial_grad.items()}
    return {
        "initial_grad": {
            part: None if np.isnan(norms[part].value[0]) else gradient.values()[0]
            for part, gradient in run.initial_grad.items()
        },
        **_norms_by_name("initial_grad_norm", norms),
    }


def _parameter_norms(run: Run) -> dict[str, Any]:
    total = flow.total_norm(run)
    return {
        **_norms_by_name("parameter_grad_norms", flow.parameter_norms(run)),
        "total_grad_norm": _or_null(total.value),
        "log10_total_grad_norm": _or_null(total.log10),
    }


def _norms_by_name(name: str, norms: Mapping[str, Norms]) -> dict[str, Any]:
    return {
        name: {own: _or_null(norm.value) for own, norm in norms.items()},
        f"log10_{name}": {own: _or_null(norm.log10) for own, norm in norms.items()},
    }


def _or_null(number: Array) -> float | None:
    """One number (1,); None for NaN and ±inf."""
    value = number.item()
    return value if math.isfinite(value) else None


def _parameter_gradients(run: Run) -> Extra:
    """Every array whole; null where its norm is outside double range."""
    norms = flow.parameter_norms(run)
    found = {
        name: None if np.isnan(norms[name].value[0]) else gradient
        for name, gradient in flow.parameter_gradients(run).items()
    }
    return Extra({}, {"parameter_gradients": found})


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
    says_numbers = len(run.network.head.bias) == run.network.input_size and run.objective != "label"
    forecasts = reads_numbers(run) and says_numbers
    return Extra({"predictions": _forecasts(run) if forecasts else _probabilities(run)}, {})


def _forecasts(run: Run) -> Columns:
    """What the head says the next numbers are, and what they are."""
    x, last = run.traces[0].x, np.arange(run.steps) == run.steps - 1
    return {"forecast": flow.forecasts(run), "target": Gradient(np.roll(x, -1, axis=0), np.where(last, np.nan, 0.0))}


def _probabilities(run: Run) -> Columns:
    """The likeliest of what the head can say: words, or the numbers of the classes where it has no words for them."""
    said = flow.predictions(run)
    rows = len(run.network.head.bias)
    words = run.vocabulary if len(run.vocabulary) == rows else [str(row) for row in range(rows)]
    return {
        "target": [words[i] if i >= 0 else None for i in said.target_ids.tolist()],
        "target_probability": said.target_probability,
        "likeliest": [[words[i] for i in ids] for ids in said.likeliest_ids.tolist()],
        "likeliest_probability": said.likeliest_probability,
    }


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
    "parameter_gradients": _parameter_gradients,
}


@np.errstate(all="ignore")
def finished(values: Mapping[str, Any], digits: int | None) -> dict[str, Any]:
    """`values` with their numbers rounded to `digits` significant digits (None: exact).

    Raises NotFinite where a number that must not be null is not finite.
    """
    if digits is None:
        return _finished(values)
    return _finished(_rounded(values, digits, iter(significant_each(list(_arrays(values)), digits))))


def _arrays(values: Mapping[str, Any]) -> Iterator[Array]:
    """Every array of numbers in `values`, in the order of `_rounded`."""
    for value in values.values():
        if isinstance(value, np.ndarray):
            yield value
        elif isinstance(value, dict):
            yield from _arrays(value)
        elif isinstance(value, Table):
            yield from _arrays(value.columns)
        elif isinstance(value, Gradient):
            yield value.vectors


def _rounded(values: Mapping[str, Any], digits: int, rounded: Iterator[Array]) -> dict[str, Any]:
    """`values` with their numbers rounded, the arrays among them being the next ones of `rounded`."""
    found = dict(values)
    for name, value in values.items():
        if isinstance(value, np.ndarray):
            found[name] = next(rounded)
        elif isinstance(value, float):
            found[name] = significant_number(value, digits)
        elif isinstance(value, dict):
            found[name] = _rounded(value, digits, rounded)
        elif isinstance(value, Table):
            found[name] = Table(_rounded(value.columns, digits, rounded))
        elif isinstance(value, Gradient):
            found[name] = value._replace(vectors=next(rounded))
    return found


def _finished(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if type(value) in AS_THEY_ARE else _checked(name, value) for name, value in values.items()}


def _checked(name: str, value: Any) -> Any:
    """`value`, its numbers checked where they must not become null, and its vectors null where they must."""
    if isinstance(value, np.ndarray):
        _check(name, value.dtype != np.float64 or all_finite(value))
    elif isinstance(value, float):
        _check(name, math.isfinite(value))
    elif isinstance(value, dict):
        return _finished(value)
    elif isinstance(value, Table):
        return Table(_finished(value.columns))
    elif isinstance(value, Gradient):
        return _nulled(value)
    return value


def _nulled(gradient: Gradient) -> Array | list[Array | None]:
    rows, lost = gradient.vectors, np.isnan(gradient.norm)
    return [None if gone else row for row, gone in zip(rows, lost, strict=True)] if lost.any() else rows


def _check(name: str, finite: bool) -> None:
    if not finite and not name.endswith(MAY_BE_NULL) and name not in ALSO_NULL:
        raise NotFinite(name)
