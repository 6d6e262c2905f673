"""How much work a request is, before it is done: the numbers to compute and to send."""

from __future__ import annotations

from typing import NamedTuple

from ..engine.cells import CELLS, cell_class
from ..engine.check import plan
from ..engine.tokens import Text
from .schemas import MemoryRequest, StepRequest, WhatIfRequest

LOGITS_A_NUMBER = 8
"""Logits are made many at once and thrown away: so many of them are as much work as one number of a unit."""


class Work(NamedTuple):
    """An amount of work, and the formula it comes from with its numbers written in."""

    amount: int
    formula: str


def step(request: StepRequest, text: Text) -> Work:
    """The work of /step.

    tokens × hidden_size × n, where n counts the numbers a unit needs at each step: G pre-activations and S states (the
    LSTM has two); with `gates` G more, with `products` 2·G, with `gradients` S, with `projection` 1, with `jacobian`
    2·hidden_size (a product of matrices and its norm). `inputs` adds tokens × input_size; `predictions` and the
    objective `next-token` add tokens × vocabulary / 8; `parameters` adds each parameter once.
    """
    cell, tokens, included = CELLS[request.cell], len(text.tokens), frozenset(request.include)
    G, S, H, I = len(cell.gates), len(cell.state), request.hidden_size, request.input_size
    n = G + S
    if included:
        per_unit = {"gates": G, "products": 2 * G, "gradients": S, "jacobian": 2 * H, "projection": 1}
        n += sum(per_unit.get(name, 0) for name in included)
    terms = {f"hidden_size {H} × {n}": H * n}
    if "inputs" in included:
        terms[f"input_size {I}"] = I
    if "predictions" in included or request.objective == "next-token":
        vocabulary = len(text.vocabulary)
        terms[f"vocabulary {vocabulary} / {LOGITS_A_NUMBER}"] = vocabulary // LOGITS_A_NUMBER
    formula = f"tokens {tokens} × ({' + '.join(terms)})"
    amount = tokens * sum(terms.values())
    if "parameters" in included:
        once = parameters(len(text.vocabulary), G, H, I)
        formula, amount = f"{formula} + parameters {once}", amount + once
    return Work(amount, formula)


def memory(request: MemoryRequest, text: Text) -> Work:
    """The work of /memory: seeds × (tokens × hidden_size × (G + S + hidden_size / 4 + 8) + drawn / 4).

    The last two beside G + S are the Jacobians: products of matrices many at a time are quick, and each step has its
    price. `drawn` are the parameters of each seed, without a head, and eight numbers' time for each word.
    """
    cell = CELLS[request.cell]
    G, S, H, I = len(cell.gates), len(cell.state), request.hidden_size, request.input_size
    V = len(text.vocabulary)
    drawn = V * (I + 8) + G * H * (I + H + 2)
    read = f"tokens {len(text.tokens)} × hidden_size {H} × ({G + S} + {H} / 4 + 8)"
    formula = f"seeds {request.seeds} × ({read} + drawn {drawn} / 4)"
    return Work(request.seeds * (len(text.tokens) * H * (G + S + H // 4 + 8) + drawn // 4), formula)


NUDGED_A_NUMBER = 16
"""Nudged runs are many at once, side by side: so many of their numbers are as much work as one of a single run."""


def check(request: StepRequest, text: Text) -> Work:
    """The work of /check: the steps of all nudged runs × the numbers of each / 16.

    A step has hidden_size × (G + S) numbers, and with `next-token` as a whole the vocabulary's logits.
    """
    whole = request.objective == "next-token" and request.loss_at is None
    cell = cell_class(request.cell)(request.hidden_size, request.nonlinearity)
    planned = plan(cell, len(text.tokens), len(text.vocabulary) if whole else 0)
    n = len(cell.gates) + len(cell.state)
    numbers = f"hidden_size {request.hidden_size} × {n}" + (f" + vocabulary {len(text.vocabulary)}" if whole else "")
    formula = f"nudged steps {planned.nudged_steps} × ({numbers}) / {NUDGED_A_NUMBER}"
    return Work(planned.nudged_steps * planned.numbers // NUDGED_A_NUMBER, formula)


def script(request: StepRequest, text: Text) -> Work:
    """The work of /script: five times that of /step without includes, for the run and its twins, and the parameters."""
    run = step(request.model_copy(update={"include": ()}), text)
    both = weights(request, text)
    return Work(5 * run.amount + both.amount, f"5 × {run.formula} + {both.formula}")


def weights(request: StepRequest, text: Text) -> Work:
    """The work of /weights: each parameter once."""
    G, H, I = len(CELLS[request.cell].gates), request.hidden_size, request.input_size
    amount = parameters(len(text.vocabulary), G, H, I)
    return Work(amount, f"parameters {amount}")


def parameters(V: int, G: int, H: int, I: int) -> int:
    """How many numbers the state_dict has."""
    return V * (I + H + 1) + G * H * (I + H + 2)


def what_if(request: WhatIfRequest, text: Text) -> Work:
    """The work of /what-if: that of /step without includes, and of the edited run.

    It goes one step after another, and so counts three times tokens × hidden_size × (G + S). The characters of other
    sentences count as tokens.
    """
    run = step(request.model_copy(update={"include": ()}), text)
    cell = CELLS[request.cell]
    n = len(cell.gates) + len(cell.state)
    others = sum(len(edit.from_.sentence) for edit in request.edits if edit.from_)
    terms = f"3 × tokens {len(text.tokens)}" + (f" + other sentences {others}" if others else "")
    amount = (3 * len(text.tokens) + others) * request.hidden_size * n
    return Work(run.amount + amount, f"{run.formula} + ({terms}) × hidden_size {request.hidden_size} × {n}")
