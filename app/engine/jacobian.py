"""How the last state depends on each earlier one: Jacobians carried back through time, of several networks at once.

Shapes: N networks (or runs) of the same cell, T steps and H; P parts of the state (h, or h and c). No loss is involved.
"""

import math
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .cells.base import Array, State
from .errors import OutOfRange
from .scaled import LOG10_2, Exponents
from .trace import Trace

Mask = npt.NDArray[np.bool_]

TOGETHER = 16
"""Steps whose Jacobians are measured at once, at most."""
AT_ONCE = 1 << 20
"""The most numbers of these Jacobians together, unless a single step has more."""
BLOCK, ROUNDS = 8, 4
"""Vectors that follow the largest singular ones, and how many rounds of iteration they get before LAPACK takes over."""
SMALL = 24
"""Up to this H an eigenvalue problem costs no more than following its vectors."""
CLOSE = 64
"""What is within 2**±CLOSE is near 1."""
SURE = 1e-13
"""The largest relative error of a squared norm that is proved rather than computed by LAPACK."""


@np.errstate(all="ignore")
def log10_norms(traces: Sequence[Trace], parts: int = 1) -> Array:
    """log10 of spectral norms (N, parts, T): ‖∂h_{T-1}/∂h_t‖₂, then, where the cell has a c, ‖∂c_{T-1}/∂c_t‖₂.

    0 at T-1, −inf where the Jacobian is zero. h_t acts on what follows through weight_hh and, in the GRU, directly; in
    the LSTM it also acts on every later c, and through c on h_{T-1}, while c_t itself is held: this is what carries
    ∂L/∂h_{T-1} to ∂L/∂h_t. c_t acts along the cell's own line and through h_t, as in ∂L/∂c_t. Raises OutOfRange.

    One step back multiplies by one matrix (see `_steps_back`); what comes is kept near 1 by powers of two, so that any
    magnitude is exact.
    """
    cell, steps, shape = traces[0].layer.cell, len(traces[0].x), (len(traces), parts)
    size = cell.hidden_size
    norms, exponents = np.empty((steps, *shape)), np.zeros(shape, dtype=np.intc)
    weight_hh = np.stack([trace.layer.weight_hh.reshape(-1, size, size) for trace in traces])
    jacobians: State = tuple(np.zeros((*shape, size, size)) for _ in cell.state)
    for part in range(parts):
        jacobians[part][:, part] = np.eye(size)
    largest = _Largest(shape, size)
    together = min(TOGETHER, max(1, AT_ONCE // jacobians[0].size))
    for top in range(steps, 0, -together):
        stretch = slice(max(0, top - together), top)
        factors, kept = _steps_back(traces, stretch), np.empty((stretch.stop - stretch.start, *jacobians[0].shape))
        for t in range(top - 1, stretch.start - 1, -1):
            step = t - stretch.start
            norms[t] = exponents * LOG10_2
            for part in range(parts):
                kept[step, :, part] = _through([own[:, part] for own in jacobians], factors.within[part], step)
            jacobians, shifts = _near_1(_back(jacobians, factors, step, weight_hh), t)
            exponents += shifts
        norms[stretch] += largest.log10(kept)
    return np.moveaxis(norms, 0, -1)


class _StepsBack(NamedTuple):
    """What the cell's backward step multiplies with, unit by unit, at some steps; (steps, N, 1, H) each.

    By part of the state after the step: `gates` on the way to ∂/∂hh (steps, N, G, H), `past[j]` past the matrix to part
    j of the state before, and `within[j]` to part j of the state after.
    """

    gates: list[Array]
    past: list[list[Array]]
    within: list[list[Array]]


def _steps_back(traces: Sequence[Trace], steps: slice) -> _StepsBack:
    """The cell's backward step with a 1 for every unit of one part of the state, and 0 for the other.

    The cell works unit by unit, so that what it makes of the 1 is its factor, a diagonal of its Jacobian.
    """
    cell, parts = traces[0].layer.cell, range(len(traces[0].states))
    each = zip(*(trace.slopes(steps) for trace in traces), strict=True)
    slopes = tuple(np.stack(rows, axis=1)[:, :, None] for rows in each)
    shape = (steps.stop - steps.start, len(traces), 1, cell.hidden_size)
    found = _StepsBack([], [[] for _ in parts], [[] for _ in parts])
    for part in parts:
        d_new = tuple(np.full(shape, float(part == own)) for own in parts)
        d_hh, d_state = np.empty((*shape[:-1], len(cell.gates) * shape[-1])), tuple(np.zeros(shape) for _ in parts)
        cell.backward(slopes, d_new, cell.by_gate(d_hh), d_state)
        found.gates.append(d_hh.reshape(*shape[:2], len(cell.gates), shape[-1]))
        for own in parts:
            found.past[own].append(d_state[own])
            found.within[own].append(d_new[own])
    return found


def _back(jacobians: State, factors: _StepsBack, step: int, weight_hh: Array) -> State:
    """The Jacobians by the state before a step, from those by the state after it; `weight_hh` (N, G, H, H)."""
    d_h, *others = [
        _through([own.swapaxes(0, 1) for own in jacobians], past, step).swapaxes(0, 1) for past in factors.past
    ]
    for own, gates in zip(jacobians, factors.gates, strict=True):
        d_h += own @ (gates[step][..., None] * weight_hh).sum(axis=1)[:, None]
    return d_h, *others


def _through(jacobians: Iterable[Array], factors: Iterable[Array], step: int) -> Array:
    """Σ over the parts of Jacobian (…, N, H, H) × factor, unit by unit."""
    return reduce(np.add, [own * factor[step] for own, factor in zip(jacobians, factors, strict=True)])


def _near_1(d_state: State, t: int) -> tuple[State, Exponents]:
    """What reaches step t-1 brought near 1, and by which powers of two (N, P). Raises OutOfRange."""
    largest = np.max([np.abs(part).max(axis=(-2, -1)) for part in d_state], axis=0)
    fine = np.isfinite(largest).all(axis=1)
    if t and not fine.all():
        raise OutOfRange("jacobian", t, network=int(fine.argmin()))
    shifts: Exponents = np.frexp(largest)[1]
    if np.abs(shifts).max() <= CLOSE:
        return d_state, np.zeros_like(shifts)
    return tuple(np.ldexp(part, -shifts[..., None, None]) for part in d_state), shifts


class _Largest:
    """The largest singular values of Jacobians that come one after the other, N networks and P parts side by side.

    Their left singular vectors change little from one step to the next, so a few turns of a block of vectors lead from
    one step's to the next (subspace iteration; Parlett 1998, "The Symmetric Eigenvalue Problem").
    """

    def __init__(self, shape: tuple[int, ...], size: int) -> None:
        self._follows = size > SMALL
        self._block: Array = np.broadcast_to(np.eye(size, BLOCK), (*shape, size, BLOCK))

    def log10(self, matrices: Array) -> Array:
        """log10 of the largest singular values of the matrices (steps, N, P, H, H), steps before those so far."""
        matrices, exponents = _in_range(matrices)
        if self._follows:
            found, sure, blocks = _follow(matrices, self._block)
            self._block = blocks[0]
        else:
            found, sure = np.empty(matrices.shape[:-2]), np.zeros(matrices.shape[:-2], dtype=np.bool_)
        rest = matrices[~sure]
        found[~sure] = np.linalg.eigvalsh(rest @ rest.swapaxes(-1, -2))[:, -1]
        log10: Array = np.log10(found) / 2 + exponents * LOG10_2
        return np.where(matrices.any(axis=(-2, -1)), log10, -math.inf)


def _in_range(matrices: Array) -> tuple[Array, Exponents]:
    """Matrices (…, H, H) whose squares have all their digits, and the powers of two (…,) that were taken out."""
    exponents: Exponents = np.frexp(np.abs(matrices).max(axis=(-2, -1)))[1]
    if np.abs(exponents).max() <= 2 * CLOSE:
        return matrices, np.zeros_like(exponents)
    return np.ldexp(matrices, -exponents[..., None, None]), exponents


def _follow(matrices: Array, block: Array) -> tuple[Array, Mask, Array]:
    """The largest eigenvalue of A = M Mᵀ for matrices (…, H, H), where it is surely that, and the blocks (…, H, BLOCK).

    `block` has orthonormal columns, near those of the largest eigenvalues θ₁ ≥ θ₂ ≥ … if all goes well. In a basis of
    its Ritz vectors and of what is orthogonal to them A is [[Θ, Rᵀ], [R, B]], and no eigenvalue of B ≥ 0 is beyond
    β = tr A − tr Θ. So no eigenvalue of A without its first row and column is beyond γ, the larger one of
    [[θ₂, ‖R‖], [‖R‖, β]], and the largest of A is in θ₁ … θ₁ + ‖r₁‖²/(θ₁ − γ), where r₁ = A u₁ − θ₁ u₁.
    """
    turned, size = matrices.swapaxes(-1, -2), matrices.shape[-1]
    flat = matrices.reshape(*matrices.shape[:-2], size * size)
    trace = np.vecdot(flat, flat)
    block = np.broadcast_to(block, (*matrices.shape[:-2], size, BLOCK))
    for _ in range(ROUNDS):
        image = matrices @ (turned @ block)
        small = block.swapaxes(-1, -2) @ image
        rest = image - block @ small
        theta, vectors = np.linalg.eigh(small)
        first, second, beta = theta[..., -1], theta[..., -2], trace - theta.sum(axis=-1)
        gamma = (second + beta) / 2 + np.hypot((second - beta) / 2, np.linalg.norm(rest, axis=(-2, -1)))
        gap = first - gamma
        error = np.square(rest @ vectors[..., -1:]).sum(axis=(-2, -1))
        sure = (gap >= 1e-6 * first) & (error <= SURE * first * gap)
        hopeless = first <= beta
        if (sure | hopeless).all():
            return first, sure, np.linalg.qr(image)[0]
        block = np.linalg.qr(matrices @ (turned @ image))[0]
    return first, sure, block


@np.errstate(all="ignore")
def log10_highway(trace: Trace) -> Array | None:
    """log10 of the largest component of Π_{k>t} of the gate that keeps the old state (T,): 0 at T-1, −inf for zero.

    The LSTM's f keeps c, the GRU's z keeps h: the way past every matrix and every tanh, as if nothing else were there.
    None where a cell has no such gate. It is a sum of logarithms, so any magnitude is exact.
    """
    cell = trace.layer.cell
    if not cell.keeper:
        return None
    kept = np.log10(trace.gates[cell.gates.index(cell.keeper)])
    return np.append(np.cumsum(kept[:0:-1], axis=0)[::-1].max(axis=1), 0.0)
