"""A validated request of /train → what is trained: what can be judged only by several fields together."""

from __future__ import annotations

import base64
import json
from dataclasses import MISSING, dataclass
from typing import Any

from .. import __version__
from ..engine import errors
from ..engine.cells import CELLS
from ..engine.network import Network
from ..settings import Settings
from ..training import saved
from ..training.chunks import Plan
from ..training.errors import NotTrainable
from ..training.learner import Learner, Options
from ..training.tasks import TASKS, Task
from . import compute, engine_problems, input_sequence, work
from .input_sequence import Models
from .problems import Loc, Problem, Problems, Where
from .train_fields import (
    MOST_NETWORKS,
    USUAL_NETWORKS,
    WHOLE_RANGE,
    TrainRequest,
    own_fields,
    tasks_of,
)

WHERE: Where = "body"
OF_A_DRAWN_NETWORK = ("spectral_radius", "recurrent_init", "forget_bias")
"""Fields that draw a network. The seed draws the sequences too."""
OF_OPTIONS = ("seed", "optimizer", "learning_rate", "clip", "batch_size", "steps", "truncate")
OF_DRAWING = (
    "cell",
    "nonlinearity",
    "hidden_size",
    "input_size",
    "num_layers",
    "bias",
    "spectral_radius",
    "recurrent_init",
    "forget_bias",
)
TOO_SHORT = {"text": "too_short_text", "series": "too_short_series"}
FLOAT = 8
"""Bytes of a number."""
COPIES, COPIES_GIVEN = 1 + 4, 1 + 16 / 9
"""How often the server may hold the numbers of a network that is trained: itself and, when its turn is over, its state,
three vectors in base64; of one that is given the plan has it too, and the order in base64 of base64."""
ORDERED = 16
"""Bytes that a letter of an order may take: in a text, as a token, as its id."""
NAMES = 4_096
"""Bytes of the names beside the numbers, in a state and an order."""


@dataclass(frozen=True)
class Prepared:
    """What is trained, the network before the first step, and the `order` that makes the same plan again.

    `weight` is the bytes that the training may hold in the server.
    """

    plan: Plan
    network: Network
    order: dict[str, Any]
    weight: int


def prepared(request: TrainRequest, settings: Settings, models: Models) -> Prepared:
    """What a request asks for. Raises Problems."""
    network = _given(request, models)
    return _prepared(request, network, settings, _order(request, network))


def again(order: dict[str, Any], changes: dict[str, Any], model: type[TrainRequest], settings: Settings) -> Prepared:
    """What an earlier request asked for, with some fields changed. Raises Problems, and ValueError for no order."""
    if order["version"] != __version__:
        raise ValueError("the order of another version")
    request = model.model_validate(order["fields"] | changes)
    network = None
    if order["network"] is not None:
        given = saved.restored(base64.b64decode(order["network"]))
        network = Network.from_state_dict(
            given["arrays"], vocabulary=given["vocabulary"] or None, nonlinearity=given["nonlinearity"]
        )
    return _prepared(request, network, settings, order | {"fields": order["fields"] | changes})


def _order(request: TrainRequest, network: Network | None) -> dict[str, Any]:
    """All of a request as JSON has it; a network that is given is in it whole, however long it is stored."""
    not_kept = {"parameters", "model", "vocabulary", "resume", "after"}
    fields = request.model_dump_json(exclude_unset=True, exclude=not_kept)
    given = None
    if network is not None:
        whole = {
            "arrays": network.state_dict(),
            "vocabulary": network.vocabulary,
            "nonlinearity": network.cell.nonlinearity,
        }
        given = base64.b64encode(saved.saved(whole)).decode()
    return {"version": __version__, "fields": json.loads(fields), "network": given}


