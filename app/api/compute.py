"""A validated request → its run: what can be judged only by several fields together, and the way through the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..engine import losses, reader, remembering
from ..engine import neurons as engine_neurons
from ..engine.cells import CELLS
from ..engine.cells.base import Array
from ..engine.losses import Question
from ..engine.network import Ids, Network
from ..engine.neurons import Neurons
from ..engine.run import Run
from ..settings import Settings
from . import input_sequence, work
from .input_sequence import InputSequence, Models
from .problems import Problem, Problems, Where
from .schemas import DIRECTIONS, SIZES, StepRequest
from .train_fields import TrainRequest
from .work import Work

Price = Callable[[Any, InputSequence], Work]
"""A request and what it reads → its work."""


def no_models(_: str) -> None:
    """No network is stored."""


def reading_and_work(
    request: StepRequest,
    settings: Settings,
    where: Where,
    price: Price = work.step,
    models: Models = no_models,
) -> tuple[InputSequence, int]:
    """What the request reads, and the amount of work of the whole request by its `price`.

    Raises EngineError for a sentence without a token, Problems for contradictory fields and for too much work.
    """
    if request.is_drawn:
        check_sizes(request, settings, where)
        check_cell(request, where)
    found = input_sequence.of_request(request, settings, where, models)
    _check_place(request, found, where)
    asked = price(request, found)
    if asked.amount > settings.max_work:
        amounts = {"formula": asked.formula, "work": asked.amount, "limit": settings.max_work}
        raise Problems(Problem("too_much_work", (where, input_sequence.field_read(request)), amounts))
    return found, asked.amount


def check_sizes(request: StepRequest | TrainRequest, settings: Settings, where: Where) -> None:
    """Raise Problems for sizes beyond the limits. A given network has the sizes that it has, bound by its work."""
    most = {name: getattr(settings, f"max_{name}") for name in SIZES}
    wrong = [
        Problem("less_than_equal", (where, name), {"min": 1, "max": limit}, key="integer")
        for name, limit in most.items()
        if getattr(request, name) > limit
    ]
    if wrong:
        raise Problems(*wrong)


def check_cell(request: StepRequest | TrainRequest, where: Where) -> None:
    """Raise Problems for a field that the cell has no use for."""
    cell = CELLS[request.cell]
    if request.nonlinearity not in cell.nonlinearities:
        found = {"cell": request.cell, "nonlinearity": request.nonlinearity}
        raise Problems(Problem("relu_needs_rnn", (where, "nonlinearity"), found))
    if request.forget_bias is not None and "f" not in cell.gates:
        raise Problems(Problem("forget_bias_needs_lstm", (where, "forget_bias"), {"cell": request.cell}))
    if request.forget_bias is not None and not request.bias:
        raise Problems(Problem("forget_bias_needs_bias", (where, "forget_bias")))


def _check_place(request: StepRequest, read: InputSequence, where: Where) -> None:
    """Raise Problems for a layer or a direction that the network lacks."""
    net = read.network or request
    if request.layer is not None and request.layer >= net.num_layers:
        raise Problems(Problem("not_a_layer", (where, "layer"), {"last": net.num_layers - 1}))
    if request.direction != DIRECTIONS[0] and not net.bidirectional:
        raise Problems(Problem("one_direction", (where, "direction")))


def network(request: StepRequest, read: InputSequence) -> Network:
    """The network that reads: the one given, or the one drawn from the seed. Raises EngineError."""
    if read.network is not None:
        return read.network
    return drawn(request, read.vocabulary, outputs=0 if read.x is None else read.x.shape[1])


def drawn(
    request: StepRequest,
    vocabulary: Sequence[str],
    seed: int | None = None,
    *,
    outputs: int = 0,
    headless: bool = False,
) -> Network:
    """The network of the seed, or the same of another seed, without a head if `headless`. Raises EngineError.

    Of numbers it reads as many as there are `outputs`, and its head says as many.
    """
    return reader.seeded(
        cell=request.cell,
        nonlinearity=request.nonlinearity,
        hidden_size=request.hidden_size,
        input_size=outputs or request.input_size,
        num_layers=request.num_layers,
        bidirectional=request.bidirectional,
        bias=request.bias,
        seed=request.seed if seed is None else seed,
        spectral_radius=request.spectral_radius,
        recurrent_init=request.recurrent_init,
        forget_bias=request.forget_bias,
        vocabulary=vocabulary,
        outputs=outputs or None,
        headless=headless,
    )


def initial_state(request: StepRequest) -> dict[str, Any] | None:
    """The state to start from, by part; None is all zeros."""
    return request.state.model_dump(exclude_none=True) if request.state else None


def question(request: StepRequest, read: InputSequence, net: Network) -> Question:
    """What the loss asks; where no objective was sent, `sum` of what has no tokens to ask for. Raises EngineError."""
    objective = request.objective
    if "objective" not in request.model_fields_set and not _says_tokens(read, net):
        objective = "sum"
    return losses.ask(objective, read.ids, request.loss_at, request.target, read.x, request.truncate)


def _says_tokens(read: InputSequence, net: Network) -> bool:
    return read.x is None and len(net.head.bias) == len(net.embedding)


def run(request: StepRequest, read: InputSequence) -> Run:
    """The network read forward and back. Raises EngineError."""
    net = network(request, read)
    return reader.answer(
        net,
        read.tokens,
        read.ids,
        question(request, read, net),
        state=initial_state(request),
        layer=request.layer,
        direction=DIRECTIONS.index(request.direction),
        x=read.x,
    )


def neurons(request: StepRequest, read: InputSequence) -> Neurons:
    """What each unit follows. Raises EngineError."""
    net = network(request, read)
    return engine_neurons.neurons(
        net,
        read.tokens,
        read.ids,
        question(request, read, net),
        tokenizer=request.tokenizer,
        x=read.x,
        state=initial_state(request),
        layer=request.layer,
        direction=DIRECTIONS.index(request.direction),
    )


def memory(request: StepRequest, read: InputSequence, networks: Sequence[Network]) -> Array:
    """How much each of the networks remembers, (N, T) by distance. Raises EngineError."""
    return remembering.log10_norms(
        networks,
        read.ids,
        initial_state(request),
        x=read.x,
        layer=request.layer,
        direction=DIRECTIONS.index(request.direction),
    )


def state_at(request: StepRequest, net: Network, ids: Ids, t: int) -> tuple[Array, ...]:
    """The state, a part each (H,), that the layer and direction shown have after step t of a sentence."""
    backward = DIRECTIONS.index(request.direction)
    traces = reader.read(net, ids if net.bidirectional else ids[: t + 1])
    layer = net.num_layers - 1 if request.layer is None else request.layer
    trace = traces[layer * net.directions + backward]
    row = len(ids) - 1 - t if backward else t
    return tuple(rows[row + 1] for rows in trace.states)
