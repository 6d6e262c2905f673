"""A stored network: what it is called, what was found in its file, and the network itself.

Shapes: I input size, H hidden size, G gates, V vocabulary.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from ..engine.network import Network
from ..imports.facts import facts
from ..imports.found import Found, printable
from ..imports.tensors import Origin

ID = re.compile(r"[0-9a-f]{32}")
TRAINED = "trained"
"""The format of a network that came in no file."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of a stored network: all but its numbers. `created` is in seconds since 1970."""

    id: str
    name: str
    format: str
    created: float
    bytes: int
    nonlinearity: str
    vocabulary: tuple[str, ...] | None
    found: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A network and its card."""

    card: Card
    network: Network

    @property
    def id(self) -> str:
        """The hash of the network's parameters, nonlinearity and vocabulary."""
        return self.card.id


def make(found: Found, name: str, file_format: str) -> StoredModel:
    """The network of a file called `name`, ready to be stored. Raises EngineError where its arrays do not fit."""
    network = built(found.state_dict, found.nonlinearity, found.vocabulary)
    card = Card(
        id=identity(network, found.nonlinearity, found.vocabulary),
        name=printable(name),
        format=file_format,
        created=time.time(),
        bytes=sum(array.nbytes for array in network.state_dict().values()),
        nonlinearity=found.nonlinearity,
        vocabulary=found.vocabulary,
        found=facts(found),
    )
    return StoredModel(card, network)


def learned(network: Network, name: str) -> StoredModel:
    """A network that was trained here, called `name`, ready to be stored."""
    arrays = network.state_dict()
    found = Found(
        cell=network.cell.name,
        nonlinearity=network.cell.nonlinearity,
        hidden_size=network.hidden_size,
        input_size=network.input_size,
        num_layers=network.num_layers,
        bidirectional=network.bidirectional,
        state_dict=arrays,
        origins={key: Origin(key, array.shape, array.dtype.name) for key, array in arrays.items()},
        vocabulary=network.vocabulary or None,
    )
    return make(found, name, TRAINED)


def built(state_dict: Any, nonlinearity: str, vocabulary: tuple[str, ...] | None) -> Network:
    """The network with these parameters. Raises EngineError."""
    return Network.from_state_dict(state_dict, vocabulary=vocabulary, nonlinearity=nonlinearity)


def identity(network: Network, nonlinearity: str, vocabulary: tuple[str, ...] | None) -> str:
    """32 hexadecimal digits that are the same wherever the network is the same."""
    arrays = sorted(network.state_dict().items())
    head = [nonlinearity, vocabulary, [(name, array.shape) for name, array in arrays]]
    digest = sha256(json.dumps(head).encode())
    for _, array in arrays:
        digest.update(np.ascontiguousarray(array, dtype="<f8").ravel().data)
    return digest.hexdigest()[:32]
