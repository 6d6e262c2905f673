"""The loss L of a run, and the gradient that it sends back into the states: three objectives, each one a table entry.

Shapes: T steps, H hidden size, V vocabulary. Logits are weight h + bias, weight (V, H) and bias (V,) of the head.
"""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .cells.base import Array
from .errors import NoNextToken, NoSuchStep, NoTarget, OutOfRange, UnknownName
from .params import Head
from .scaled import all_finite, unscaled
from .trace import Entering

Ids = npt.NDArray[np.int64]

AT_ONCE = 1 << 20
"""Logits computed at one time, so that memory stays linear in T however large the vocabulary is."""


class Objective(NamedTuple):
    """A loss: the mean, over the `scored` steps, of the cross-entropy of each step's target.

    `targets` gives the target's id at each step (T,) from the ids (T,) and the step whose token is wanted; −1 where a
    step has none. An objective without any target has no head: its loss is the sum of h.
    """

    targets: Callable[[Ids, int], Ids]
    scored: Callable[[int], range]


def _last(steps: int) -> range:
    return range(steps - 1, steps)


OBJECTIVES = {
    "recall": Objective(lambda ids, target: ids[target : target + 1].repeat(len(ids)), _last),
    "next-token": Objective(lambda ids, _: np.append(ids[1:], -1), lambda steps: range(steps - 1)),
    "sum": Objective(lambda ids, _: np.full_like(ids, -1), _last),
}


class Question(NamedTuple):
    """What the loss asks of a run: the `targets` (T,), −1 where a step has none, and the steps that count."""

    objective: str
    targets: Ids
    scored: range

    @property
    def of_head(self) -> bool:
        """Whether the head is asked, also where no step counts; else the loss is the sum of h."""
        return not self.scored or bool(self.targets[self.scored[0]] >= 0)


def ask(objective: str, ids: Ids, loss_at: int | None = None, target: int | None = None) -> Question:
    """The question about the tokens `ids` (T,).

    `loss_at` is the step at which the loss is taken, None the objective's own: the last, and all but the last for
    next-token, of whose mean a `loss_at` leaves that one term. `target` is the step whose token `recall` wants, None
    the first. Raises UnknownName, NoTarget, NoSuchStep and NoNextToken.
    """
    if objective not in OBJECTIVES:
        raise UnknownName("objective", objective, tuple(OBJECTIVES))
    if target is not None and objective != "recall":
        raise NoTarget(objective)
    last = len(ids) - 1
    if loss_at is not None and not 0 <= loss_at <= last:
        raise NoSuchStep("loss_at", loss_at, last)
    if target is not None and not 0 <= target <= last:
        raise NoSuchStep("target", target, last)
    asked = OBJECTIVES[objective]
    if loss_at is None:
        scored = asked.scored(len(ids))
    elif objective == "next-token" and loss_at == last:
        raise NoNextToken(last)
    else:
        scored = range(loss_at, loss_at + 1)
    targets = asked.targets(ids, target or 0)
    targets.setflags(write=False)
    return Question(objective, targets, scored)


def loss(head: Head, h: Array, question: Question) -> tuple[float, Entering]:
    """The loss of a run's h (T, H), and what it sends into the h of the steps it looks at. Raises OutOfRange.

    To be called where NumPy's warnings are off.
    """
    scored = question.scored
    if not question.of_head:
        total = float(h[scored.start].sum())
        d_h = np.ones((1, h.shape[1]))
    elif len(scored) == 1:
        total, d_logits = _cross_entropy(head, h, scored.start, int(question.targets[scored.start]))
        d_h = d_logits.dot(head.weight)[None]
    else:
        total = 0.0
        d_h = np.empty((len(scored), h.shape[1]))
        for steps, losses, d_logits in _cross_entropies(head, h, question):
            total += float(losses.sum())
            np.dot(d_logits, head.weight, out=d_h[steps.start - scored.start : steps.stop - scored.start])
    if not math.isfinite(total):
        raise OutOfRange("loss", scored[-1])
    d_h.setflags(write=False)
    return total, Entering(scored.start, unscaled(d_h))


def probabilities(head: Head, h: Array) -> Iterator[tuple[slice, Array]]:
    """Softmax of the logits, (n, V), stretch by stretch of all steps."""
    for steps, exps, totals, _ in _softmax(head, h, range(len(h))):
        yield steps, exps / totals


def head_gradients(head: Head, h: Array, question: Question) -> tuple[Array, Array]:
    """∂L/∂ weight (V, H) and bias (V,) of the head."""
    weight, bias = np.zeros_like(head.weight), np.zeros_like(head.bias)
    if question.of_head:
        for steps, _, d_logits in _cross_entropies(head, h, question):
            weight += np.dot(d_logits.T, h[steps])
            bias += d_logits.sum(axis=0)
    return weight, bias


def _cross_entropy(head: Head, h: Array, step: int, target: int) -> tuple[float, Array]:
    """−log softmax(logits)[target] at one step, and its derivative by the logits (V,).

    That is softmax − onehot, whose entry at the target is taken as minus the sum of the others, which keeps its digits
    when the network is nearly certain.
    """
    logits = head.weight.dot(h[step])
    logits += head.bias
    if not all_finite(logits):
        raise OutOfRange("logits", step)
    logits -= np.maximum.reduce(logits)
    exps = np.exp(logits)
    own = exps.item(target)
    exps[target] = 0.0
    others = float(np.add.reduce(exps))
    exps[target] = -others
    exps /= others + own
    return math.log(others + own) - logits.item(target), exps


def _cross_entropies(head: Head, h: Array, question: Question) -> Iterator[tuple[slice, Array, Array]]:
    """The same for many steps, of whose losses the mean counts.

    Stretch by stretch of the scored steps: their share of the loss (n,), and of its derivative by the logits (n, V).
    """
    count = len(question.scored)
    for steps, exps, totals, shifted in _softmax(head, h, question.scored):
        own = np.arange(len(exps)), question.targets[steps]
        losses = (np.log(totals[:, 0]) - shifted[own]) / count
        exps[own] = 0.0
        exps[own] = -exps.sum(axis=1)
        yield steps, losses, exps / (totals * count)


def _softmax(head: Head, h: Array, steps: range) -> Iterator[tuple[slice, Array, Array, Array]]:
    """Stretch by stretch: exp of the shifted logits (n, V), their sums (n, 1), and the shifted logits, largest 0."""
    stride = max(1, AT_ONCE // len(head.bias))
    for start in range(steps.start, steps.stop, stride):
        stretch = slice(start, min(start + stride, steps.stop))
        logits = np.dot(h[stretch], head.weight.T)
        logits += head.bias
        fine = np.isfinite(logits)
        if not fine.all():
            raise OutOfRange("logits", start + int(fine.all(axis=1).argmin()))
        logits -= logits.max(axis=1, keepdims=True)
        exps = np.exp(logits)
        yield stretch, exps, exps.sum(axis=1, keepdims=True), logits
