"""The loss L of a run, and the gradient that it sends back into the states: five objectives, each one a table entry.

Shapes: T steps, I input size, C rows of the head, V vocabulary. h (T, H) is what the head reads: the outputs of the
last layer, of both directions side by side where it has two. The head gives weight h + bias, weight (C, H) and bias
(C,): the logits of C classes, which are the V tokens for recall and next-token, or a forecast of I numbers (C = I).
"""

import math
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from .cells.base import Array
from .errors import (
    NoHead,
    NoNextNumbers,
    NoNextToken,
    NoNumbers,
    NoSuchClass,
    NoSuchStep,
    NoTarget,
    NoTokens,
    OutOfRange,
    UnknownName,
    WrongHead,
    WrongValue,
)
from .frozen import lasting
from .params import Head
from .scaled import all_finite, sum_of_squares, unscaled
from .trace import Entering

Ids = npt.NDArray[np.int64]

AT_ONCE = 1 << 20
"""Logits computed at one time, so that memory stays linear in T however large the vocabulary is."""


Wanted = Literal["token", "class", "numbers", "nothing"]
"""What the head is asked for: a token of V, a class of C, or the I numbers of the next step; or no head is needed."""


class Objective(NamedTuple):
    """A loss: the mean, over the `scored` steps, of what is wrong with each step's answer.

    For a token or a class that is the cross-entropy of the target: `targets` gives its id at each step (T,) from the
    ids (T,) and the `target` asked for; −1 where a step has none. For numbers it is half the squared distance from
    x_{t+1}. Where nothing is wanted of the head, the loss is the sum of h.
    """

    targets: Callable[[Ids, int], Ids]
    scored: Callable[[int], range]
    wanted: Wanted = "token"


def _last(steps: int) -> range:
    return range(steps - 1, steps)


def _all_but_last(steps: int) -> range:
    return range(steps - 1)


def _no_target(ids: Ids, _: int) -> Ids:
    return np.full_like(ids, -1)


OBJECTIVES = {
    "recall": Objective(lambda ids, target: ids[target : target + 1].repeat(len(ids)), _last),
    "next-token": Objective(lambda ids, _: np.append(ids[1:], -1), _all_but_last),
    "sum": Objective(_no_target, _last, "nothing"),
    "forecast": Objective(_no_target, _all_but_last, "numbers"),
    "label": Objective(np.full_like, _last, "class"),
}


