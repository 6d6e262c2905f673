"""What /models answers, as pydantic models, and how a stored network's card becomes one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import Field

from ..networks import BoxCard
from ..store import Card
from . import box_words
from .answers import Exact
from .problems import Speak


class Name(Exact):
    """Where one array came from."""

    name: str = Field(description="PyTorch's name, such as `rnn.weight_ih_l0`.")
    file: str = Field(description="The name in the file.")
    shape: list[int] = Field(description="Its shape in the file.")
    dtype: str = Field(description="Its type in the file.")


class Recurrent(Exact):
    """The H×H block of one gate."""

    name: str = Field(description="The array that it is part of, such as `rnn.weight_hh_l0`.")
    layer: int
    direction: str = Field(description="`forward` or `backward`.")
    gate: str
    spectral_radius: float | None = Field(description="ρ, the largest |eigenvalue|; null outside double range.")
    largest_singular_value: float | None = Field(description="σ; null outside double range.")


class Summary(Exact):
    """A network in short."""

    cell: str
    nonlinearity: str
    hidden_size: int
    input_size: int
    num_layers: int
    bidirectional: bool
    bias: bool = Field(description="Whether the recurrent layers have any; absent biases are zeros.")
    embedding: list[int] | None = Field(description="Its shape [V, I]; null: only numbers can be read.")
    head: list[int] | None = Field(description="Its shape [C, D·H]; null: only `sum` can be asked.")
    head_bias: bool
    vocabulary: int | None = Field(description="How many texts belong to the embedding; null: none came with it.")
    parameters: int = Field(description="How many numbers it has.")


class Facts(Summary):
    """What was found in the file."""

    dtype: str = Field(description="The types of the arrays in the file, such as `float32`.")
    widened: bool = Field(description="Whether any was widened to float64, which changes no value.")
    recurrent: list[Recurrent] = Field(description="By layer, direction and gate.")
    names: list[Name] = Field(description="Which array of the file became which of the network.")
    prefix: str = Field(description="What stood before the names of the recurrent arrays.")
    unused: list[str] = Field(description="Arrays of the file without a use, the first hundred.")
    unused_count: int
    notes: list[str] = Field(description="What was translated or assumed; docs/models.md explains the words.")


class HeldOut(Exact):
    """A score on data that a network never saw."""

    measure: str = Field(description="`accuracy`, `bits` (a token), `perplexity` or `error` (root mean square).")
    value: float
    examples: int = Field(description="How many answers it is the mean of.")
    baselines: dict[str, float] = Field(description="What simpler ways reach, by name, such as `chance`.")


class BoxSaid(Exact):
    """The card of a network in the box, its sentences in the language of the request."""

    name: str = Field(description="To be sent as `model`, like the id.")
    title: str
    task: str = Field(description="What it was trained to do.")
    data: str = Field(description="What it was trained on.")
    licence: str = Field(description="Under which licence that is.")
    size: str
    score: str = Field(description="The score on data that it never saw, and what simpler ways reach.")
    look_for: str = Field(description="What to look for in it.")
    held_out: HeldOut = Field(description="The numbers of `score`.")
    facts: dict[str, Any] = Field(description="The numbers of `look_for`.")
    sentence: str | None = Field(description="A text to read with it; null where it reads numbers.")
    longer: str | None = Field(description="A text long enough to tell its units from chance in /neurons; null: none.")
    tokenizer: str | None = Field(description="How it reads text: `word`, `char` or `jamo`.")
    inputs: list[list[float]] | None = Field(description="Numbers to read with it.")
    labels: list[str] | None = Field(description="What the numbers are called, such as their years.")
    scale: list[float] | None = Field(description="Mean and deviation that the numbers lost; null where none.")
    objective: str
    target: int | None = Field(description="The class that is right, for the objective `label`.")
    recipe: dict[str, Any] = Field(description="How it was trained, and with which NumPy.")


class Short(Exact):
    """A stored network in the list."""

    id: str = Field(description="To be sent as `model`. The same network has the same id.")
    name: str = Field(description="What its file was called.")
    format: str = Field(description="`safetensors`, `npz`, `onnx`, `keras` or `h5`.")
    created: str = Field(description="When it was stored, UTC.")
    bytes: int = Field(description="What it counts for in the store: its numbers in float64.")
    card: BoxSaid | None = Field(description="Of a network in the box; null for one that was sent.")
    found: Summary


class Model(Short):
    """A stored network."""

    vocabulary: list[str] | None = Field(description="The texts of the embedding's rows; null where none came with it.")
    found: Facts


class Listed(Exact):
    """What is stored."""

    models: list[Short] = Field(description="Those that were sent, the newest first; then those in the box.")


def short(card: Card, speak: Speak) -> dict[str, Any]:
    """A card as the list shows it, in the language of `speak`."""
    found = {name: card.found.get(name) for name in Summary.model_fields}
    return _head(card, speak) | {"found": found}


def whole(card: Card, speak: Speak) -> dict[str, Any]:
    """A card with all that was found, in the language of `speak`."""
    words = None if card.vocabulary is None else list(card.vocabulary)
    return _head(card, speak) | {"vocabulary": words, "found": card.found}


def _head(card: Card, speak: Speak) -> dict[str, Any]:
    created = datetime.fromtimestamp(card.created, UTC).isoformat(timespec="seconds")
    said = box_words.said(card, speak) if isinstance(card, BoxCard) else None
    head = {"id": card.id, "name": card.name, "format": card.format, "created": created, "bytes": card.bytes}
    return head | {"card": said}
