"""What a store does, and the bounds that it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .model import Card, StoredModel


class TooLarge(ValueError):
    """One network that is larger than the store is allowed to be, `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"a network of more than {limit} bytes cannot be stored")


class Unavailable(OSError):
    """The store's directory cannot be written."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many networks are kept, of how many bytes together, and how long after they were last used."""

    models: int
    bytes: int
    seconds: float


class Store(Protocol):
    """Networks by id, of which the least recently used go first. Every method may be called in any thread."""

    def put(self, model: StoredModel) -> None:
        """Keep a network; one with the same id is replaced. Raises TooLarge and Unavailable."""

    def get(self, model_id: str) -> StoredModel | None:
        """The network with this id, used now; None where there is none."""

    def card(self, model_id: str) -> Card | None:
        """What is said of a network, without reading its numbers."""

    def list(self) -> list[Card]:
        """The cards of all networks, the newest first."""

    def delete(self, model_id: str) -> bool:
        """Forget a network; whether there was one."""
