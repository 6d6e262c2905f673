"""The gradient of a run held against finite differences: the run is nudged, read on, and the loss compared.

It uses no BPTT: only nudges and the forward step, for many nudged runs at once. Shapes: T steps, H hidden size, V
vocabulary, B nudged runs, L layers.
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
"""Sizes of the nudges, each up and down. The loss bends too much for a large nudge and rounds too much for a small one,
so the best is chosen for every probe, by how well neighbouring sizes agree."""
RUNS = 2 * len(SIZES)
"""Nudged runs of a probe."""
REACH = 1e-5
"""A probe counts where the differences are sure of their value to this share of it; or, where only rounding makes them
less sure, to this share of the gradient."""
ROUNDING_ALONE = 16.0
"""In roundings of a difference of losses: a doubt up to this is explained by rounding alone."""
STRAIGHT = 2.0**-8
"""Where even the smallest nudge would move the loss by more than this, differences cannot contradict the gradient: a
chaotic network may land anywhere, and twice on the same place."""
STRAY = 2.0**-20
"""The mean of the two least nudged runs has strayed where an h that the loss looks at is further off than this share of
its largest number, or of 1: in a chaotic network the last digits decide."""
MANY = 4
"""Probes of a step where not every unit is probed."""
PLENTY = 32_000_000
"""About how many numbers are computed at most; it decides how many probes there are."""

Nudge = Callable[[int, Array], Array]


class Plan(NamedTuple):
    """What is probed: `steps` in every layer, each in `probes` directions, and each parameter array in `directions`.

    `nudged_steps` are the steps of all nudged runs, each of which computes `numbers` numbers.
    """

    steps: npt.NDArray[np.intp]
    probes: int
    directions: int
    nudged_steps: int
    numbers: int


def plan(cell: Cell, steps: int, logits: int, num_layers: int = 1) -> Plan:
    """The plan for T `steps` of a cell, with `logits` computed at each step (0 where the loss looks at one step only).

    All steps and units while PLENTY allows it, then fewer probes, then fewer steps, evenly spread; at least one.
    """
    size = cell.hidden_size
    numbers = num_layers * size * (len(cell.gates) + len(cell.state)) + logits
    each, arrays = RUNS * numbers, 3 + num_layers * len(params.NAMES)
    directions = 2 if 4 * arrays * steps * each <= PLENTY else 1
    count = min(steps, max(1, PLENTY // (num_layers * each * (steps + 1) // 2 or 1)))
    chosen = np.unique(np.linspace(0, steps - 1, count).round().astype(np.intp))
    read_on = num_layers * int((steps - chosen).sum())
    probes = max(1, PLENTY // (each * read_on))
    probes = size if probes >= size else min(probes, MANY)
    nudged_steps = RUNS * (probes * read_on + directions * arrays * steps)
    return Plan(chosen, probes, directions, nudged_steps, numbers)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, one of each for everything checked.

    The relative error, NaN where finite differences cannot reach; the number of probes that reached; and the size of
    the nudge that was best for the first of them, NaN where none reached.
    """

    relative_error: Array
    probes: npt.NDArray[np.int64]
    nudge: Array


@dataclass(frozen=True, slots=True)
class Check:
    """∂L/∂h_t of every layer, for every t, and ∂L/∂ each parameter array by name."""

    layers: tuple[Findings, ...]
    names: tuple[str, ...]
    parameters: Findings

    @property
    def steps(self) -> Findings:
        """∂L/∂h_t of the last layer, for every t."""
        return self.layers[-1]

    @property
    def worst(self) -> float:
        """The largest relative error; NaN where nothing is within reach."""
        errors = np.concatenate([part.relative_error for part in (*self.layers, self.parameters)])
        return float(np.fmax.reduce(errors))


