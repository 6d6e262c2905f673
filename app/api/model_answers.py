"""What /models answers, as pydantic models, and how a stored network's card becomes one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import Field

from ..store import Card
from .answers import Exact


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


class Short(Exact):
    """A stored network in the list."""

    id: str = Field(description="To be sent as `model`. The same network has the same id.")
    name: str = Field(description="What its file was called.")
    format: str = Field(description="`safetensors`, `npz`, `onnx`, `keras` or `h5`.")
    created: str = Field(description="When it was stored, UTC.")
    bytes: int = Field(description="What it counts for in the store: its numbers in float64.")
    found: Summary


class Model(Short):
    """A stored network."""

    vocabulary: list[str] | None = Field(description="The texts of the embedding's rows; null where none came with it.")
    found: Facts


class Listed(Exact):
    """What is stored."""

    models: list[Short] = Field(description="The newest first.")


def short(card: Card) -> dict[str, Any]:
    """A card as the list shows it."""
    found = {name: card.found.get(name) for name in Summary.model_fields}
    return _head(card) | {"found": found}


def whole(card: Card) -> dict[str, Any]:
    """A card with all that was found."""
    words = None if card.vocabulary is None else list(card.vocabulary)
    return _head(card) | {"vocabulary": words, "found": card.found}


def _head(card: Card) -> dict[str, Any]:
    created = datetime.fromtimestamp(card.created, UTC).isoformat(timespec="seconds")
    return {"id": card.id, "name": card.name, "format": card.format, "created": created, "bytes": card.bytes}
