"""The gradient of a run held against finite differences: the run is nudged, read on, and the loss compared.

Nothing of BPTT is in it: a nudge and the forward step are all, many nudged runs at once. Shapes: T steps, H hidden
size, V vocabulary, B nudged runs.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from . import flow, params
from .cells.base import Array, Cell, State
from .run import Run
from .scaled import unscaled

SIZES: Array = 2.0 ** -np.arange(8.0, 28.0, 4.0)
"""How far is nudged, each time up and down: the loss bends too much for a large nudge and rounds too much for a small
one, so that the best is chosen for every probe, by how well neighbouring sizes agree."""
RUNS = 2 * len(SIZES)
"""Nudged runs of a probe."""
ARRAYS = 7
"""Parameter arrays of a network of one layer."""
REACH = 1e-5
"""A probe counts where the differences know their own value to this share of it, or where rounding is all that keeps
them from it, to this share of the gradient."""
ROUNDING_ALONE = 16.0
"""Roundings of a difference of losses: a doubt of no more is no sign of a loss that bends."""
STRAIGHT = 2.0**-8
"""A gradient by which even the smallest nudge moves the loss further is too steep for differences to contradict: a
chaotic network may land anywhere, and on the same place twice."""
STRAY = 2.0**-20
"""Runs nudged by the least, up and down, are together no longer the run where an h that the loss looks at is so far
off, as a share of its largest number and of 1: in a chaotic network the last digits decide."""
MANY = 4
"""Probes of a step where there are fewer than units."""
PLENTY = 32_000_000
"""Numbers computed, about: what decides how many probes there are."""

Nudge = Callable[[int, Array], Array]


class Plan(NamedTuple):
    """What is probed: `steps`, each with `probes` directions, and each parameter array with `directions`.

    `nudged_steps` are the steps of all nudged runs, each of which computes `numbers` numbers.
    """

    steps: npt.NDArray[np.intp]
    probes: int
    directions: int
    nudged_steps: int
    numbers: int


def plan(cell: Cell, steps: int, logits: int) -> Plan:
    """The plan for T `steps` of a cell, with `logits` computed at each step (0 where the loss looks at one step only).

    All steps and units while PLENTY allows it, then fewer probes, then fewer steps, evenly spread; at least one.
    """
    size = cell.hidden_size
    numbers = size * (len(cell.gates) + len(cell.state)) + logits
    each = RUNS * numbers
    directions = 2 if 4 * ARRAYS * steps * each <= PLENTY else 1
    count = min(steps, max(1, PLENTY // (each * (steps + 1) // 2 or 1)))
    chosen = np.unique(np.linspace(0, steps - 1, count).round().astype(np.intp))
    read_on = int((steps - chosen).sum())
    probes = max(1, PLENTY // (each * read_on))
    probes = size if probes >= size else min(probes, MANY)
    nudged_steps = RUNS * (probes * read_on + directions * ARRAYS * steps)
    return Plan(chosen, probes, directions, nudged_steps, numbers)


@dataclass(frozen=True, slots=True)
class Findings:
    """One of each for everything checked.

    Relative errors, NaN beyond the reach of finite differences; the numbers of probes that reached; and the size of the
    nudge that was best for the first of them, NaN for none.
    """

    relative_error: Array
    probes: npt.NDArray[np.int64]
    nudge: Array


@dataclass(frozen=True, slots=True)
class Check:
    """∂L/∂h_t for every t, and ∂L/∂ each parameter array by name."""

    steps: Findings
    names: tuple[str, ...]
    parameters: Findings


@np.errstate(all="ignore")
def check(run: Run) -> Check:
    """Check the gradients of a run of one layer.

    The relative error of a gradient g is ‖D − g‖ / max(‖g‖, ‖D‖), D being its finite differences by all units where all
    are probed. Where they are too many it is the largest of |D_v − vᵀg|·√n / ‖g‖ over directions v: g's own (for which
    the √n is left out), then ±1/√n at random, for which this is a fair guess of ‖D − g‖/‖g‖ (Hutchinson 1990).
    An error is NaN where the differences cannot resolve g: too small beside the loss, or a kink of relu in the way.
    """
    one_step = len(run.question.scored) <= 1
    planned = plan(run.network.cell, len(run.tokens), 0 if one_step else len(run.vocabulary))
    names = tuple(run.network.state_dict())
    return Check(_steps(run, planned), names, _parameters(run, planned, names))


def _steps(run: Run, planned: Plan) -> Findings:
    steps = len(run.tokens)
    found = Findings(np.full(steps, np.nan), np.zeros(steps, dtype=np.int64), np.full(steps, np.nan))
    gradients = run.adjoint.scaled(run.adjoint.d_new[0])
    directions = [_directions(gradients.rows[t], planned.probes, ("check", "h", int(t))) for t in planned.steps]
    scales = np.array([max(1.0, float(np.abs(run.h[t]).max())) for t in planned.steps])
    derivatives = _of_states(run, planned.steps, np.array(directions), scales)
    for place, t in enumerate(planned.steps):
        gradient = np.ldexp(gradients.rows[t], gradients.exponents[t])
        found.relative_error[t], found.probes[t], found.nudge[t] = _compare(
            gradient, directions[place], derivatives[place], scales[place]
        )
    return found


def _directions(gradient: Array, count: int, label: tuple[object, ...]) -> Array:
    """Unit vectors (count, n): every unit, or the gradient's own direction and then random signs."""
    size = gradient.size
    if count >= size:
        return np.eye(size)
    found: Array = params.signs(label, count * size).reshape(count, size) / math.sqrt(size)
    largest = np.abs(gradient).max()
    if largest and np.isfinite(largest):
        near_1 = gradient / largest
        found[0] = near_1 / np.linalg.norm(near_1)
    return found


