"""The wire: one model for GET and POST /step, and the table of the page's own fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    WithJsonSchema,
    create_model,
    field_validator,
    model_validator,
)
from pydantic_core.core_schema import CoreSchema, literal_schema

from ..engine.cells import CELLS
from ..engine.losses import OBJECTIVES
from ..engine.params import RECURRENT_INITS
from ..engine.tokens import TOKENIZERS
from ..exports.columns import INCLUDES
from ..exports.formats import FORMATS
from ..settings import Settings
from . import lists

Finite = Annotated[float, Field(allow_inf_nan=False)]
Numbers = Annotated[tuple[Finite, ...], Field(fail_fast=True)]
"""Only the first wrong item of a list is told."""


def _without_point(value: object) -> object:
    """2.0, which JSON does not tell from 2, as a whole number; all else as it is."""
    return int(value) if type(value) is float and value.is_integer() else value


WHOLE = BeforeValidator(_without_point)
Place = Annotated[int, Field(ge=0), WHOLE]
"""A number of something that is counted from 0."""


class OneOf:
    """Annotation of a text field that takes the names of a table and nothing else."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate, and describe, like a Literal."""
        return literal_schema(self.names)


PAGE_FIELDS = frozenset(
    {
        *("u", "lang", "view", "unit", "part", "term", "order", "speed", "act", "lesson", "scale", "beside", "clip_at"),
        *("teach", "wall"),
        *("panel", "edit", "memory", "shade", "compare", "lab", "lstm_bias"),
    }
)
"""Fields of a page address that GET /step ignores; POST /step refuses them like any unknown field."""
POST_ONLY = frozenset({"state", "parameters", "training"})
"""Fields of a body alone; in an address each of the parameters is a field of its own."""
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
TEXT = rf"^[^{CONTROLS}]*$"
"""No control character (Unicode Cc) but tab, line feed and carriage return."""
SEEDS = 2**32
"""How many seeds there are; after the last comes 0."""
LONGEST_TOKEN, LONGEST_SOURCE = 200, 20_000
"""Characters of a token, and of another sentence, in `edits`."""
MOST_EDITS, MOST_INCLUDES = 100, 50
"""Items of these lists."""
MOST_ITEMS = 20_000
"""Items of any list of a body."""
MOST_SAMPLED, HOTTEST = 1_000, 10
"""Tokens that /sample writes, and its highest temperature."""
MOST_LAYERS = 4
"""Layers of a network that is drawn."""
LAST_LAYER = 99
SIZES = ("hidden_size", "input_size")
"""Sizes of a network that is drawn, each with a limit `max_…` in the settings."""
INPUTS = {"sentence": "string", "inputs": "array", "token_ids": "array"}
"""The fields in which something to read comes, and what each of them is."""
CHANGES = {"token": "string", "x": "array", "h": "array", "from": "object"}
"""The kinds of edit but that of a unit, and what each of them is."""
DIRECTIONS = ("forward", "backward")


Text = Annotated[str, Field(max_length=LONGEST_TOKEN, pattern=TEXT)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST_ITEMS, fail_fast=True)]
Ids = Annotated[tuple[Place, ...], Field(min_length=1, max_length=MOST_ITEMS, fail_fast=True)]


def _having(types: Mapping[str, str], without: Iterable[str] = ()) -> Any:
    """The JSON Schema of an object in which some fields have a value, each of its type, and others have none."""
    properties = {name: {"type": kind} for name, kind in types.items()} | {name: {"type": "null"} for name in without}
    return {"required": list(types), "properties": properties}


