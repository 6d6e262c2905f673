"""The addresses that compute: one table, from which the routes and the description are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from ..engine.check import check
from ..engine.network import Network
from ..engine.whatif import whatif
from ..exports import analyses, json, module, neurons, safetensors, sample, script, training_script
from ..exports.columns import answer_columns
from ..exports.formats import FORMATS, Form
from ..exports.pytorch import WEIGHTS
from . import answers, compute, edits, examples, long_words, training_fields, work, writing_on
from .compute import Price
from .input_sequence import InputSequence
from .problems import Speak
from .schemas import DIRECTIONS, SEEDS, JsonRequest, MemoryRequest, SampleRequest, StepRequest, WhatIfRequest
from .training_fields import MODULE, ScriptRequest

READ, ASK, PYTORCH, SERVER = "A sentence read", "The gradient questioned", "For PyTorch", "The server"
MODELS = "A network from elsewhere"
LEARN = "Networks that learn"
TAGS = {
    READ: "Every hidden state of a run and its gradient; the same run edited.",
    ASK: "Is the gradient right, and how far back does it reach?",
    PYTORCH: "The same network as a script and as weights.",
    MODELS: "Files of networks that were trained elsewhere: read, kept, described.",
    LEARN: "A network trained, step by step.",
    SERVER: "What its cells are made of, and whether it answers.",
}
"""What the addresses are for: each group's one line."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What an address takes and does: a request of `request_model` and what it reads → the pieces of its answer.

    `price` is the work of it; `response_model` describes the answer, None for bytes of `media_type`; `filename` is what
    a browser saves it under; of an answer that comes in several `forms` these are json's. `example` is a request whose
    answer is shown. `cached` answers are kept to be given again. `repeats` counts how often an answer has its words.
    `pieces` of one that is `spoken` also takes what says sentences in the reader's language.
    """

    path: str
    tag: str
    summary: str
    description: str
    request_model: type[StepRequest]
    price: Price
    pieces: Callable[..., Iterator[bytes]]
    response_model: type[BaseModel] | None
    example: dict[str, Any]
    methods: tuple[str, ...] = ("GET", "POST")
    media_type: str = json.MEDIA_TYPE
    filename: str | None = None
    forms: Mapping[str, Form] = field(default_factory=dict)
    cached: bool = False
    repeats: Callable[[Any, InputSequence], long_words.Repeats] = long_words.none
    spoken: bool = False

    def made(self, request: StepRequest, read: InputSequence, speak: Callable[[], Speak]) -> Iterator[bytes]:
        """The pieces of the answer; `speak` finds the reader's language."""
        return self.pieces(request, read, speak()) if self.spoken else self.pieces(request, read)

    def cost(self, request: StepRequest) -> float:
        """What the form of the answer adds to the work of a request, as a factor."""
        form = self.forms.get(request.format)
        return form.cost if form else 1.0


def _step(request: StepRequest, read: InputSequence) -> Iterator[bytes]:
    run = compute.run(request, read)
    columns = answer_columns(run, request.include, request.digits, given=read.network is not None)
    return FORMATS[request.format].pieces(columns)


def _memory(request: MemoryRequest, read: InputSequence) -> Iterator[bytes]:
    networks = [read.network] if read.network is not None else _of_seeds(request, read)
    norms = compute.memory(request, read, networks)
    seed = None if read.network is not None else request.seed
    cell = networks[0].cell.name
    backward = request.direction != DIRECTIONS[0]
    return json.whole(analyses.memory(cell, read.tokens, seed, norms, request.digits, backward=backward))


def _of_seeds(request: MemoryRequest, read: InputSequence) -> list[Network]:
    """The networks of the seeds to look at."""
    outputs = 0 if read.x is None else read.x.shape[1]
    seeds = [(request.seed + k) % SEEDS for k in range(request.seeds)]
    return [compute.drawn(request, read.vocabulary, seed, outputs=outputs, headless=True) for seed in seeds]


def _check(request: JsonRequest, read: InputSequence) -> Iterator[bytes]:
    return json.whole(analyses.check(read.tokens, check(compute.run(request, read)), request.digits))


def _script(request: ScriptRequest, read: InputSequence, speak: Speak) -> Iterator[bytes]:
    if request.training is not None:
        training_fields.only_as_script(request)
        return training_script.pieces(training_fields.options(request, request.training, read))
    run = compute.run(request, read)
    return module.pieces(run, speak) if request.style == MODULE else script.pieces(run)


def _weights(request: JsonRequest, read: InputSequence) -> Iterator[bytes]:
    return safetensors.pieces(compute.network(request, read).state_dict())


def _what_if(request: WhatIfRequest, read: InputSequence) -> Iterator[bytes]:
    run = compute.run(request, read)
    edited_tokens, changes = edits.edited(request, read, run)
    return json.whole(analyses.what_if(run, whatif(run, changes), edited_tokens, request.digits))


def _neurons(request: JsonRequest, read: InputSequence) -> Iterator[bytes]:
    return json.whole(neurons.values(compute.neurons(request, read), read.tokens, request.digits))


