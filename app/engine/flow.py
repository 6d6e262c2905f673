"""What a run says about how its gradient travels: the ledger, the Jacobian, the spectrum, the predictions.

Each function is computed on demand. Row t of what has T rows is step t, in the backward direction too; there "the step
before" is t + 1, and "the last state" is h_0.

Shapes: T steps, H hidden size, G gates, V vocabulary, C rows of the head.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from . import jacobian as jacobians
from . import losses, scaled, state_dict, unroll
from .cells.base import Array
from .errors import NoHead
from .frozen import lasting, turned
from .run import Run
from .scaled import Norms, Scaled, ScaledSum, unscaled
from .trace import Adjoint, Trace

Ids = npt.NDArray[np.int64]


@lasting
@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the gradient's size goes between h_t and h_{t-1}, for every t; gains (T,), norms (T,) twice (see Norms).

        log10‖weight_hhᵀ d_hh_t‖ − log10‖∂L/∂h_t‖ = log10 pointwise_gain_t + log10 weight_gain_t

    - pointwise_gain_t = ‖d_hh_t‖ / ‖∂L/∂h_t‖ (the article's first culprit, tanh′ ≤ 1), NaN for a divisor of 0;
    - weight_gain_t = ‖weight_hhᵀ d_hh_t‖ / ‖d_hh_t‖ (the second, the repeated product), NaN for a divisor of 0;
    - recurrent_t = ‖weight_hhᵀ d_hh_t‖, what goes from t to h_{t-1} through the matrix;
    - direct_t, what goes from t to t-1 past the matrix: 0 for the RNN, ‖z_t ⊙ ∂L/∂h_t‖ for the GRU into h_{t-1},
      ‖f_t ⊙ ∂L/∂c_t‖ for the LSTM into c_{t-1};
    - injected_t, what enters at h_t itself: from the loss, or from the layer above;
    - weight_hh_grad_t = ‖d_hh_t‖ ‖h_{t-1}‖, the share of step t in ∂L/∂weight_hh.

    With one part of state and no direct path (the RNN) recurrent_t is all that reaches h_{t-1} besides injected_{t-1}.
    See Pascanu, Mikolov & Bengio (2013), "On the difficulty of training recurrent neural networks".
    """

    pointwise_gain: Array
    weight_gain: Array
    direct: Norms
    recurrent: Norms
    injected: Norms
    weight_hh_grad: Norms


@np.errstate(all="ignore")
def ledger(run: Run) -> Ledger:
    """The ledger of the layer and direction looked at."""
    found = _ledger(run.trace, run.adjoint)
    if not run.direction:
        return found
    gains = turned(found.pointwise_gain), turned(found.weight_gain)
    norms = found.direct, found.recurrent, found.injected, found.weight_hh_grad
    return Ledger(*gains, *[each.reversed() for each in norms])


def _ledger(trace: Trace, adjoint: Adjoint) -> Ledger:
    """In the order in which the layer reads."""
    through_gates = adjoint.scaled(adjoint.d_hh).norms()
    recurrent = unroll.recurrent(trace, adjoint).norms()
    return Ledger(
        pointwise_gain=through_gates.over(adjoint.norms[0]),
        weight_gain=recurrent.over(through_gates),
        direct=unroll.direct(trace, adjoint).norms(),
        recurrent=recurrent,
        injected=_injected(adjoint).norms(),
        weight_hh_grad=through_gates.times(unscaled(trace.states[0][:-1]).norms()),
    )


def _injected(adjoint: Adjoint) -> Scaled:
    """What enters at each h_t itself, (T, H)."""
    entering, h = adjoint.entering, adjoint.d_new[0]
    rows, exponents = np.zeros_like(h), np.zeros(len(h), dtype=np.intc)
    steps = slice(entering.first, entering.first + len(entering.vectors.rows))
    rows[steps], exponents[steps] = entering.vectors.rows, entering.vectors.exponents
    return Scaled(rows, exponents)


@dataclass(frozen=True, slots=True)
class Spectrum:
    """One H×H block of weight_hh: its complex eigenvalues (H,), largest first, and its largest singular value."""

    eigenvalues: npt.NDArray[np.complex128]
    largest_singular_value: float


def spectrum(run: Run) -> dict[str, Spectrum]:
    """The spectrum of each gate's block of weight_hh in the layer looked at, by gate; the RNN's only gate is `a`."""
    cell = run.network.cell
    blocks = run.trace.layer.weight_hh.reshape(len(cell.gates), cell.hidden_size, cell.hidden_size)
    return {gate: _spectrum(block) for gate, block in zip(cell.gates, blocks, strict=True)}


def _spectrum(block: Array) -> Spectrum:
    eigenvalues = np.linalg.eigvals(block).astype(np.complex128)
    order = np.argsort(-np.abs(eigenvalues), kind="stable")
    return Spectrum(eigenvalues[order], float(np.linalg.svd(block, compute_uv=False)[0]))