@lasting
class Question(NamedTuple):
    """What the loss asks of a run: the `targets` (T,), −1 where a step has none, and the steps that count.

    `wanted` is what the head is asked for. `following` (T−1, I), for a forecast, are the numbers that each step but the
    last should say. The gradient goes back at most `truncate` steps (truncated BPTT, Williams & Peng 1990): after each
    `truncate` of them, counted back from the last that is scored, the state is taken for a constant; None: no limit.
    """

    objective: str
    targets: Ids
    scored: range
    wanted: Wanted = "token"
    following: Array | None = None
    truncate: int | None = None

    @property
    def cuts(self) -> range:
        """The steps from which nothing goes back to the step before, in rising order."""
        end, steps = self.scored.stop, self.truncate
        return range(end - steps * ((end - 1) // steps), end, steps) if steps else range(0)

    @property
    def of_head(self) -> bool:
        """Whether the head is asked; else the loss is the sum of h."""
        return self.wanted != "nothing"


def ask(
    objective: str,
    ids: Ids,
    loss_at: int | None = None,
    target: int | None = None,
    x: Array | None = None,
    truncate: int | None = None,
) -> Question:
    """The question about the tokens `ids` (T,), or about the numbers `x` (T, I), read-only, whose ids are −1.

    `loss_at` is the step at which the loss is taken, None the objective's own: the last, and all but the last for
    next-token and forecast, of whose mean a `loss_at` leaves that one term. `target` is the step whose token `recall`
    wants, None the first, or the class that `label` wants, None the class 0. `truncate` is how many steps the gradient
    goes back, at least 1; None for all. Raises UnknownName, NoTarget, NoSuchStep, NoSuchClass, NoNextToken,
    NoNextNumbers, NoTokens, NoNumbers and WrongValue.
    """
    if objective not in OBJECTIVES:
        raise UnknownName("objective", objective, tuple(OBJECTIVES))
    if truncate is not None and truncate < 1:
        raise WrongValue("truncate", "a whole number of at least 1", truncate)
    asked, last = OBJECTIVES[objective], len(ids) - 1
    if target is not None:
        _check_target(objective, target, last)
    targets = asked.targets(ids, target or 0)
    targets.setflags(write=False)
    following = None if x is None and asked.wanted != "numbers" else _following(objective, asked.wanted, x)
    scored = asked.scored(last + 1) if loss_at is None else _scored_at(objective, loss_at, last)
    return Question(objective, targets, scored, asked.wanted, following, truncate)


def _following(objective: str, wanted: Wanted, x: Array | None) -> Array | None:
    """The numbers that a forecast should say. Raises NoTokens, NoNumbers, and NoNextNumbers for a single step."""
    if wanted == "token":
        raise NoTokens(objective)
    if wanted != "numbers":
        return None
    if x is None:
        raise NoNumbers(objective)
    if len(x) == 1:
        raise NoNextNumbers(0)
    return x[1:]


def _check_target(objective: str, target: int, last: int) -> None:
    if objective == "label":
        if target < 0:
            raise NoSuchClass(target, None)
    elif objective != "recall":
        raise NoTarget(objective)
    elif not 0 <= target <= last:
        raise NoSuchStep("target", target, last)


def _scored_at(objective: str, loss_at: int, last: int) -> range:
    """The one step that counts. Raises NoSuchStep, NoNextToken and NoNextNumbers."""
    if not 0 <= loss_at <= last:
        raise NoSuchStep("loss_at", loss_at, last)
    if OBJECTIVES[objective].scored is _all_but_last and loss_at == last:
        raise NoNextNumbers(last) if objective == "forecast" else NoNextToken(last)
    return range(loss_at, loss_at + 1)


def check_head(head: Head, vocabulary_size: int, question: Question) -> None:
    """Raise NoHead, WrongHead or NoSuchClass unless the head can answer; `vocabulary_size` is V."""
    rows, wanted = len(head.bias), question.wanted
    if wanted == "nothing" or (wanted == "token" and rows == vocabulary_size and rows):
        return
    if not rows:
        raise NoHead
    if wanted == "token":
        raise WrongHead(question.objective, "tokens", vocabulary_size, rows)
    if wanted == "class" and not question.targets[0] < rows:
        raise NoSuchClass(int(question.targets[0]), rows - 1)
    if question.following is not None and question.following.shape[1] != rows:
        raise WrongHead(question.objective, "numbers of a step", question.following.shape[1], rows)


def loss(head: Head, h: Array, question: Question) -> tuple[float, Entering]:
    """The loss of a run's h (T, H), and what it sends into the h of the steps it looks at. Raises OutOfRange.

    To be called where NumPy's warnings are off.
    """
    scored = question.scored
    if question.wanted == "nothing":
        total = float(h[scored.start].sum())
        d_h = np.ones((1, h.shape[1]))
    elif question.following is not None:
        errors = _errors(head, h, question, question.following)
        total = sum_of_squares(errors) / (2 * len(scored))
        d_h = np.dot(errors / len(scored), head.weight)
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


def forecasts(head: Head, h: Array) -> Array:
    """What the head says of the next numbers, weight h + bias, (T, C)."""
    said: Array = np.dot(h, head.weight.T)
    said += head.bias
    return said


def _errors(head: Head, h: Array, question: Question, following: Array) -> Array:
    """Forecast minus truth at the scored steps (n, I). Raises OutOfRange."""
    scored = slice(question.scored.start, question.scored.stop)
    errors = forecasts(head, h[scored]) - following[scored]
    fine = np.isfinite(errors).all(axis=1)
    if not fine.all():
        raise OutOfRange("loss", scored.start + int(fine.argmin()))
    return errors


def probabilities(head: Head, h: Array) -> Iterator[tuple[slice, Array]]:
    """Softmax of the logits, (n, C), stretch by stretch of all steps."""
    for steps, exps, totals, _ in _softmax(head, h, range(len(h))):
        yield steps, exps / totals


def head_gradients(head: Head, h: Array, question: Question) -> tuple[Array, Array]:
    """∂L/∂ weight (C, H) and bias (C,) of the head."""
    weight, bias = np.zeros_like(head.weight), np.zeros_like(head.bias)
    if question.following is not None:
        errors = _errors(head, h, question, question.following) / len(question.scored)
        weight += np.dot(errors.T, h[question.scored.start : question.scored.stop])
        bias += errors.sum(axis=0)
    elif question.of_head:
        for steps, _, d_logits in _cross_entropies(head, h, question):
            weight += np.dot(d_logits.T, h[steps])
            bias += d_logits.sum(axis=0)
    return weight, bias


def _cross_entropy(head: Head, h: Array, step: int, target: int) -> tuple[float, Array]:
    """−log softmax(logits)[target] at one step, and its derivative by the logits (C,).

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

    Stretch by stretch of the scored steps: their share of the loss (n,), and of its derivative by the logits (n, C).
    """
    count = len(question.scored)
    for steps, exps, totals, shifted in _softmax(head, h, question.scored):
        own = np.arange(len(exps)), question.targets[steps]
        losses = (np.log(totals[:, 0]) - shifted[own]) / count
        exps[own] = 0.0
        exps[own] = -exps.sum(axis=1)
        yield steps, losses, exps / (totals * count)


def _softmax(head: Head, h: Array, steps: range) -> Iterator[tuple[slice, Array, Array, Array]]:
    """Stretch by stretch: exp of the shifted logits (n, C), their sums (n, 1), and the shifted logits, largest 0."""
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