class _Derivatives(NamedTuple):
    """Difference quotients (probes, sizes) of a place, and the rounding in a difference of losses, (probes,)."""

    quotients: Array
    rounding: Array


def _compare(gradient: Array, directions: Array, found: _Derivatives, scale: float) -> tuple[float, int, float]:
    """The relative error of a gradient (n,), the number of probes that reached, and the best nudge of the first."""
    best, doubt, size = _best(found, SIZES * scale)
    expected = directions @ gradient
    norms = unscaled(gradient[None]).norms()
    norm = float(np.ldexp(norms.mantissas[0], norms.exponents[0]))
    if not gradient.any() and not found.quotients.any():
        return 0.0, len(best), float(size[0])
    if not math.isfinite(norm):
        return math.nan, 0, math.nan
    rounded = doubt <= ROUNDING_ALONE * found.rounding / size
    straight = norm * SIZES[-1] * scale <= STRAIGHT
    if len(directions) == gradient.size:
        seen = float(np.linalg.norm(best))
        largest = max(norm, seen)
        if not np.linalg.norm(doubt) <= REACH * (largest if straight and rounded.all() else seen):
            return math.nan, 0, math.nan
        return float(np.linalg.norm(best - expected)) / largest, len(best), float(size[0])
    weights = np.full(len(best), math.sqrt(gradient.size))
    weights[0] = 1.0
    each = np.maximum(np.abs(best[0]), weights * np.abs(best))
    largest_each = np.maximum(norm, each)
    reached = weights * doubt <= REACH * np.where(straight & rounded, largest_each, each)
    if not reached[0]:
        return math.nan, 0, math.nan
    errors = (weights * np.abs(best - expected) / largest_each)[reached]
    return float(errors.max()), int(reached.sum()), float(size[0])


def _best(found: _Derivatives, sizes: Array) -> tuple[Array, Array, Array]:
    """The derivative of each probe, the doubt about it, and the nudge it comes from, (probes,) each.

    Two neighbouring quotients make one without their largest error, which grows with the square of the nudge
    (Richardson 1911). Two of these, of neighbouring sizes, tell by their distance how good they are (Ridders 1982).
    """
    coarse, fine = found.quotients[:, :-1], found.quotients[:, 1:]
    better = fine + (fine - coarse) / ((SIZES[0] / SIZES[1]) ** 2 - 1)
    doubt = np.abs(np.diff(better)) + found.rounding[:, None] / sizes[1:-1]
    doubt[np.isnan(doubt)] = np.inf
    choice = doubt.argmin(axis=1)
    rows = np.arange(len(choice))
    return better[rows, choice], doubt[rows, choice], sizes[1:-1][choice]


