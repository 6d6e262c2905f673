"""How much work a request is, before it is done: polynomials in its sizes, one table for the server and its clients."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from ..engine.cells import CELLS, cell_class
from ..engine.cells.base import Cell
from ..engine.check import plan
from .input_sequence import InputSequence
from .schemas import MemoryRequest, SampleRequest, StepRequest, WhatIfRequest

T, V, H, I = "tokens", "vocabulary", "hidden_size", "input_size"
WORDS, LAYERS, DEEPER, DIRECTIONS = "embedded", "num_layers", "deeper_layers", "directions"
SEEDS, EDITS, OTHERS, LENGTH = "seeds", "edits", "other_characters", "length"
STEPS, BATCH = "steps", "batch_size"
NUDGED, NUDGED_LOGITS = "nudged_steps", "nudged_logits"
QUANTITIES = {
    T: "The tokens of the sentence, or the rows of inputs; of /train, the steps of the task's longest sequence.",
    V: "The distinct tokens; for inputs, input_size. The rows of the head.",
    STEPS: "The field, of /train.",
    BATCH: "The field, of /train.",
    WORDS: "The distinct tokens; for inputs, 0. The rows of the embedding.",
    H: "The field.",
    I: "The field; for inputs, the numbers in a row.",
    LAYERS: "The field.",
    DEEPER: "The layers above the first: num_layers − 1.",
    DIRECTIONS: "1, or 2 where bidirectional.",
    SEEDS: "The field, of /memory.",
    EDITS: "The number of edits, of /what-if.",
    LENGTH: "The field, of /sample.",
    OTHERS: "The characters of all other sentences in the edits of /what-if.",
    NUDGED: "The steps of all nudged runs of /check, which the server alone knows.",
    NUDGED_LOGITS: "The logits of all nudged runs of /check, which the server alone knows.",
}
"""What prices are products of."""
SINGLE = frozenset({LAYERS, DIRECTIONS})
"""Quantities that a formula leaves out where they are 1."""


class Condition(NamedTuple):
    """That a field has a value, or a list has it in it; with no value: that the field is given."""

    field: str
    value: str | None = None

    def holds(self, asked: Asked) -> bool:
        """Whether a request meets it."""
        found = getattr(asked, self.field)
        if self.value is None:
            return found is not None
        return self.value in found if isinstance(found, tuple) else bool(found == self.value)


class Asked(NamedTuple):
    """The fields of a request that conditions look at."""

    include: tuple[str, ...]
    objective: str
    recurrent_init: str
    spectral_radius: bool | None


class Term(NamedTuple):
    """`factor` × the product of the quantities `of`, counted if a condition of `when` holds or there is none."""

    factor: float
    of: tuple[str, ...]
    when: tuple[Condition, ...] = ()


Price: TypeAlias = Mapping[str, Sequence[Term]]
"""Terms by what the work is for. Each part is rounded down; their sum is the work. Factors are exact doubles."""
GATES, PRODUCTS, GRADIENTS, JACOBIAN, PROJECTION, INPUTS, PREDICTIONS, PARAMETERS = (
    (Condition("include", name),)
    for name in ("gates", "products", "gradients", "jacobian", "projection", "inputs", "predictions", "parameters")
)
NEXT_TOKEN = (Condition("objective", "next-token"), Condition("objective", "forecast"))
"""That every logit is looked at."""
WHOLE = frozenset(condition.value for condition in NEXT_TOKEN)
"""The objectives for which it is."""
PARAMETER_GRADIENTS = (Condition("include", "parameter_gradients"),)
RADIUS, ORTHOGONAL = (Condition("spectral_radius"),), (Condition("recurrent_init", "orthogonal"),)
LOGIT = 1 / 8
"""Logits are made many at once and thrown away."""
DRAWN = 1 / 4
"""A number drawn from a seed."""
WORD = 8
"""What drawing the rows of a word costs beside its numbers, in numbers drawn."""
CUBE = 1 / 64
"""A multiplication of an eigenvalue problem, a QR or a singular value problem of an H×H block."""
NUDGE = 1 / 16
"""A number of a nudged run: many are read side by side."""
STEP = 64
"""What a step of an edited run costs beside its numbers."""
CORRELATED = 16
"""What the correlations of a number of h with all features cost."""
SAMPLED = 4_096
"""What a token costs that is sampled, in each layer, beside its numbers."""
OUTER = 1 / 128
"""A multiplication in the gradient of a parameter array, which is made of many steps at once."""
PRODUCT = 1 / 256
"""A multiplication of the network itself: it shows only where H is larger than that of any network that is drawn."""
OF_DRAWING = "drawn"
"""The part of a price that a network has only where it is drawn."""


Sums: TypeAlias = dict[str, dict[tuple[str, ...], float]]
"""By part of a price and by product: the factor, with every condition decided."""


class Work(NamedTuple):
    """The work of a request, the sums that it is made of, and the sizes in them."""

    amount: int
    sums: Sums
    sizes: Mapping[str, int]

    @property
    def formula(self) -> str:
        """What is read with its numbers written in, and the amounts of the other parts."""
        read = [_written(self.sums["read"], self.sizes)] if "read" in self.sums else []
        others = {name: _amount(factors, self.sizes) for name, factors in self.sums.items() if name != "read"}
        return " + ".join([*read, *(f"{name} {amount:,}" for name, amount in others.items() if amount)])


def _work(
    request: StepRequest, read: InputSequence, price: Callable[[int, int], Price], more: dict[str, int] | None = None
) -> Work:
    """The work by a price; `more` are sizes that no other address has."""
    sizes = _sizes(request, read) | (more or {})
    cell = CELLS[request.cell] if read.network is None else type(read.network.cell)
    radius = None if request.spectral_radius is None else True
    asked = Asked(request.include, request.objective, request.recurrent_init, radius)
    sums = _sums(price, len(cell.gates), len(cell.state), asked)
    if read.network is not None:
        sums = {part: factors for part, factors in sums.items() if part != OF_DRAWING}
        sums["products"] = _products(len(cell.gates), more or {})
    return Work(sum([_amount(factors, sizes) for factors in sums.values()]), sums, sizes)


def _products(G: int, more: Mapping[str, int]) -> dict[tuple[str, ...], float]:
    """What every step of a network that is given costs beside its numbers: the products with its matrices.

    `more` are the sizes of an address that reads more than once: of /check and of /what-if.
    """
    often = (NUDGED,) if NUDGED in more else (T, LENGTH) if LENGTH in more else (T,)
    factor = PRODUCT * G * (2 if EDITS in more or LENGTH in more else 1)
    found: dict[tuple[str, ...], float] = {}
    for steps in often:
        found |= {
            (steps, DIRECTIONS, H, I): factor,
            (steps, LAYERS, DIRECTIONS, H, H): factor,
            (steps, DEEPER, DIRECTIONS, DIRECTIONS, H, H): factor,
            (steps, V): PRODUCT,
        }
    return found


@lru_cache(maxsize=1024)
def _sums(price: Callable[[int, int], Price], G: int, S: int, asked: Asked) -> Sums:
    sums: Sums = {}
    for part, terms in price(G, S).items():
        factors = sums.setdefault(part, {})
        for term in terms:
            if not term.when or any(condition.holds(asked) for condition in term.when):
                factors[term.of] = factors.get(term.of, 0.0) + term.factor
    return sums


def _amount(factors: Mapping[tuple[str, ...], float], sizes: Mapping[str, int]) -> int:
    total = 0.0
    for of, factor in factors.items():
        product = factor
        for name in of:
            product *= sizes[name]
        total += product
    return math.floor(total)


def _written(factors: Mapping[tuple[str, ...], float], sizes: Mapping[str, int]) -> str:
    """A sum of products, what they share before a bracket: `tokens 4 × (hidden_size 8 × 2 + input_size 4)`."""
    factors = (
        _shown({of: factor for of, factor in factors.items() if all(sizes[name] for name in of)}, sizes) or factors
    )
    if len(factors) == 1:
        ((of, factor),) = factors.items()
        return _product(of, Fraction(factor), sizes)
    shared = [name for name in next(iter(factors)) if all(name in of for of in factors)]
    rest = " + ".join(_product(of[len(shared) :], Fraction(factor), sizes) for of, factor in factors.items())
    return " × ".join([*(f"{name} {sizes[name]:,}" for name in shared), f"({rest})"])


def _shown(factors: Mapping[tuple[str, ...], float], sizes: Mapping[str, int]) -> dict[tuple[str, ...], float]:
    """The same sum without the quantities that are 1."""
    found: dict[tuple[str, ...], float] = {}
    for of, factor in factors.items():
        names = tuple(name for name in of if name not in SINGLE or sizes[name] != 1)
        found[names] = found.get(names, 0.0) + factor
    return found


def _product(of: Sequence[str], factor: Fraction, sizes: Mapping[str, int]) -> str:
    parts = [f"{name} {sizes[name]:,}" for name in of]
    if factor.numerator != 1 or not parts:
        parts.append(str(factor.numerator))
    return " × ".join(parts) + (f" / {factor.denominator}" if factor.denominator > 1 else "")


def _sizes(request: StepRequest, read: InputSequence) -> dict[str, int]:
    net = read.network
    if net is None:
        numbers = 0 if read.x is None else read.x.shape[1]
        rows, words, layers, both = (
            numbers or len(read.vocabulary),
            len(read.vocabulary),
            request.num_layers,
            request.bidirectional,
        )
        hidden_size, input_size = request.hidden_size, numbers or request.input_size
    else:
        rows, words, layers, both = len(net.head.bias), len(net.embedding), net.num_layers, net.bidirectional
        hidden_size, input_size = net.hidden_size, net.input_size
    return {
        T: read.steps,
        V: rows,
        WORDS: words,
        H: hidden_size,
        I: input_size,
        LAYERS: layers,
        DEEPER: layers - 1,
        DIRECTIONS: 1 + both,
    }


def every_parameter(
    factor: float, G: int, each: int = 0, *, head: bool = True, seeds: tuple[str, ...] = ()
) -> list[Term]:
    """Every parameter once, each row of the vocabulary with `each` numbers more."""
    rows = [Term(factor, (*seeds, WORDS, I)), *([Term(factor, (*seeds, V, DIRECTIONS, H))] if head else [])]
    return [
        *rows,
        Term(factor * (head + each), (*seeds, V)),
        Term(factor * G, (*seeds, DIRECTIONS, H, I)),
        Term(factor * G, (*seeds, DEEPER, DIRECTIONS, DIRECTIONS, H, H)),
        Term(factor * G, (*seeds, LAYERS, DIRECTIONS, H, H)),
        Term(factor * G * 2, (*seeds, LAYERS, DIRECTIONS, H)),
    ]


def _made(G: int, *, head: bool = True, seeds: tuple[str, ...] = ()) -> dict[str, list[Term]]:
    """What the network itself costs: its numbers drawn, and the decompositions of its blocks."""
    cubes = [Term(CUBE * G, (*seeds, LAYERS, DIRECTIONS, H, H, H), when) for when in (RADIUS, ORTHOGONAL)]
    return {OF_DRAWING: every_parameter(DRAWN, G, WORD, head=head, seeds=seeds), "decomposed": cubes}


def _outer(G: int) -> list[Term]:
    """The gradients of all parameter arrays, and of the inputs."""
    return [
        Term(OUTER * G, (T, DIRECTIONS, H, I)),
        Term(OUTER * G, (T, DEEPER, DIRECTIONS, DIRECTIONS, H, H)),
        Term(OUTER * G, (T, LAYERS, DIRECTIONS, H, H)),
    ]


@cache
def step_price(G: int, S: int) -> Price:
    """The price of /step for a cell of `G` gates and `S` parts of the state."""
    made = _made(G)
    x = [(T, I), (T, DEEPER, DIRECTIONS, H)]
    """The x of the layer looked at: of the first, or of one above it."""
    return {
        "read": [
            Term(G + S, (T, LAYERS, DIRECTIONS, H)),
            Term(G, (T, H), GATES),
            Term(2 * G, (T, H), PRODUCTS),
            Term(S, (T, H), GRADIENTS),
            Term(1, (T, H), PROJECTION),
            Term(2, (T, H, H), JACOBIAN),
            *(Term(1, of, INPUTS) for of in x),
            *(Term(1, of, GRADIENTS) for of in x),
            Term(LOGIT, (T, V), PREDICTIONS + NEXT_TOKEN),
        ],
        "parameters": [
            *(term._replace(when=PARAMETERS) for term in every_parameter(1, G)),
            *(term._replace(when=PARAMETER_GRADIENTS) for term in every_parameter(1, G)),
        ],
        "gradients": [term._replace(when=GRADIENTS + PARAMETER_GRADIENTS) for term in _outer(G)],
        OF_DRAWING: made[OF_DRAWING],
        "decomposed": [*made["decomposed"], Term(CUBE * G, (H, H, H), JACOBIAN)],
    }


@cache
def memory_price(G: int, S: int) -> Price:
    """The price of /memory. H / 4 + 8 beside G + S are the Jacobians: products of matrices, and a cost of each step."""
    read = [
        Term(G + S, (SEEDS, T, LAYERS, DIRECTIONS, H)),
        Term(8, (SEEDS, T, H)),
        Term(1 / 4, (SEEDS, T, H, H)),
    ]
    return {"read": read, **_made(G, head=False, seeds=(SEEDS,))}


@cache
def check_price(G: int, S: int) -> Price:
    """The price of /check: the numbers of all nudged runs."""
    return {"read": [Term(NUDGE * (G + S), (NUDGED, H)), Term(NUDGE, (NUDGED_LOGITS,))], **_made(G)}


@cache
def script_price(G: int, S: int) -> Price:
    """The price of /script: five times the reading of /step, for the run and its twins, and the parameters."""
    read = [Term(5 * (G + S), (T, LAYERS, DIRECTIONS, H)), Term(5 * LOGIT, (T, V), NEXT_TOKEN)]
    return {"read": read, "parameters": every_parameter(1, G), **_made(G)}


@cache
def weights_price(G: int, _: int) -> Price:
    """The price of /weights: each parameter once."""
    return {"parameters": every_parameter(1, G), **_made(G)}


@cache
def what_if_price(G: int, S: int) -> Price:
    """The price of /what-if: the reading of /step, and that of the edited run, which goes one step after another."""
    made = _made(G)
    others = [Term(DRAWN, (OTHERS, I)), Term(DRAWN * WORD, (OTHERS,)), Term(DRAWN, (EDITS, I))]
    return {
        "read": [
            Term(4 * (G + S), (H, T, LAYERS, DIRECTIONS)),
            Term(G + S, (H, OTHERS, LAYERS, DIRECTIONS)),
        ],
        "steps": [Term(STEP, (T, LAYERS, DIRECTIONS)), Term(LOGIT, (T, V), NEXT_TOKEN)],
        OF_DRAWING: [*made[OF_DRAWING], *others],
        "decomposed": made["decomposed"],
    }


@cache
def train_price(G: int, _: int) -> Price:
    """The price of /train: the multiplications of all steps forward; back they are twice as many."""
    of = (STEPS, BATCH, T)
    read = [
        Term(G, (*of, H, I)),
        Term(G, (*of, DEEPER, H, H)),
        Term(G, (*of, LAYERS, H, H)),
        Term(1, (*of, V, H)),
    ]
    return {"read": read}


@cache
def parameters_price(G: int, _: int) -> Price:
    """The parameters of a network that /train learns."""
    return {"parameters": every_parameter(1, G)}


@cache
def batch_price(G: int, S: int) -> Price:
    """The numbers that one step of /train keeps until it has gone back."""
    of = (T, BATCH)
    return {"read": [Term(2 * (G + S), (*of, LAYERS, H)), Term(1, (*of, I)), Term(2, (*of, V))]}


@cache
def neurons_price(G: int, S: int) -> Price:
    """The price of /neurons: the reading forward, what the head says, and the correlations."""
    read = [
        Term(G + S, (T, LAYERS, DIRECTIONS, H)),
        Term(CORRELATED, (T, H)),
        Term(LOGIT, (T, V)),
    ]
    return {"read": read, **_made(G)}


@cache
def sample_price(G: int, S: int) -> Price:
    """The price of /sample: what is read, then each token by itself, and all of it once more."""
    read = [Term(2 * (G + S), (steps, LAYERS, DIRECTIONS, H)) for steps in (T, LENGTH)]
    said = [Term(LOGIT, (T, V)), Term(2, (LENGTH, V))]
    return {"read": read, "steps": [Term(SAMPLED, (LENGTH, LAYERS)), *said], **_made(G)}


PRICES: dict[str, Callable[[int, int], Price]] = {
    "/step": step_price,
    "/check": check_price,
    "/memory": memory_price,
    "/what-if": what_if_price,
    "/neurons": neurons_price,
    "/sample": sample_price,
    "/script": script_price,
    "/weights": weights_price,
    "/train": train_price,
}
"""By address."""


def step(request: StepRequest, read: InputSequence) -> Work:
    """The work of /step."""
    return _work(request, read, step_price)


def memory(request: MemoryRequest, read: InputSequence) -> Work:
    """The work of /memory."""
    return _work(request, read, memory_price, {SEEDS: request.seeds if read.network is None else 1})


def check(request: StepRequest, read: InputSequence) -> Work:
    """The work of /check."""
    sizes = _sizes(request, read)
    whole = request.objective in WHOLE and request.loss_at is None
    logits = sizes[V] if whole else 0
    if read.network is None:
        cell = cell_class(request.cell)(request.hidden_size, request.nonlinearity)
    else:
        cell = read.network.cell
    nudged = plan(cell, sizes[T], logits, sizes[LAYERS], sizes[DIRECTIONS]).nudged_steps
    return _work(request, read, check_price, {NUDGED: nudged, NUDGED_LOGITS: nudged * logits})


def script(request: StepRequest, read: InputSequence) -> Work:
    """The work of /script."""
    return _work(request, read, script_price)


def weights(request: StepRequest, read: InputSequence) -> Work:
    """The work of /weights."""
    return _work(request, read, weights_price)


def what_if(request: WhatIfRequest, read: InputSequence) -> Work:
    """The work of /what-if."""
    others = sum(len(edit.from_.sentence) for edit in request.edits if edit.from_)
    return _work(request, read, what_if_price, {EDITS: len(request.edits), OTHERS: others})


def training(price: Callable[[int, int], Price], cell: type[Cell], sizes: Mapping[str, int]) -> Work:
    """The work of /train by one of its prices, of the sizes in it."""
    sums = _sums(price, len(cell.gates), len(cell.state), Asked((), "", "", None))
    return Work(sum([_amount(factors, sizes) for factors in sums.values()]), sums, sizes)


def neurons(request: StepRequest, read: InputSequence) -> Work:
    """The work of /neurons."""
    return _work(request, read, neurons_price)


def sample(request: SampleRequest, read: InputSequence) -> Work:
    """The work of /sample."""
    return _work(request, read, sample_price, {LENGTH: request.length})
