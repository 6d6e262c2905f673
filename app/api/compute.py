"""A validated request → its run: what can be judged only by several fields together, and the way through the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..engine import losses, reader, tokens
from ..engine.cells import CELLS
from ..engine.network import Network
from ..engine.run import Run
from ..engine.tokens import Text
from ..settings import Settings
from . import work
from .problems import Problem, Problems, Where
from .schemas import StepRequest
from .work import Work

Price = Callable[[Any, Text], Work]
"""A request and its text → its work."""


def text_and_work(request: StepRequest, settings: Settings, where: Where, price: Price = work.step) -> tuple[Text, int]:
    """The text of the sentence, and the amount of work of the whole request by its `price`.

    Raises EngineError for a sentence without a token, Problems for contradictory fields and for too much work.
    """
    _check_cell(request, where)
    text = tokens.text(request.sentence, request.tokenizer)
    if len(text.tokens) > settings.max_tokens:
        counts = {"limit": settings.max_tokens, "count": len(text.tokens)}
        raise Problems(Problem("too_many_tokens", (where, "sentence"), counts, request.sentence))
    asked = price(request, text)
    if asked.amount > settings.max_work:
        amounts = {"formula": asked.formula, "work": asked.amount, "limit": settings.max_work}
        raise Problems(Problem("too_much_work", (where, "sentence"), amounts, request.sentence))
    return text, asked.amount


def _check_cell(request: StepRequest, where: Where) -> None:
    """Raise Problems for a field that the cell has no use for."""
    cell = CELLS[request.cell]
    if request.nonlinearity not in cell.nonlinearities:
        raise Problems(Problem("relu_needs_rnn", (where, "nonlinearity"), {"cell": request.cell}))
    if request.forget_bias is not None and "f" not in cell.gates:
        raise Problems(Problem("forget_bias_needs_lstm", (where, "forget_bias"), {"cell": request.cell}))


def network(
    request: StepRequest, vocabulary: Sequence[str], seed: int | None = None, *, headless: bool = False
) -> Network:
    """The network of the request, or the same of another seed, without a head if `headless`. Raises EngineError."""
    return reader.seeded(
        cell=request.cell,
        nonlinearity=request.nonlinearity,
        hidden_size=request.hidden_size,
        input_size=request.input_size,
        seed=request.seed if seed is None else seed,
        spectral_radius=request.spectral_radius,
        recurrent_init=request.recurrent_init,
        forget_bias=request.forget_bias,
        vocabulary=vocabulary,
        headless=headless,
    )


def initial_state(request: StepRequest) -> dict[str, tuple[float, ...]] | None:
    """The state to start from, by part; None is all zeros."""
    return request.state.model_dump(exclude_none=True) if request.state else None


def run(request: StepRequest, text: Text) -> Run:
    """The network read forward and back. Raises EngineError."""
    question = losses.ask(request.objective, text.ids, request.loss_at, request.target)
    seeded = network(request, text.vocabulary)
    return reader.answer(seeded, text.tokens, text.ids, question, state=initial_state(request))
