"""The wire of POST /train: the fields of the network as /step has them, those of the training, and each task's own."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import MISSING, Field, fields
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, create_model
from pydantic import Field as Said

from ..engine.errors import EngineError, WrongValue
from ..engine.tokens import TOKENIZERS
from ..settings import Settings
from ..training.learner import Options
from ..training.optimizers import OPTIMIZERS
from ..training.sentences.opinions import LANGUAGES
from ..training.tasks import TASKS, Task
from ..training.tasks.brackets import ASKED
from . import lists
from .schemas import SIZES, TEXT, WHOLE, Finite, OneOf, StepRequest, Texts, size_up_to

MOST_STEPS, MOST_SEQUENCES, LONGEST_STRETCH = 100_000, 4_096, 1_000
MOST_NETWORKS = 300
"""`network` events of one training."""
USUAL_NETWORKS = 40
"""As many where `network_every` is not sent."""
LEAST, FASTEST, LARGEST_NORM = 1e-9, 10.0, 1e9
OF_A_RESUME = frozenset({"resume", "after", "steps", "network_every"})
"""The fields that may be sent to go on with a training."""
INTERNAL = frozenset({"part"})
"""Fields of a task that say which part of its data is meant, and no client sends."""
CHOICES = {"asked": ASKED, "language": tuple(LANGUAGES), "tokenizer": tuple(TOKENIZERS)}
WHOLE_RANGE = re.compile(r"a whole number from (\d+) to (\d+)")
"""How a task says what it takes."""


def of_step(name: str) -> Any:
    """A field as /step has it."""
    return deepcopy(StepRequest.model_fields[name])


class TrainRequest(BaseModel):
    """The fields of /train but those of the tasks, which `train_request` adds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: Annotated[str, OneOf(TASKS)] | None = Said(None, description="What is learned. Required, unless `resume` is.")
    cell: str = of_step("cell")
    nonlinearity: str = of_step("nonlinearity")
    hidden_size: int = of_step("hidden_size")
    input_size: int = of_step("input_size")
    num_layers: int = of_step("num_layers")
    bias: bool = of_step("bias")
    seed: int = of_step("seed")
    spectral_radius: float | None = of_step("spectral_radius")
    recurrent_init: str = of_step("recurrent_init")
    forget_bias: float | None = of_step("forget_bias")
    parameters: lists.Parameters | None = of_step("parameters")
    model: str | None = of_step("model")
    vocabulary: Texts | None = of_step("vocabulary")
    optimizer: Annotated[str, OneOf(OPTIMIZERS)] = Said(Options.optimizer, description="As in torch.optim.")
    learning_rate: Finite = Said(Options.learning_rate, ge=LEAST, le=FASTEST, description="η, the size of a move.")
    clip: Finite | None = Said(
        Options.clip, ge=LEAST, le=LARGEST_NORM, description="The norm that a longer gradient is cut to; null: none is."
    )
    batch_size: Annotated[int, Said(ge=1, le=MOST_SEQUENCES), WHOLE] = Said(
        Options.batch_size, description="N, the sequences that one step learns from."
    )
    steps: Annotated[int, Said(ge=1, le=MOST_STEPS), WHOLE] = Said(Options.steps, description="How often it learns.")
    truncate: Annotated[int, Said(ge=1, le=LONGEST_STRETCH), WHOLE] | None = Said(
        None, description="How many steps back the gradient goes, in stretches counted from the end; null: all the way."
    )
    network_every: Annotated[int, Said(ge=1, le=MOST_STEPS), WHOLE] | None = Said(
        None,
        description=f"Steps from one `network` event to the next, at most {MOST_NETWORKS} of them in all; "
        f"null: {USUAL_NETWORKS} of them.",
    )
    resume: Annotated[str, Said(min_length=1, max_length=100, pattern=TEXT)] | None = Said(
        None, description="The `job` of a training that was left or is done, to go on with it."
    )
    after: Annotated[int, Said(ge=0, le=MOST_STEPS), WHOLE] | None = Said(
        None,
        description="With `resume`: the last step that came; the kept ones of those after it are sent again.",
    )

    @property
    def is_drawn(self) -> bool:
        """Whether the network is made from the seed, and not given."""
        return self.parameters is None and self.model is None

    def gives(self, name: str) -> bool:
        """Whether a field was sent, with a value."""
        return name in self.model_fields_set and getattr(self, name) is not None


def own_fields(task: type[Task]) -> dict[str, Field[Any]]:
    """A task's own fields of /train, by name."""
    every: tuple[Field[Any], ...] = fields(task)  # type: ignore[arg-type]  # every task is a dataclass
    return {field.name: field for field in every if field.init and field.name not in INTERNAL}


def tasks_of(name: str) -> list[str]:
    """The tasks that have a field."""
    return [task for task, kind in TASKS.items() if name in own_fields(kind)]


def train_request(settings: Settings) -> type[TrainRequest]:
    """The model of /train with the limits of `settings`."""
    sizes = {name: _like(name, size_up_to(getattr(settings, f"max_{name}"))) for name in SIZES}
    names = dict.fromkeys(name for task in TASKS.values() for name in own_fields(task))
    own = {name: (_annotation(name, settings) | None, Said(None, description=_described(name))) for name in names}
    return create_model("TrainRequest", __base__=TrainRequest, **sizes, **own)  # type: ignore[no-any-return, call-overload]


def _like(name: str, annotation: Any) -> Any:
    field = TrainRequest.model_fields[name]
    return annotation, Said(field.default, description=field.description)


def _kind(name: str) -> Any:
    """The type of a field, the same in every task that has it."""
    return typing.get_type_hints(TASKS[tasks_of(name)[0]])[name]


def _annotation(name: str, settings: Settings) -> Any:
    """What a client may send for a task's field. Raises KeyError for a type that /train does not know yet."""
    if name in CHOICES:
        return Annotated[str, OneOf(CHOICES[name])]
    least, most = _range(name)
    return {
        int: Annotated[int, Said(ge=least, le=most), WHOLE],
        float: Finite,
        bool: bool,
        str: Annotated[str, Said(min_length=1, max_length=settings.max_sentence, pattern=TEXT)],
        tuple[str, ...]: Texts,
        tuple[float, ...]: lists.Vector,
    }[_kind(name)]


def _range(name: str) -> tuple[int, int]:
    """From the least to the most that any task takes for a whole number; each task judges its own."""
    found = [limits for task in tasks_of(name) if (limits := _asked(TASKS[task], name))]
    return (min(least for least, _ in found), max(most for _, most in found)) if found else (0, MOST_STEPS)


def _asked(task: type[Task], name: str) -> tuple[int, int] | None:
    """The range that a task says when it is given what no task takes."""
    try:
        task(**{name: -1})
    except WrongValue as error:
        said = WHOLE_RANGE.fullmatch(error.expected) if error.name == name else None
        return (int(said[1]), int(said[2])) if said else None
    except (EngineError, TypeError, ValueError):
        return None
    return None


def _described(name: str) -> str:
    told = (f"Of `{task}`{default}" for task in tasks_of(name) for default in _default(TASKS[task], name))
    return f"{'; '.join(told)}."


def _default(task: type[Task], name: str) -> Iterator[str]:
    """How the description says what a field is where it is not sent."""
    default = own_fields(task)[name].default
    if default is MISSING or default in ((), ""):
        yield ", required"
    else:
        yield f": {', '.join(default) if isinstance(default, tuple) else default}"