def _sample(request: SampleRequest, read: InputSequence) -> Iterator[bytes]:
    network, found = writing_on.sampled(request, read)
    strokes, text, reads_back = writing_on.written(
        request, read, [network.vocabulary[row] for row in found.ids.tolist()]
    )
    said = {"temperature": request.temperature, "seed": request.seed, "text": text, "reads_back": reads_back}
    return json.whole(sample.values(network, found, read.tokens, strokes, said, request.digits))


STEP = Operation(
    "/step",
    READ,
    "Read a sentence forward and carry its gradient back",
    """Every hidden state of the network that `seed` makes, and the gradient of the loss at each of them.

GET takes the fields in the address: lists repeated or separated by commas, an empty value meaning the default. The
page's own fields (`u`, `lang`, `view`, `unit`, `speed`, `lesson`) are ignored. POST takes the same fields as a JSON
object, and `state` to continue from an earlier answer. Any other field is an error that names it.""",
    StepRequest,
    work.step,
    _step,
    answers.Answer,
    examples.SHOWN,
    forms=FORMATS,
    cached=True,
    repeats=long_words.of_step,
)
OPERATIONS = (
    STEP,
    Operation(
        "/check",
        ASK,
        "Check the gradients by finite differences",
        "Every h_t, and every parameter array, is nudged up and down and the sentence read on; the change of the loss "
        "is held against ∂L/∂h_t and ∂L/∂parameter. Nothing of back-propagation is in it. The same request gives the "
        "same answer.",
        JsonRequest,
        work.check,
        _check,
        answers.Check,
        examples.SHOWN,
    ),
    Operation(
        "/memory",
        ASK,
        "How long can it remember?",
        "How much of each h_t is left in the last, ‖∂h_{T-1}/∂h_t‖₂ against the distance, of `seed` and of the seeds "
        "that follow it; and the half-life, the number of steps over which half of it is lost. No loss is involved.",
        MemoryRequest,
        work.memory,
        _memory,
        answers.Memory,
        examples.SHOWN | {"seeds": 3},
    ),
    Operation(
        "/what-if",
        READ,
        "Edit a run and continue it",
        "Another word, a unit set once or clamped from a step on, another h, or the state of another sentence: the run "
        "goes on from there, and the loss asks the same question. `predicted` is what the gradient says of the change.",
        WhatIfRequest,
        work.what_if,
        _what_if,
        answers.WhatIf,
        examples.SHOWN | {"edits": [{"t": 0, "unit": 1, "set": 0.5}]},
        methods=("POST",),
    ),
    Operation(
        "/neurons",
        ASK,
        "The neuron that …: what does each unit follow?",
        "Pearson's correlation of every unit of h, over the steps, with simple features of what is read: how deep the "
        "brackets are, vowels, capitals, repeats, single tokens, the probability of the target and others. Beside each "
        "is what the best of all pairs would reach by chance. A correlation is no explanation: a unit that was drawn "
        "from a seed follows something too.",
        JsonRequest,
        work.neurons,
        _neurons,
        answers.Neurons,
        examples.SHOWN | {"sentence": "a(b(c)d)(e)a(b)", "tokenizer": "char"},
        repeats=long_words.of_neurons,
    ),
    Operation(
        "/sample",
        READ,
        "Write on: sample the next tokens",
        "A network whose head says the next token writes on after what it reads: each token is drawn from what the "
        "network says, and read before the next. `probability` and `likeliest` are those that /step gives with "
        "`objective=next-token` for the longer text. The same request gives the same answer.",
        SampleRequest,
        work.sample,
        _sample,
        answers.Sample,
        examples.SHOWN | {"sentence": "i am a boy", "length": 3},
        methods=("POST",),
        repeats=long_words.of_sample,
    ),
    Operation(
        "/script",
        PYTORCH,
        "The run as a PyTorch script",
        "A script that makes the same network in PyTorch, reads the sentence, carries the gradient back with autograd "
        "and asserts the same loss, h and gradient norms. The parameters are in it; those of a large network it reads "
        "from `weights.safetensors` (see /weights). `include` and `digits` change nothing. With `style=module` it is a "
        "short nn.Module with a comment at each line, in the language of `lang` or `Accept-Language`, and it asserts "
        "the same. With `training` (POST only) the script trains the network from these weights, on the batches of "
        "/train, and asserts the losses of the first steps.",
        ScriptRequest,
        training_fields.work_of_script,
        _script,
        None,
        examples.SHOWN,
        media_type=script.MEDIA_TYPE,
        filename="rnn-flow.py",
        spoken=True,
    ),
    Operation(
        "/weights",
        PYTORCH,
        "The parameters as a safetensors file",
        "PyTorch's state_dict in float64, as `safetensors.torch.load_file` and the script of /script read it.",
        JsonRequest,
        work.weights,
        _weights,
        None,
        examples.SHOWN,
        media_type=safetensors.MEDIA_TYPE,
        filename=WEIGHTS,
    ),
)
