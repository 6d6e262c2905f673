"""The wire: one model for GET and POST /step, and the table of the page's own fields."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from app.settings import Settings

Tokenizer = Literal["word", "char", "jamo"]
Cell = Literal["rnn", "gru", "lstm"]
Nonlinearity = Literal["tanh", "relu"]
Objective = Literal["recall", "next-token", "sum"]
Include = Literal["inputs", "gates", "products", "gradients", "jacobian", "predictions", "parameters"]
Format = Literal["json"]
Finite = Annotated[float, Field(allow_inf_nan=False)]

INCLUDES: tuple[Include, ...] = get_args(Include)
PAGE_FIELDS = frozenset({"u", "lang", "view", "unit", "speed"})
"""Fields of a page address that GET /step passes over in silence; POST /step refuses them like any unknown field."""
POST_ONLY = frozenset({"state"})


class State(BaseModel):
    """A state to continue from: what an earlier answer gave as its `state`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    h: tuple[Finite, ...] = Field(description="h of the step before the first, `hidden_size` numbers.")
    c: tuple[Finite, ...] | None = Field(None, description="c of the step before the first; the LSTM needs it, the others have none.")


class StepRequest(BaseModel):
    """The fields of /step. `step_request` narrows the sizes to a server's limits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sentence: str = Field(description="The text to read: at least one token, no control characters but tab and line ends.")
    tokenizer: Tokenizer = Field(
        "word",
        description="`word`: Unicode words, punctuation apart. `char`: characters as a reader sees them. "
        "`jamo`: Hangul syllables decomposed, the rest by character.",
    )
    cell: Cell = Field("rnn", description="The kind of cell, with PyTorch's gate order.")
    nonlinearity: Nonlinearity = Field("tanh", description="What squashes the pre-activation; `relu` for the rnn only.")
    hidden_size: int = Field(8, ge=1, description="H, the length of h.")
    input_size: int = Field(4, ge=1, description="I, the length of a token's vector x.")
    seed: int = Field(0, ge=0, le=2**32 - 1, description="Every parameter is drawn from it; the same seed, the same network.")
    spectral_radius: Finite | None = Field(
        None, ge=0, le=4, description="Rescales each H×H block of weight_hh to this spectral radius; null leaves PyTorch's initialisation."
    )
    objective: Objective = Field(
        "recall",
        description="The loss whose gradient flows back. `recall`: at the last step, the cross-entropy of the first token. "
        "`next-token`: the mean cross-entropy of each next token. `sum`: the sum of the last h.",
    )
    state: State | None = Field(None, description="The state to continue from (POST only); null is all zeros.")
    include: tuple[Include, ...] = Field((), description="What else to answer; in an address repeated or separated by commas.")
    digits: int | None = Field(
        None, ge=3, le=17, description="Round every number to this many significant digits; null gives exact doubles."
    )
    format: Format = Field("json", description="The form of the answer.")


def step_request(settings: Settings) -> type[StepRequest]:
    """The model with the limits of `settings`; the fields keep their order and their words."""
    declared = StepRequest.model_fields

    class Limited(StepRequest):
        sentence: str = Field(min_length=1, max_length=settings.max_sentence, description=declared["sentence"].description)
        hidden_size: int = Field(8, ge=1, le=settings.max_hidden_size, description=declared["hidden_size"].description)
        input_size: int = Field(4, ge=1, le=settings.max_input_size, description=declared["input_size"].description)

    Limited.__name__ = Limited.__qualname__ = StepRequest.__name__
    return Limited


def fields(model: type[StepRequest]) -> dict[str, dict[str, Any]]:
    """Limits and defaults for a form: name → default, min, max, choices (null where there is none)."""
    properties: dict[str, dict[str, Any]] = model.model_json_schema()["properties"]
    return {name: _limits(model, name, schema) for name, schema in properties.items()}


def _limits(model: type[StepRequest], name: str, schema: dict[str, Any]) -> dict[str, Any]:
    known = next((option for option in schema.get("anyOf", ()) if option.get("type") != "null"), schema)
    choices = known.get("items", known).get("enum") or ([known["const"]] if "const" in known else None)
    return {
        "default": schema.get("default"),
        "min": known.get("minimum", known.get("minLength")),
        "max": known.get("maximum", known.get("maxLength")),
        "choices": choices,
    }
