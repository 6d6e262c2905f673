"""The fields of a training that /script takes, and what they make of a run's network."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Said

from ..engine.cells import CELLS
from ..engine.errors import EngineError
from ..exports.training_script import CHECKED, TASKS
from ..training.learner import Options
from ..training.optimizers import OPTIMIZERS
from ..training.tasks import TASKS as KINDS
from ..training.tasks.recall import Recall
from . import lists, work
from .input_sequence import InputSequence
from .problems import Problem, Problems
from .schemas import WHOLE, Finite, JsonRequest, OneOf, Texts
from .train_fields import FASTEST, LARGEST_NORM, LEAST, LONGEST_STRETCH, MOST_SEQUENCES, MOST_STEPS
from .work import Work

SCRIPT, MODULE = STYLES = ("script", "module")
"""How /script writes a run: every network there is, or the short module of a lesson."""
OF_TASKS = {"recall": ("delay", "symbols"), "forecast": ("series", "window")}
OF_OPTIONS = ("optimizer", "learning_rate", "clip", "batch_size", "steps", "truncate")
OF_DRAWING = (
    *("cell", "nonlinearity", "hidden_size", "input_size", "num_layers", "bias"),
    *("spectral_radius", "recurrent_init", "forget_bias"),
)


class Training(BaseModel):
    """How the network is trained, as /train has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: Annotated[str, OneOf(TASKS)] = Said(description="What is learned.")
    delay: Annotated[int, Said(ge=0, lt=LONGEST_STRETCH), WHOLE] = Said(8, description="Of `recall`.")
    symbols: Texts | None = Said(None, description="Of `recall`; null: the distinct tokens that are read.")
    series: lists.Vector | None = Said(None, description="Of `forecast`; null: the numbers that are read.")
    window: Annotated[int, Said(ge=1, le=LONGEST_STRETCH), WHOLE] = Said(24, description="Of `forecast`.")
    optimizer: Annotated[str, OneOf(OPTIMIZERS)] = Said("adam", description="As in torch.optim.")
    learning_rate: Finite = Said(0.01, ge=LEAST, le=FASTEST, description="The size of a move.")
    clip: Finite | None = Said(1.0, ge=LEAST, le=LARGEST_NORM, description="The largest norm; null: any.")
    batch_size: Annotated[int, Said(ge=1, le=MOST_SEQUENCES), WHOLE] = Said(32, description="Sequences of a step.")
    steps: Annotated[int, Said(ge=1, le=MOST_STEPS), WHOLE] = Said(Options.steps, description="How often it learns.")
    truncate: Annotated[int, Said(ge=1, le=LONGEST_STRETCH), WHOLE] | None = Said(
        None, description="How many steps back the gradient goes; null: all the way."
    )


class ScriptRequest(JsonRequest):
    """The fields of /script."""

    style: Annotated[str, OneOf(STYLES)] = Said(
        SCRIPT,
        description="`script`: any run, in as many lines as it takes. `module`: a short nn.Module with `forward`, of "
        "one layer that reads forward; its comments are in the language of `lang`.",
    )
    training: Training | None = Said(
        None,
        description="Train the network in the script (POST only); null: the script reads the sentence once and asserts "
        f"its numbers. The losses of the first {CHECKED} steps are asserted.",
    )


def only_as_script(request: ScriptRequest) -> None:
    """Raises Problems where a training is asked for in another style."""
    if request.style != SCRIPT:
        raise Problems(Problem("not_a_module", ("body", "style")))


def work_of_script(request: ScriptRequest, read: InputSequence) -> Work:
    """The work of /script; of a training also the numbers that its first steps keep, and its own symbols and series."""
    found = work.script(request, read)
    training = request.training
    if training is None:
        return found
    cell = CELLS[request.cell] if read.network is None else type(read.network.cell)
    steps = training.delay + 1 if training.task == Recall.name else training.window
    symbols = len(training.symbols or ())
    rows = max(found.sizes[work.V], symbols)
    sizes = {**found.sizes, work.T: steps, work.BATCH: training.batch_size, work.V: rows}
    each = work.training(work.batch_price, cell, sizes).amount
    own = symbols * (work.WORD + sizes[work.I] + sizes[work.H]) + len(training.series or ())
    more = min(CHECKED, training.steps) * each + own
    return Work(found.amount + more, found.sums | {"training": {(): float(more)}}, found.sizes)


def options(request: ScriptRequest, training: Training, read: InputSequence) -> Options:
    """What the script trains. Raises Problems."""
    if request.is_drawn and request.bidirectional:
        raise Problems(Problem("not_trainable", ("body", "bidirectional")))
    own: dict[str, Any] = {name: getattr(training, name) for name in OF_TASKS[training.task]}
    if own.get("symbols", ()) is None:
        own["symbols"] = tuple(dict.fromkeys(read.tokens))
    if own.get("series", ()) is None:
        own["series"] = () if read.x is None else tuple(read.x[:, 0].tolist())
    drawing = {} if read.network is not None else {name: getattr(request, name) for name in OF_DRAWING}
    how = {name: getattr(training, name) for name in OF_OPTIONS}
    try:
        found = Options(KINDS[training.task](**own), network=read.network, seed=request.seed, **drawing, **how)
        found.first_network()
    except EngineError as error:
        raise Problems(
            Problem("refused", ("body", "training"), {"reason": str(error)}, key="refused_training")
        ) from None
    return found