@lasting
@dataclass(frozen=True, slots=True)
class Jacobian:
    """How the last state depends on each earlier one, as log10 (T,) each: 0 at T-1, −inf where nothing arrives.

    `h` is ‖∂h_{T-1}/∂h_t‖₂; `c` is ‖∂c_{T-1}/∂c_t‖₂, None where the cell has no c; `highway` is what the gates alone
    would let through, None where no gate keeps a state.
    """

    h: Array
    c: Array | None
    highway: Array | None


def jacobian(run: Run) -> Jacobian:
    """The Jacobians of the layer and direction looked at (see jacobian.py); ∂h_0/∂h_t in the backward direction."""
    parts = len(run.network.cell.state)
    norms = jacobians.log10_norms([run.trace], parts)[0]
    highway = jacobians.log10_highway(run.trace)
    return Jacobian(
        run.by_step(norms[0]),
        run.by_step(norms[1]) if parts > 1 else None,
        None if highway is None else run.by_step(highway),
    )


@dataclass(frozen=True, slots=True)
class Predictions:
    """What the head would say after each step.

    `target_ids` (T,), −1 where a step has no target; `target_probability` (T,), NaN there; and the likeliest tokens'
    ids and probabilities, likeliest first, (T, min(count, C)) each. A head whose rows are not tokens has classes.
    """

    target_ids: npt.NDArray[np.int64]
    target_probability: Array
    likeliest_ids: npt.NDArray[np.int64]
    likeliest_probability: Array


@np.errstate(all="ignore")
def predictions(run: Run, count: int = 5) -> Predictions:
    """Softmax of the head at every step; the target is the objective's (−1 in target_ids where there is none).

    Raises NoHead.
    """
    if not len(run.network.head.bias):
        raise NoHead
    targets = run.question.targets
    parts = [
        _predictions(probabilities, targets[steps], count)
        for steps, probabilities in losses.probabilities(run.network.head, run.output)
    ]
    return Predictions(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _predictions(probabilities: Array, targets: Ids, count: int) -> tuple[Ids, Array, Ids, Array]:
    own = np.where(targets < 0, np.nan, probabilities[np.arange(len(targets)), targets])
    likeliest = np.argsort(-probabilities, axis=1, kind="stable")[:, :count]
    return targets, own, likeliest, np.take_along_axis(probabilities, likeliest, 1)


@np.errstate(all="ignore")
def forecasts(run: Run) -> Array:
    """What the head says of the next numbers after each step, weight h_t + bias, (T, C). Raises NoHead."""
    if not len(run.network.head.bias):
        raise NoHead
    return losses.forecasts(run.network.head, run.output)


@np.errstate(all="ignore")
def parameter_gradients(run: Run) -> dict[str, Array]:
    """∂L/∂ every parameter, under its PyTorch name and in its shape; ±inf and 0 where it leaves double range."""
    shapes = {name: array.shape for name, array in run.network.state_dict().items()}
    return {name: gradient.value().reshape(shapes[name]) for name, gradient in _parameter_gradients(run).items()}


@np.errstate(all="ignore")
def parameter_norms(run: Run) -> dict[str, Norms]:
    """‖∂L/∂ each parameter‖ under its PyTorch name, one norm (1,) each, exact in any magnitude."""
    return {name: gradient.norm() for name, gradient in _parameter_gradients(run).items()}


@np.errstate(all="ignore")
def total_norm(run: Run) -> Norms:
    """The norm of all parameters' gradients together (1,), exact in any magnitude: what a clip by norm looks at."""
    return scaled.total_norm(list(parameter_norms(run).values()))


def _parameter_gradients(run: Run) -> dict[str, ScaledSum]:
    """Near 1 each, in the order of the state_dict; biases may be columns (n, 1)."""
    network = run.network
    found = {"embedding.weight": _embedding_gradient(run)}
    for index, (trace, adjoint) in enumerate(zip(run.traces, run.adjoints, strict=True)):
        ending = state_dict.ending(*divmod(index, network.directions))
        own = unroll.parameter_gradients(trace, adjoint)
        found |= {f"rnn.{name}_{ending}": gradient for name, gradient in own.items()}
    weight, bias = losses.head_gradients(network.head, run.output, run.question)
    found |= {"linear.weight": ScaledSum(weight, 0), "linear.bias": ScaledSum(bias, 0)}
    return {name: found[name] for name in network.state_dict()}


def _embedding_gradient(run: Run) -> ScaledSum:
    """The rows of ∂L/∂x gathered by token, (V, I)."""
    if run.token_ids[0] < 0:
        return ScaledSum(np.zeros_like(run.network.embedding), 0)
    return scaled.gathered(run.looking_at(0).input_grad, run.token_ids, len(run.network.embedding))