class State(BaseModel):
    """A state to continue from: what an earlier answer gave as its `state`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    h: lists.VectorOrRows = Field(
        description="h of the step before the first, `hidden_size` numbers; of several layers or directions a row "
        "each, in PyTorch's order: layer 0 forward, layer 0 backward, layer 1 forward, …"
    )
    c: lists.VectorOrRows | None = Field(
        None, description="c of the step before the first; the LSTM needs it, the others have none."
    )


class StepRequest(BaseModel):
    """The fields of /step. `step_request` narrows the sizes to a server's limits.

    Those `of_the_seed` draw a network: of one that is given they would change nothing.
    """

    of_the_seed: ClassVar[tuple[str, ...]] = (
        "seed",
        "seeds",
        "spectral_radius",
        "recurrent_init",
        "forget_bias",
    )

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"oneOf": [_having({name: kind}) for name, kind in INPUTS.items()]},
    )

    sentence: str | None = Field(
        None,
        description="The text to read: at least one token, no control characters but tab and line ends. Exactly one of "
        "`sentence`, `inputs` and `token_ids` is read.",
    )
    inputs: lists.Rows | None = Field(
        None,
        description="Numbers to read in place of a sentence: T rows of I numbers, or T numbers where I is 1. In an "
        "address `0.5;1.0;1.5` or `1,0;0,1`.",
    )
    labels: Texts | None = Field(
        None,
        description="T texts to stand at the steps where numbers or ids are read; null: the numbers themselves. In an "
        "address parted by `;`.",
    )
    token_ids: Ids | None = Field(
        None,
        description="The rows of the embedding to read, from 0: for a network without a vocabulary. In an address "
        "parted by commas.",
    )
    tokenizer: Annotated[str, OneOf(TOKENIZERS)] = Field(
        "word",
        description="`word`: Unicode words, punctuation apart. `char`: characters as a reader sees them. "
        "`jamo`: Hangul syllables decomposed, the rest by character.",
    )
    cell: Annotated[str, OneOf(CELLS)] = Field("rnn", description="The kind of cell, with PyTorch's gate order.")
    nonlinearity: Annotated[
        str, OneOf(dict.fromkeys(name for cell in CELLS.values() for name in cell.nonlinearities))
    ] = Field(
        "tanh",
        description="What squashes the pre-activation; `relu` and `identity` (a linear network) for the rnn only.",
    )
    hidden_size: Annotated[int, WHOLE] = Field(8, description="H, the length of h.")
    input_size: Annotated[int, WHOLE] = Field(4, description="I, the length of a token's vector x.")
    num_layers: Annotated[int, Field(ge=1, le=MOST_LAYERS), WHOLE] = Field(
        1,
        description="L, the number of layers; each reads the outputs of the one below it.",
    )
    bidirectional: bool = Field(
        default=False, description="Whether each layer also reads backward, from the last step to the first."
    )
    bias: bool = Field(default=True, description="Whether there are biases; without them all are zero.")
    seed: Annotated[int, Field(ge=0, le=SEEDS - 1), WHOLE] = Field(
        0, description="Every parameter is drawn from it; the same seed, the same network."
    )
    spectral_radius: Finite | None = Field(
        None,
        ge=0,
        le=4,
        description="Rescales each H×H block of weight_hh to this spectral radius; null: PyTorch's initialisation.",
    )
    recurrent_init: Annotated[str, OneOf(RECURRENT_INITS)] = Field(
        "uniform",
        description="How each H×H block of weight_hh is drawn. `uniform`: U(±1/√H), as PyTorch. `orthogonal`: a "
        "rotation or reflection. `non-normal`: of spectral radius 0.8, yet growing before it decays. `identity`: the "
        "identity matrix (IRNN).",
    )
    forget_bias: Finite | None = Field(
        None, ge=-10, le=10, description="Added to bias_ih of the LSTM's forget gate; null: nothing. LSTM only."
    )
    parameters: lists.Parameters | None = Field(
        None,
        description="A network written down: a state_dict under PyTorch's names as nested lists, as "
        "`include=parameters` answers it. Sizes, gates, layers and directions follow from the shapes; absent biases "
        "are zero. In an address each is a field of its own: `rnn.weight_hh_l0=0.1,0.2;0.3,0.4`.",
    )
    model: str | None = Field(
        None,
        min_length=1,
        max_length=LONGEST_TOKEN,
        pattern=TEXT,
        description="A stored network, by its id, or one in the box, by its name.",
    )
    vocabulary: Texts | None = Field(
        None,
        description="V texts, one for each row of `embedding.weight` in `parameters` or of the `model`; `<unk>` is "
        "read for a token that is not among them. In an address parted by `;`.",
    )
    objective: Annotated[str, OneOf(OBJECTIVES)] = Field(
        "recall",
        description="The loss whose gradient flows back. `recall`: cross-entropy of the first token at the last step. "
        "`next-token`: the mean cross-entropy of each next token. `sum`: the sum of the last h. `forecast`: the mean "
        "of ½‖W h_t + b − x_{t+1}‖². `label`: the cross-entropy of class `target` at the last step. Not sent, it is "
        "`sum` for numbers and for a network whose head does not say tokens.",
    )
    loss_at: Place | None = Field(
        None,
        description="The step at which the loss is taken, 0…T-1; null: the last. `next-token` leaves its one term "
        "there, so T-1 has none.",
    )
    target: Place | None = Field(
        None,
        description="The step whose token `recall` asks for, 0…T-1, or the class that `label` asks for; null: the "
        "first.",
    )
    truncate: Annotated[int, Field(ge=1), WHOLE] | None = Field(
        None,
        description="How many steps the gradient goes back: after each `truncate` of them, counted from the last that "
        "is scored, the state is taken for a constant (truncated BPTT); null: all the way.",
    )
    layer: Annotated[int, Field(ge=0, le=LAST_LAYER), WHOLE] | None = Field(
        None, description="The layer that the steps show, 0…L-1; null: the last."
    )
    direction: Annotated[str, OneOf(DIRECTIONS)] = Field(
        "forward", description="The direction of that layer that the steps show; `backward` if it is bidirectional."
    )
    state: State | None = Field(None, description="The state to continue from (POST only); null is all zeros.")
    include: tuple[Annotated[str, OneOf(INCLUDES)], ...] = Field(
        (),
        fail_fast=True,
        max_length=MOST_INCLUDES,
        description="What else to answer; in an address repeated or separated by commas.",
    )
    digits: Annotated[int, Field(ge=3, le=17), WHOLE] | None = Field(
        None, description="Round every number to this many significant digits; null gives exact doubles."
    )
    format: Annotated[str, OneOf(FORMATS)] = Field(
        "json",
        description="The form of the answer. "
        + " ".join(f"`{name}`: {form.description}" for name, form in FORMATS.items()),
    )

    @field_validator("include")
    @classmethod
    def once(cls, include: tuple[str, ...]) -> tuple[str, ...]:
        """Each name once."""
        return tuple(dict.fromkeys(include))

    @property
    def characters(self) -> int:
        """How much text there is to read, and how many numbers."""
        rows = self.inputs or ()
        numbers: int = len(rows) * len(rows[0]) if rows else 0
        arrays: int = sum(array.size for array in (self.parameters or {}).values())
        return len(self.sentence or "") + numbers + arrays + len(self.token_ids or ()) + len(self.vocabulary or ())

    @property
    def is_drawn(self) -> bool:
        """Whether the network is made from the seed, and not given."""
        return self.parameters is None and self.model is None

    def gives(self, name: str) -> bool:
        """Whether a field was sent, with a value."""
        return name in self.model_fields_set and getattr(self, name) is not None


class JsonRequest(StepRequest):
    """The fields of /step, for an answer that has one form."""

    format: Annotated[str, OneOf(("json",))] = Field("json", description="It changes nothing.")


class MemoryRequest(JsonRequest):
    """The fields of /memory."""

    seeds: Annotated[int, Field(ge=1, le=100), WHOLE] = Field(
        20, description="How many seeds to look at: `seed` and those that follow it."
    )


class Source(BaseModel):
    """Where a state is transplanted from: what the same network makes of another sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sentence: str = Field(min_length=1, max_length=LONGEST_SOURCE, pattern=TEXT, description="The other sentence.")
    t: Place = Field(description="Its step whose state is taken, h and for the LSTM c.")