class _Batch:
    """Runs of one network side by side, B of them: their states, and the loss so far."""

    def __init__(self, run: Run, rows: int) -> None:
        self.run = run
        self.layer = run.trace.layer
        self.state = tuple(np.zeros((rows, run.h.shape[1])) for _ in run.trace.states)
        self.loss = np.zeros(rows)
        self.rounding = np.ones(rows)
        self.kinked = np.zeros(rows, dtype=np.bool_)
        self.strayed = np.zeros(rows // RUNS, dtype=np.bool_)

    def step(self, t: int, rows: slice, ih: Array, hh: Array) -> None:
        """Make some rows' states those after step t, from ih and hh (B, G·H) in the scale of the loop."""
        new = self._forward(tuple(part[rows] for part in self.state), ih, hh)
        for part, values in zip(self.state, new, strict=True):
            part[rows] = values
        if self.layer.cell.nonlinearity == "relu":
            self.kinked[rows] |= ((new[0] > 0) != (self.run.h[t] > 0)).any(axis=1)

    def _forward(self, state: State, ih: Array, hh: Array) -> State:
        cell = self.layer.cell
        gates = np.broadcast_to(ih, hh.shape).copy()
        new = tuple(np.empty_like(part) for part in state)
        cell.forward(cell.together_and_each(hh), cell.together_and_each(gates), state, new)
        return new

    def score(self, t: int, rows: slice, more: Array | float = 0.0) -> None:
        """Add step t's term of the loss; `more` is what a nudge adds to the logits (B, V)."""
        question, head = self.run.question, self.run.network.head
        h = self.state[0][rows]
        if t not in question.scored:
            return
        self._look(t, h)
        if question.of_head:
            logits = h @ head.weight.T + head.bias + more
            top = logits.max(axis=1)
            terms = np.log(np.exp(logits - top[:, None]).sum(axis=1)) + (top - logits[:, question.targets[t]])
            size = np.abs(logits).max(axis=1)
        else:
            terms, size = h.sum(axis=1), np.abs(h).sum(axis=1)
        self.loss[rows] += terms / len(question.scored)
        self.rounding[rows] = np.maximum(self.rounding[rows], np.maximum(size, np.abs(self.loss[rows])))

    def _look(self, t: int, h: Array) -> None:
        """Note which probes' least nudged runs, of h (B, H) after step t, have strayed from the run."""
        own = self.run.h[t]
        least = h.reshape(-1, len(SIZES), 2, len(own))[:, -1].mean(axis=1)
        near = np.abs(least - own).max(axis=1) <= STRAY * max(1.0, float(np.abs(own).max()))
        self.strayed[: len(near)] |= ~near

    def derivatives(self, sizes: Array) -> _Derivatives:
        """Difference quotients of rows (probe, size, up and down), NaN across a kink or astray; sizes (probes, n)."""
        up, down = self.loss.reshape(*sizes.shape, 2).transpose(2, 0, 1)
        quotients = (up - down) / (2 * sizes)
        quotients[self.kinked.reshape(*sizes.shape, 2).any(axis=2) | self.strayed[:, None]] = np.nan
        rounding = self.rounding.reshape(len(sizes), -1).max(axis=1)
        return _Derivatives(quotients, rounding * np.finfo(np.float64).eps)


def _nudges(sizes: Array) -> Array:
    """Up and down by each size: (…, sizes) → (… · sizes · 2,)."""
    return np.stack([sizes, -sizes], axis=-1).ravel()


def _of_states(run: Run, steps: npt.NDArray[np.intp], directions: Array, scales: Array) -> list[_Derivatives]:
    """h_t nudged after some steps, along directions (steps, probes, H), and read on. c_t is held."""
    layer, (count, probes, size) = run.trace.layer, directions.shape
    sizes = SIZES * np.repeat(scales, probes)[:, None]
    moves = np.repeat(directions.reshape(-1, size), RUNS, axis=0) * _nudges(sizes)[:, None]
    batch, width = _Batch(run, len(moves)), probes * RUNS
    begun = 0
    for t in range(int(steps[0]), len(run.tokens)):
        rows = slice(0, begun * width)
        if begun:
            ih = run.x[t] @ layer.input + layer.input_bias
            hh = batch.state[0][rows] @ layer.recurrent[:-1] + layer.recurrent[-1]
            batch.step(t, rows, ih, hh)
        if begun < count and steps[begun] == t:
            fresh = slice(rows.stop, rows.stop + width)
            for part, own in zip(batch.state, run.trace.states, strict=True):
                part[fresh] = own[t + 1]
            batch.state[0][fresh] += moves[fresh]
            begun += 1
        batch.score(t, slice(0, begun * width))
    found = batch.derivatives(sizes)
    return [
        _Derivatives(found.quotients[k * probes : (k + 1) * probes], found.rounding[k * probes : (k + 1) * probes])
        for k in range(count)
    ]


def _parameters(run: Run, planned: Plan, names: tuple[str, ...]) -> Findings:
    gradients = flow.parameter_gradients(run)
    arrays = run.network.state_dict()
    directions = {name: _directions(gradients[name].ravel(), planned.directions, ("check", name)) for name in names}
    scales = np.array([max(1.0, float(np.abs(arrays[name]).max())) for name in names])
    found = [
        _of_parameters(run, names, [directions[name][k % len(directions[name])] for name in names], scales)
        for k in range(planned.directions)
    ]
    rows = []
    for place, name in enumerate(names):
        own = directions[name]
        quotients = np.array([each.quotients[place] for each in found[: len(own)]])
        rounding = np.array([each.rounding[place] for each in found[: len(own)]])
        rows.append(_compare(gradients[name].ravel(), own, _Derivatives(quotients, rounding), scales[place]))
    errors, probes, nudges = zip(*rows, strict=True)
    return Findings(np.array(errors), np.array(probes), np.array(nudges))


def _of_parameters(run: Run, names: tuple[str, ...], directions: list[Array], scales: Array) -> _Derivatives:
    """Every array of the state_dict nudged, each by rows of its own, and the sentence read from the start."""
    arrays = run.network.state_dict()
    sizes = SIZES * scales[:, None]
    batch = _Batch(run, len(names) * RUNS)
    amounts = _nudges(sizes)[:, None]
    by = {
        name.removesuffix("_l0").removeprefix("rnn."): (
            directions[k].reshape(arrays[name].shape),
            np.where(np.arange(len(amounts)) // RUNS == k, amounts[:, 0], 0.0)[:, None],
        )
        for k, name in enumerate(names)
    }
    for part, own in zip(batch.state, run.trace.states, strict=True):
        part[:] = own[0]
    everything = slice(0, len(amounts))
    for t in range(len(run.tokens)):
        ih, hh = _nudged_products(run, t, by, batch.state[0])
        batch.step(t, everything, ih, hh)
        weight, weight_amounts = by["linear.weight"]
        bias, bias_amounts = by["linear.bias"]
        batch.score(t, everything, weight_amounts * (batch.state[0] @ weight.T) + bias_amounts * bias)
    return batch.derivatives(sizes)


def _nudged_products(run: Run, t: int, by: dict[str, tuple[Array, Array]], h: Array) -> tuple[Array, Array]:
    """ih and hh (B, G·H), in the scale of the loop, where each row has one of the arrays nudged."""
    layer, x = run.trace.layer, run.x[t]
    vectors, along = by["embedding.weight"]
    ih = layer.weight_ih @ x + layer.bias_ih + along * (layer.weight_ih @ vectors[run.token_ids[t]])
    for name, value in (("weight_ih", x), ("bias_ih", None)):
        direction, amounts = by[name]
        ih = ih + amounts * (direction if value is None else direction @ value)
    weight, weight_amounts = by["weight_hh"]
    bias, bias_amounts = by["bias_hh"]
    hh = h @ layer.weight_hh.T + layer.bias_hh + weight_amounts * (h @ weight.T) + bias_amounts * bias
    return ih * layer.cell.scale, hh * layer.cell.scale
