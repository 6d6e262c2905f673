"""The gradient of a run held against finite differences: the run is nudged, read on, and the loss compared.

It uses no BPTT: only nudges and the forward step, for many nudged runs at once (nudged.py). Shapes: T steps, H hidden
size, L layers, D directions.
"""

import math
from dataclasses import dataclass
from types import ModuleType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from . import flow, nudged_both_ways, nudged_one_way, params
from .cells.base import Array, Cell
from .errors import Truncated
from .nudged import RUNS, SIZES, Derivatives
from .run import Run
from .scaled import unscaled

REACH = 1e-5
"""A probe counts where the differences are sure of their value to this share of it; or, where only rounding makes them
less sure, to this share of the gradient."""
ROUNDING_ALONE = 16.0
"""In roundings of a difference of losses: a doubt up to this is explained by rounding alone."""
STRAIGHT = 2.0**-8
"""Where even the smallest nudge would move the loss by more than this, differences cannot contradict the gradient: a
chaotic network may land anywhere, and twice on the same place."""
MANY = 4
"""Probes of a step where not every unit is probed."""
PLENTY = 32_000_000
"""About how many numbers are computed at most; it decides how many probes there are."""


class Plan(NamedTuple):
    """What is probed: `steps` of every layer and direction, along `probes` vectors, and each array along `vectors`.

    `nudged_steps` are the steps of all nudged runs, each of which computes `numbers` numbers.
    """

    steps: npt.NDArray[np.intp]
    probes: int
    vectors: int
    nudged_steps: int
    numbers: int


def plan(cell: Cell, steps: int, logits: int, num_layers: int = 1, directions: int = 1) -> Plan:
    """The plan for T `steps` of a cell, with `logits` computed at each step (0 where the loss looks at one step only).

    All steps and units while PLENTY allows it, then fewer probes, then fewer steps, evenly spread; at least one. With
    one direction a nudged run is read on from its nudge; with two, all of it is read.
    """
    size, places = cell.hidden_size, num_layers * directions
    numbers = places * size * (len(cell.gates) + len(cell.state)) + logits
    each, arrays = RUNS * numbers, 3 + places * len(params.NAMES)
    vectors = 2 if 4 * arrays * steps * each <= PLENTY else 1
    twice = steps + 1 if directions == 1 else 2 * steps
    count = min(steps, max(1, PLENTY // (places * each * twice // 2 or 1)))
    chosen = np.unique(np.linspace(0, steps - 1, count).round().astype(np.intp))
    read_on = places * (int((steps - chosen).sum()) if directions == 1 else steps * len(chosen))
    probes = max(1, PLENTY // (each * read_on))
    probes = size if probes >= size else min(probes, MANY)
    nudged_steps = RUNS * (probes * read_on + vectors * arrays * steps)
    return Plan(chosen, probes, vectors, nudged_steps, numbers)


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
    """∂L/∂h_t of every layer and direction, in PyTorch's order, for every t, and ∂L/∂ each parameter array by name.

    `place` is the one that the run looked at.
    """

    layers: tuple[Findings, ...]
    names: tuple[str, ...]
    parameters: Findings
    place: int

    @property
    def steps(self) -> Findings:
        """∂L/∂h_t of the layer and direction that the run looked at, for every t."""
        return self.layers[self.place]

    @property
    def worst(self) -> float:
        """The largest relative error; NaN where nothing is within reach."""
        errors = np.concatenate([part.relative_error for part in (*self.layers, self.parameters)])
        return float(np.fmax.reduce(errors))


@np.errstate(all="ignore")
def check(run: Run) -> Check:
    """Check the gradients of a run, in every layer and direction. c_t is held where h_t is nudged.

    The relative error of a gradient g is ‖D − g‖ / max(‖g‖, ‖D‖), D being its finite differences by all units where all
    are probed. Where they are too many it is the largest of |D_v − vᵀg|·√n / ‖g‖ over directions v: g's own (for which
    the √n is left out), then ±1/√n at random, for which this is a fair guess of ‖D − g‖/‖g‖ (Hutchinson 1990).
    An error is NaN where the differences cannot resolve g: too small beside the loss, or a kink of relu in the way.
    Raises Truncated where the gradient is cut.
    """
    if run.question.cuts:
        raise Truncated
    network, one_step = run.network, len(run.question.scored) <= 1
    logits = 0 if one_step else len(network.head.bias)
    planned = plan(network.cell, run.steps, logits, network.num_layers, network.directions)
    names = tuple(network.state_dict())
    places = [divmod(place, network.directions) for place in range(len(run.traces))]
    layers = tuple(_steps(run.looking_at(*place), planned) for place in places)
    return Check(layers, names, _parameters(run, planned, names), run.place)


def _steps(run: Run, planned: Plan) -> Findings:
    """Of the layer and direction looked at."""
    steps, h = run.steps, run.h
    found = Findings(np.full(steps, np.nan), np.zeros(steps, dtype=np.int64), np.full(steps, np.nan))
    gradients = run.adjoint.scaled(run.adjoint.d_new[0])
    gradients = gradients.reversed() if run.direction else gradients
    directions = [_directions(gradients.rows[t], planned.probes, ("check", "h", int(t))) for t in planned.steps]
    scales = np.array([max(1.0, float(np.abs(h[t]).max())) for t in planned.steps])
    derivatives = _nudged(run).of_states(run, planned.steps, np.array(directions), scales)
    for place, t in enumerate(planned.steps):
        gradient = np.ldexp(gradients.rows[t], gradients.exponents[t])
        found.relative_error[t], found.probes[t], found.nudge[t] = _compare(
            gradient, directions[place], derivatives[place], scales[place]
        )
    return found


def _nudged(run: Run) -> ModuleType:
    """The module that reads the nudged runs."""
    return nudged_both_ways if run.network.bidirectional else nudged_one_way


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


def _compare(gradient: Array, directions: Array, found: Derivatives, scale: float) -> tuple[float, int, float]:
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


def _best(found: Derivatives, sizes: Array) -> tuple[Array, Array, Array]:
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


def _parameters(run: Run, planned: Plan, names: tuple[str, ...]) -> Findings:
    gradients = flow.parameter_gradients(run)
    arrays = run.network.state_dict()
    directions = {name: _directions(gradients[name].ravel(), planned.vectors, ("check", name)) for name in names}
    scales = np.array([max(1.0, float(np.abs(arrays[name]).max())) for name in names])
    found = [
        _nudged(run).of_parameters(run, names, [directions[name][k % len(directions[name])] for name in names], scales)
        for k in range(planned.vectors)
    ]
    rows = []
    for place, name in enumerate(names):
        own = directions[name]
        quotients = np.array([each.quotients[place] for each in found[: len(own)]])
        rounding = np.array([each.rounding[place] for each in found[: len(own)]])
        rows.append(_compare(gradients[name].ravel(), own, Derivatives(quotients, rounding), scales[place]))
    errors, probes, nudges = zip(*rows, strict=True)
    return Findings(np.array(errors), np.array(probes), np.array(nudges))