class Edit(BaseModel):
    """One change at step `t`: exactly one of `token`, `x`, `unit` with `set` or `clamp`, `h`, `from`."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "oneOf": [
                *(_having({name: kind}, ("unit", "set", "clamp")) for name, kind in CHANGES.items()),
                _having({"unit": "integer", "set": "number"}, ("clamp", *CHANGES)),
                _having({"unit": "integer", "clamp": "number"}, ("set", *CHANGES)),
            ]
        },
    )

    t: Place = Field(description="The step that is edited, 0…T-1.")
    token: str | None = Field(
        None, min_length=1, max_length=LONGEST_TOKEN, pattern=TEXT, description="Another word in its place."
    )
    x: Numbers | None = Field(None, description="Other numbers in the place of x_t, `input_size` of them.")
    unit: Place | None = Field(None, description="The unit that `set` or `clamp` changes, 0…hidden_size-1.")
    set_: Finite | None = Field(None, alias="set", description="The unit's value in h_t, this once.")
    clamp: Finite | None = Field(None, description="The unit's value in h_t and in every later h; 0 ablates it.")
    h: Numbers | None = Field(None, description="All of h_t, `hidden_size` numbers.")
    from_: Source | None = Field(None, alias="from", description="The state after a step of another sentence.")

    @model_validator(mode="after")
    def one_change(self) -> Edit:
        """Exactly one kind of change, and a value for a unit."""
        kinds = (self.token, self.x, self.unit, self.h, self.from_)
        values = [value for value in (self.set_, self.clamp) if value is not None]
        if sum(kind is not None for kind in kinds) != 1 or len(values) != (self.unit is not None):
            raise ValueError("one change")
        return self


class WhatIfRequest(JsonRequest):
    """The fields of /what-if."""

    edits: tuple[Edit, ...] = Field(
        fail_fast=True,
        min_length=1,
        max_length=MOST_EDITS,
        description="What is changed: step by step, at one step first the word, then the rest in the order given.",
    )

    @property
    def characters(self) -> int:
        return super().characters + sum(len(edit.from_.sentence) for edit in self.edits if edit.from_)


class SampleRequest(JsonRequest):
    """The fields of /sample."""

    of_the_seed: ClassVar[tuple[str, ...]] = tuple(name for name in JsonRequest.of_the_seed if name != "seed")

    seed: Annotated[int, Field(ge=0, le=SEEDS - 1), WHOLE] = Field(
        0, description="What the tokens are drawn with; where the network is drawn too, from the same seed."
    )
    temperature: Finite = Field(
        1.0,
        ge=0,
        le=HOTTEST,
        description="A token comes with probability ∝ p^(1/temperature): below 1 what is likely becomes likelier, "
        "above 1 less likely. At 0 the likeliest comes.",
    )
    length: Annotated[int, Field(ge=1, le=MOST_SAMPLED), WHOLE] = Field(40, description="How many tokens to write.")


Request = TypeVar("Request", bound=StepRequest)


def _like(model: type[BaseModel], name: str, annotation: Any) -> Any:
    """The field of a model with another annotation, its default and its words."""
    field = model.model_fields[name]
    return annotation, Field(field.default, description=field.description)


def size_up_to(most: int) -> Any:
    """A size whose upper limit is said here and judged in compute.py: it binds a network that is drawn alone."""
    said = {"type": "integer", "minimum": 1, "maximum": most}
    return Annotated[int, Field(ge=1), WHOLE, WithJsonSchema(said)]


def narrowed(model: type[Request], settings: Settings) -> type[Request]:
    """The model with the limits of `settings`; the fields keep their order and their words."""
    sizes = tuple((name, getattr(settings, f"max_{name}")) for name in SIZES)
    return _narrowed(model, settings.max_tokens, settings.max_sentence, sizes)


@cache
def _narrowed(
    model: type[Request], max_tokens: int, max_sentence: int, sizes: tuple[tuple[str, int], ...]
) -> type[Request]:
    step = Annotated[int, Field(ge=0, le=max_tokens - 1), WHOLE]
    text = Annotated[str, Field(min_length=1, max_length=max_sentence, pattern=TEXT)]
    annotations: dict[str, Any] = {
        "sentence": text | None,
        **{name: size_up_to(most) for name, most in sizes},
        "loss_at": step | None,
        "target": step | None,
        "truncate": Annotated[int, Field(ge=1, le=max_tokens), WHOLE] | None,
    }
    fields = {name: _like(model, name, annotation) for name, annotation in annotations.items()}
    return create_model(model.__name__, __base__=model, **fields)


def step_request(settings: Settings) -> type[StepRequest]:
    """The model of /step with the limits of `settings`."""
    return narrowed(StepRequest, settings)


@cache
def fields(model: type[BaseModel]) -> dict[str, dict[str, Any]]:
    """Limits and defaults for a form: name → type, default, min, max, choices (null if it has none).

    `fields` has the names in the objects that a field holds, by the name of each object; `inner` the limits of the
    fields of the object that it may be itself.
    """
    schema: dict[str, Any] = model.model_json_schema()
    definitions = schema.get("$defs", {})
    return {
        name: {
            **_limits(field),
            "fields": dict(_inner(name, field, definitions)),
            "inner": {inner: _limits(its) for inner, its in _object(field, definitions).items()},
        }
        for name, field in schema["properties"].items()
    }


def _object(field: dict[str, Any], definitions: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The fields of the object that a field may be."""
    refs = [option["$ref"] for option in (field, *field.get("anyOf", ())) if "$ref" in option]
    return definitions[refs[0].rpartition("/")[2]].get("properties", {}) if refs else {}


def _inner(name: str, field: dict[str, Any], definitions: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for option in (field, field.get("items", {}), *field.get("anyOf", ())):
        if "$ref" in option:
            properties = definitions[option["$ref"].rpartition("/")[2]]["properties"]
            yield name, list(properties)
            for inner, its in properties.items():
                yield from _inner(inner, its, definitions)


def _limits(schema: dict[str, Any]) -> dict[str, Any]:
    known = next((option for option in schema.get("anyOf", ()) if option.get("type") != "null"), schema)
    choices = known.get("items", known).get("enum") or ([known["const"]] if "const" in known else None)
    return {
        "type": known.get("type", "object" if "$ref" in known else "string"),
        "default": schema.get("default"),
        "min": known.get("minimum", known.get("minLength")),
        "max": known.get("maximum", known.get("maxLength")),
        "choices": choices,
    }
