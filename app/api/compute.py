"""A validated request → its answer: what needs more than one field to be judged, and the way through the engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..engine import losses, reader, tokens
from ..engine.cells import CELLS
from ..engine.network import Network
from ..engine.run import Run
from ..settings import Settings
from . import work
from .problems import Problem, Problems, Where
from .schemas import StepRequest
from .work import Words, Work

Weigh = Callable[[Any, Words], Work]
"""A request and its words → its work."""


def read(request: StepRequest, settings: Settings, where: Where, weigh: Weigh = work.step) -> tuple[Words, int]:
    """The tokens of the sentence and the amount of work of the whole request, as `weigh` finds it.

    Raises EngineError for a sentence without a token, Problems for contradictory fields and for too much work.
    """
    nonlinearities = CELLS[request.cell].nonlinearities
    if request.nonlinearity not in nonlinearities:
        raise Problems(Problem("relu_needs_rnn", (where, "nonlinearity"), {"cell": request.cell}))
    if request.forget_bias is not None and "f" not in CELLS[request.cell].gates:
        raise Problems(Problem("forget_bias_needs_lstm", (where, "forget_bias"), {"cell": request.cell}))
    words = tokens.tokenize(request.sentence, request.tokenizer)
    if len(words) > settings.max_tokens:
        found = {"limit": settings.max_tokens, "count": len(words)}
        raise Problems(Problem("too_many_tokens", (where, "sentence"), found, request.sentence))
    asked = weigh(request, words)
    if asked.amount > settings.max_work:
        counts = {"formula": asked.formula, "work": asked.amount, "limit": settings.max_work}
        raise Problems(Problem("too_much_work", (where, "sentence"), counts, request.sentence))
    return words, asked.amount


def seeded(request: StepRequest, words: Words, seed: int | None = None, *, headless: bool = False) -> Network:
    """The network of the request, or the same of another seed, with no head where none is asked. Raises EngineError."""
    return _seeded(request, tokens.vocabulary(words)[0], request.seed if seed is None else seed, headless)


def _seeded(request: StepRequest, vocabulary: Words, seed: int, headless: bool = False) -> Network:
    return reader.seeded(
        cell=request.cell,
        nonlinearity=request.nonlinearity,
        hidden_size=request.hidden_size,
        input_size=request.input_size,
        seed=seed,
        spectral_radius=request.spectral_radius,
        recurrent_init=request.recurrent_init,
        forget_bias=request.forget_bias,
        vocabulary=vocabulary,
        headless=headless,
    )


def state(request: StepRequest) -> dict[str, tuple[float, ...]] | None:
    """The state to start from, by part."""
    return request.state.model_dump(exclude_none=True) if request.state else None


def run(request: StepRequest, words: Words) -> Run:
    """The network read forward and back. Raises EngineError."""
    vocabulary, ids = tokens.vocabulary(words)
    question = losses.ask(request.objective, ids, request.loss_at, request.target)
    return reader.answer(_seeded(request, vocabulary, request.seed), words, ids, question, state=state(request))