@np.errstate(all="ignore")
def check(run: Run) -> Check:
    """Check the gradients of a run, in every layer. c_t is held where h_t is nudged.

    The relative error of a gradient g is ‖D − g‖ / max(‖g‖, ‖D‖), D being its finite differences by all units where all
    are probed. Where they are too many it is the largest of |D_v − vᵀg|·√n / ‖g‖ over directions v: g's own (for which
    the √n is left out), then ±1/√n at random, for which this is a fair guess of ‖D − g‖/‖g‖ (Hutchinson 1990).
    An error is NaN where the differences cannot resolve g: too small beside the loss, or a kink of relu in the way.
    """
    one_step = len(run.question.scored) <= 1
    planned = plan(run.network.cell, run.steps, 0 if one_step else len(run.vocabulary), len(run.traces))
    names = tuple(run.network.state_dict())
    layers = tuple(_steps(run.looking_at(layer), planned) for layer in range(len(run.traces)))
    return Check(layers, names, _parameters(run, planned, names))


def _steps(run: Run, planned: Plan) -> Findings:
    """Of the layer looked at."""
    steps = run.steps
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
    """Runs of one network side by side, B of them: the states of its layers from `lowest` up, and the loss so far."""

    def __init__(self, run: Run, rows: int, lowest: int) -> None:
        self.run = run
        self.traces = run.traces[lowest:]
        self.states = [tuple(np.zeros((rows, run.h.shape[1])) for _ in trace.states) for trace in self.traces]
        self.loss = np.zeros(rows)
        self.rounding = np.ones(rows)
        self.kinked = np.zeros(rows, dtype=np.bool_)
        self.strayed = np.zeros(rows // RUNS, dtype=np.bool_)

    def put(self, layer: int, rows: slice, t: int) -> None:
        """Make some rows' states in a layer those of the run itself before step t."""
        for part, own in zip(self.states[layer], self.traces[layer].states, strict=True):
            part[rows] = own[t]

    def advance(self, t: int, rows: slice, first: int = 0) -> None:
        """Let the layers from `first` on read step t; each reads the h of the layer below it."""
        for place in range(first, len(self.traces)):
            layer = self.traces[place].layer
            x = self.states[place - 1][0][rows] if place else self.traces[0].x[t]
            hh = self.states[place][0][rows] @ layer.recurrent[:-1] + layer.recurrent[-1]
            self.step(t, rows, place, x @ layer.input + layer.input_bias, hh)

    def step(self, t: int, rows: slice, place: int, ih: Array, hh: Array) -> None:
        """Make some rows' states in a layer those after step t, from ih and hh (B, G·H) in the scale of the loop."""
        cell, state = self.traces[place].layer.cell, self.states[place]
        new = _forward(cell, tuple(part[rows] for part in state), ih, hh)
        for part, values in zip(state, new, strict=True):
            part[rows] = values
        if cell.nonlinearity == "relu":
            self.kinked[rows] |= ((new[0] > 0) != (self.traces[place].h[t] > 0)).any(axis=1)

    def score(self, t: int, rows: slice, more: Array | float = 0.0) -> None:
        """Add step t's term of the loss; `more` is what a nudge adds to the logits (B, V)."""
        question, head = self.run.question, self.run.network.head
        h = self.states[-1][0][rows]
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
        """Note the probes whose least nudged runs, with h (B, H) after step t, have strayed from the run."""
        own = self.traces[-1].h[t]
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


def _forward(cell: Cell, state: State, ih: Array, hh: Array) -> State:
    """The new state of B runs, (B, H) a part."""
    gates = np.broadcast_to(ih, hh.shape).copy()
    new = tuple(np.empty_like(part) for part in state)
    cell.forward(cell.together_and_each(hh), cell.together_and_each(gates), state, new)
    return new


def _nudges(sizes: Array) -> Array:
    """Up and down by each size: (…, sizes) → (… · sizes · 2,)."""
    return np.stack([sizes, -sizes], axis=-1).ravel()


def _of_states(run: Run, steps: npt.NDArray[np.intp], directions: Array, scales: Array) -> list[_Derivatives]:
    """h_t of the layer looked at nudged after some steps, along directions (steps, probes, H), and read on."""
    count, probes, size = directions.shape
    sizes = SIZES * np.repeat(scales, probes)[:, None]
    moves = np.repeat(directions.reshape(-1, size), RUNS, axis=0) * _nudges(sizes)[:, None]
    batch, width = _Batch(run, len(moves), run.layer), probes * RUNS
    begun = 0
    for t in range(int(steps[0]), run.steps):
        rows = slice(0, begun * width)
        if begun:
            batch.advance(t, rows)
        if begun < count and steps[begun] == t:
            _begin(batch, t, slice(rows.stop, rows.stop + width), moves)
            begun += 1
        batch.score(t, slice(0, begun * width))
    found = batch.derivatives(sizes)
    return [
        _Derivatives(found.quotients[k * probes : (k + 1) * probes], found.rounding[k * probes : (k + 1) * probes])
        for k in range(count)
    ]


def _begin(batch: _Batch, t: int, rows: slice, moves: Array) -> None:
    """Nudge h_t of the lowest layer in some rows; the layers above read it at t."""
    for layer in range(len(batch.traces)):
        batch.put(layer, rows, t if layer else t + 1)
    batch.states[0][0][rows] += moves[rows]
    batch.advance(t, rows, first=1)


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
    """Every array of the state_dict nudged, each in rows of its own, and everything read from the start."""
    arrays = run.network.state_dict()
    sizes = SIZES * scales[:, None]
    amounts = _nudges(sizes)
    nudged = {}
    for k, name in enumerate(names):
        own = np.where(np.arange(len(amounts)) // RUNS == k, amounts, 0.0)
        nudged[name] = _Nudged(directions[k].reshape(arrays[name].shape), own[:, None])
    batch, everything = _Batch(run, len(amounts), 0), slice(0, len(amounts))
    for layer in range(len(run.traces)):
        batch.put(layer, everything, 0)
    for t in range(run.steps):
        for layer in range(len(run.traces)):
            x = batch.states[layer - 1][0] if layer else run.traces[0].x[t]
            batch.step(t, everything, layer, *_nudged_products(run, t, layer, nudged, x, batch.states[layer][0]))
        batch.score(t, everything, _nudged_logits(nudged, batch.states[-1][0]))
    return batch.derivatives(sizes)


class _Nudged(NamedTuple):
    """The direction in which an array of parameters is nudged, in its shape, and each row's amount (B, 1)."""

    direction: Array
    amounts: Array

    def times(self, values: Array) -> Array:
        """What the nudge adds to the product of the array with values (n,) or (B, n)."""
        product: Array = self.amounts * (self.direction @ values.T).T
        return product


def _nudged_products(
    run: Run, t: int, layer: int, nudged: dict[str, _Nudged], x: Array, h: Array
) -> tuple[Array, Array]:
    """ih and hh (B, G·H) of a layer, in the scale of the loop, where each row has one of the arrays nudged."""
    own = run.traces[layer].layer
    weight_ih, weight_hh, bias_ih, bias_hh = (nudged[f"rnn.{name}_l{layer}"] for name in params.NAMES)
    ih = (own.weight_ih @ x.T).T + own.bias_ih
    if not layer and run.tokens:
        vectors, amounts = nudged["embedding.weight"]
        ih = ih + amounts * (own.weight_ih @ vectors[run.token_ids[t]])
    ih = ih + weight_ih.times(x)
    ih = ih + bias_ih.amounts * bias_ih.direction
    hh = h @ own.weight_hh.T + own.bias_hh + weight_hh.amounts * (h @ weight_hh.direction.T)
    hh = hh + bias_hh.amounts * bias_hh.direction
    return ih * own.cell.scale, hh * own.cell.scale


def _nudged_logits(nudged: dict[str, _Nudged], h: Array) -> Array | float:
    """What the nudges of the head add to the logits (B, V)."""
    if "linear.weight" not in nudged:
        return 0.0
    weight, bias = nudged["linear.weight"], nudged["linear.bias"]
    logits: Array = weight.amounts * (h @ weight.direction.T) + bias.amounts * bias.direction
    return logits
