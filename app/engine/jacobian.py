"""How the last state depends on each earlier one: Jacobians carried back through time, of several networks at once.

Shapes: N networks (or runs) of the same cell, T steps and H; P parts of the state (h, or h and c). No loss is involved.
"""

import math
from collections.abc import Sequence

import numpy as np

from .cells.base import Array, State
from .errors import OutOfRange
from .scaled import LOG10_2, Exponents
from .trace import Trace


@np.errstate(all="ignore")
def log10_norms(traces: Sequence[Trace], parts: int = 1) -> Array:
    """log10 of spectral norms (N, parts, T): ‖∂h_{T-1}/∂h_t‖₂, then, where the cell has a c, ‖∂c_{T-1}/∂c_t‖₂.

    0 at T-1, −inf where the Jacobian is zero. h_t acts on what follows through weight_hh and, in the GRU, directly; in
    the LSTM it also acts on every later c, and through c on h_{T-1}, while c_t itself is held: this is what carries
    ∂L/∂h_{T-1} to ∂L/∂h_t. c_t acts along the cell's own line and through h_t, as in ∂L/∂c_t. Raises OutOfRange.

    The cell's backward step, for the H unit vectors of each part at once in place of one gradient; each matrix is kept
    near 1 by a power of two, so that any magnitude is exact.
    """
    steps, shape = len(traces[0].x), (len(traces), parts)
    norms = np.empty((*shape, steps))
    exponents = np.zeros(shape, dtype=np.intc)
    weight_hh = np.stack([trace.layer.weight_hh for trace in traces])[:, None]
    d_new = _identities(traces[0], shape)
    for t in range(steps - 1, -1, -1):
        norms[:, 0, t] = _log10(d_new[0][:, 0], exponents[:, 0])
        if t == 0 and parts == 1:
            break
        d_state, d_hh = _back(traces, t, d_new)
        if parts > 1:
            norms[:, 1, t] = _log10(d_new[1][:, 1], exponents[:, 1])
        d_state[0][:] += np.matmul(d_hh, weight_hh)
        shifts = _shifts(d_state, t)
        d_new = tuple(np.ldexp(part, -shifts[..., None, None]) for part in d_state)
        exponents += shifts
    return norms


def _identities(trace: Trace, shape: tuple[int, int]) -> State:
    """∂(last state)/∂(last state), by part, for the P parts that are followed, (N, P, H, H) each: identities and 0."""
    size = trace.layer.cell.hidden_size
    d_new = tuple(np.zeros((*shape, size, size)) for _ in trace.states)
    for part in range(shape[1]):
        d_new[part][:, part] = np.eye(size)
    return d_new


def _back(traces: Sequence[Trace], t: int, d_new: State) -> tuple[State, Array]:
    """The cell's backward step at t: the direct part of what reaches the state before, and ∂/∂hh (N, P, H, G·H)."""
    cell = traces[0].layer.cell
    each = zip(*(trace.slopes(slice(t, t + 1)) for trace in traces), strict=True)
    slopes = tuple(np.stack(rows)[:, :, None] for rows in each)
    d_hh = np.empty((*d_new[0].shape[:-1], len(cell.gates) * cell.hidden_size))
    d_state = tuple(np.zeros_like(part) for part in d_new)
    cell.backward(slopes, d_new, cell.by_gate(d_hh), d_state)
    return d_state, d_hh


def _shifts(d_state: State, t: int) -> Exponents:
    """The powers of two (N, P) just above the largest entries. Raises OutOfRange."""
    largest = np.max([np.abs(part).max(axis=(-2, -1)) for part in d_state], axis=0)
    fine = np.isfinite(largest).all(axis=1)
    if not fine.all():
        raise OutOfRange("jacobian", t, network=int(fine.argmin()))
    shifts: Exponents = np.frexp(largest)[1]
    return shifts


def _log10(matrices: Array, exponents: Exponents) -> Array:
    """log10 of the largest singular value of matrices (N, H, H) near 1, times 2**exponents (N,).

    It is the root of the largest eigenvalue of M Mᵀ, which has it to its last digits.
    """
    own = np.frexp(np.abs(matrices).max(axis=(-2, -1)))[1]
    near_1 = np.ldexp(matrices, -own[:, None, None])
    largest = np.linalg.eigvalsh(near_1 @ near_1.swapaxes(-1, -2))[:, -1]
    found: Array = np.log10(largest) / 2 + (exponents + own) * LOG10_2
    return np.where(matrices.any(axis=(-2, -1)), found, -math.inf)


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
