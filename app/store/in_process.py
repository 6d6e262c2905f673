"""Networks kept in the memory of one process."""

from __future__ import annotations

import builtins
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from .base import Bounds, TooLarge
from .model import Card, StoredModel


class InProcessStore:
    """Networks in the order of their last use; those past the bounds are forgotten at the next call."""

    def __init__(self, bounds: Bounds, clock: Callable[[], float] = time.monotonic) -> None:
        self._bounds = bounds
        self._clock = clock
        self._models: OrderedDict[str, tuple[StoredModel, float]] = OrderedDict()
        self._lock = Lock()

    def put(self, model: StoredModel) -> None:
        """Keep a network. Raises TooLarge."""
        if model.card.bytes > self._bounds.bytes:
            raise TooLarge(self._bounds.bytes)
        with self._lock:
            self._models.pop(model.id, None)
            self._models[model.id] = model, self._clock()
            self._sweep()

    def get(self, model_id: str) -> StoredModel | None:
        """The network with this id, used now."""
        with self._lock:
            self._sweep()
            found = self._models.pop(model_id, None)
            if found is None:
                return None
            self._models[model_id] = found[0], self._clock()
            return found[0]

    def card(self, model_id: str) -> Card | None:
        """What is said of a network."""
        model = self.get(model_id)
        return model.card if model else None

    def list(self) -> builtins.list[Card]:
        """The cards, the newest first."""
        with self._lock:
            self._sweep()
            cards = [model.card for model, _ in self._models.values()]
        return sorted(cards, key=lambda card: -card.created)

    def delete(self, model_id: str) -> bool:
        """Forget a network."""
        with self._lock:
            return self._models.pop(model_id, None) is not None

    def _sweep(self) -> None:
        """Forget what is too old, and of the rest the least recently used that are too many."""
        oldest = self._clock() - self._bounds.seconds
        total = sum(model.card.bytes for model, _ in self._models.values())
        for model, used in [*self._models.values()]:
            if used >= oldest and len(self._models) <= self._bounds.models and total <= self._bounds.bytes:
                break
            del self._models[model.id]
            total -= model.card.bytes