def _given(request: TrainRequest, models: Models) -> Network | None:
    """The network that is written down or stored; None for one that is drawn. Raises Problems."""
    if request.task is None:
        raise Problems(Problem("missing", (WHERE, "task")))
    if request.is_drawn:
        if request.vocabulary is not None:
            raise Problems(Problem("needs_a_network", (WHERE, "vocabulary")))
        return None
    if request.parameters is not None and request.model is not None:
        raise Problems(Problem("one_network", (WHERE, "model")))
    found = {"given": input_sequence.given_as(request)}
    idle = [Problem("of_the_seed", (WHERE, name), found) for name in OF_A_DRAWN_NETWORK if request.gives(name)]
    if idle:
        raise Problems(*idle)
    return input_sequence.given(request, WHERE, models)


def _prepared(request: TrainRequest, network: Network | None, settings: Settings, order: dict[str, Any]) -> Prepared:
    """Raises Problems."""
    if network is None:
        compute.check_sizes(request, settings, WHERE)
        compute.check_cell(request, WHERE)
    task = _task(request)
    _check_work(request, task, network, settings)
    drawing = {name: getattr(request, name) for name in OF_DRAWING} if network is None else {}
    options = Options(task, network=network, **drawing, **{name: getattr(request, name) for name in OF_OPTIONS})
    try:
        learner = Learner(options)  # what the worker could not do is told before it is asked
    except errors.EngineError as error:
        raise _of_the_network(error, request, task) from None
    return Prepared(
        Plan(options, _network_every(request)), learner.network, order, _weight(learner.network, order, network)
    )


def _weight(first: Network, order: dict[str, Any], given: Network | None) -> int:
    """The bytes that a training may hold in the server, while it runs or waits."""
    numbers = sum(array.size for array in first.state_dict().values())
    copies = COPIES if given is None else COPIES + COPIES_GIVEN
    return int(FLOAT * numbers * copies) + ORDERED * len(json.dumps(order["fields"])) + NAMES


def _network_every(request: TrainRequest) -> int:
    """Raises Problems for too many `network` events."""
    if request.network_every is None:
        return max(1, request.steps // USUAL_NETWORKS)
    least = -(-request.steps // MOST_NETWORKS)
    if request.network_every < least:
        found = {"least": least, "limit": MOST_NETWORKS, "steps": request.steps}
        raise Problems(Problem("too_many_networks", (WHERE, "network_every"), found))
    return request.network_every


def _task(request: TrainRequest) -> Task:
    """The task with its own fields. Raises Problems."""
    kind = TASKS[str(request.task)]
    own = own_fields(kind)
    sent = {name for task in TASKS.values() for name in own_fields(task) if request.gives(name)}
    others = [
        Problem("of_another_task", (WHERE, name), {"task": kind.name, "others": ", ".join(tasks_of(name))})
        for name in sorted(sent - set(own))
    ]
    missing = [Problem("missing", (WHERE, name)) for name in own if name not in sent and is_required(kind, name)]
    if others or missing:
        raise Problems(*others, *missing)
    try:
        task = kind(**{name: getattr(request, name) for name in own if name in sent})
    except errors.EngineError as error:
        raise Problems(_of_the_task(error, request)) from None
    if request.is_drawn and task.input_size and request.gives("input_size") and request.input_size != task.input_size:
        found = {"has": str(task.input_size), "given": f"task {kind.name}"}
        raise Problems(Problem("contradiction", (WHERE, "input_size"), found))
    return task


def _check_work(request: TrainRequest, task: Task, network: Network | None, settings: Settings) -> None:
    """Raise Problems for a network that is too large to be kept, and for too much work of a step or of all of them."""
    cell = CELLS[request.cell] if network is None else type(network.cell)
    sizes = _sizes(request, task, network)
    numbers = work.training(work.parameters_price, cell, sizes).amount
    if numbers * FLOAT > settings.train_network_bytes:
        raise Problems(Problem("model_too_large", (WHERE,), {"limit": settings.train_network_bytes}))
    limits = {
        "too_much_work": (work.train_price, settings.max_train_work, "too_much_training", "steps"),
        "too_large_batch": (work.batch_price, settings.max_train_numbers, "too_large_batch", "batch_size"),
    }
    for kind, (price, limit, key, name) in limits.items():
        found = work.training(price, cell, sizes)
        if found.amount > limit:
            amounts = {"formula": found.formula, "work": found.amount, "limit": limit}
            raise Problems(Problem(kind, (WHERE, name), amounts, getattr(request, name), key))


def _sizes(request: TrainRequest, task: Task, network: Network | None) -> dict[str, int]:
    """What the prices of /train are products of, and the rows of the embedding."""
    net = network or request
    return {
        work.STEPS: request.steps,
        work.BATCH: request.batch_size,
        work.T: task.steps,
        work.V: task.outputs if network is None else len(network.head.bias),
        work.WORDS: len(task.vocabulary) if network is None else len(network.embedding),
        work.H: net.hidden_size,
        work.I: task.input_size or net.input_size,
        work.LAYERS: net.num_layers,
        work.DEEPER: net.num_layers - 1,
        work.DIRECTIONS: 1,
    }


def is_required(kind: type[Task], name: str) -> bool:
    """Whether a task cannot do without a field: one without a default, or with an empty one."""
    default = own_fields(kind)[name].default
    return default is MISSING or default in ((), "")


def _of_the_task(error: errors.EngineError, request: TrainRequest) -> Problem:
    """What a task refuses, beside the field that it refuses."""
    match error:
        case errors.WrongValue(name=name, expected=expected) if found := WHOLE_RANGE.fullmatch(expected):
            return Problem(
                "wrong_value", (WHERE, name), {"min": found[1], "max": found[2]}, getattr(request, name), "integer"
            )
        case errors.WrongValue(name="text" | "series" as name, got=got):
            window = getattr(request, "window", None) or own_fields(TASKS[str(request.task)])["window"].default
            counts = {"window": window, "count": int(str(got).split()[0])}
            return Problem("too_short", (WHERE, name), counts, key=TOO_SHORT[name])
        case errors.WrongValue(name="symbols"):
            return Problem("too_few_symbols", (WHERE, "symbols"))
        case errors.RepeatedToken(token=token):
            return Problem("vocabulary_repeated", (WHERE, "symbols"), {"token": token}, key="symbols_repeated")
        case errors.EmptySentence():
            return Problem("empty_sentence", (WHERE, "text"), key="empty_text")
        case errors.WrongValue(name=name):
            return Problem("wrong_value", (WHERE, name), {"reason": str(error)}, key="refused_training")
    return Problem("refused", (WHERE,), {"reason": str(error)}, key="refused_training")


def _of_the_network(error: errors.EngineError, request: TrainRequest, task: Task) -> Problems:
    """What a network cannot learn."""
    loc: Loc = (WHERE, *(() if request.is_drawn else (input_sequence.given_as(request),)))
    problem: Problem | None = None
    match error:
        case NotTrainable():
            problem = Problem("not_trainable", loc)
        case errors.NoHead():
            problem = Problem("no_head", loc, key="no_head_to_train")
        case errors.NoEmbedding():
            problem = Problem("no_embedding", loc, {"task": task.name}, key="no_embedding_to_train")
        case errors.WrongShape(name="rnn.weight_ih_l0", got=got):
            counts = {"task": task.name, "expected": task.input_size, "got": got[-1]}
            problem = Problem("input_width", loc, counts, key="task_reads")
        case errors.WrongHead(expected=expected, got=got):
            counts = {"task": task.name, "expected": expected, "got": got}
            problem = Problem("wrong_head", loc, counts, key="task_answers")
        case errors.UnknownToken(token=token):
            problem = Problem("unknown_token", loc, {"token": token})
    return Problems(problem) if problem else engine_problems.from_engine(error, WHERE, {})
