"""Two stores as one: the networks that were sent, and beside them those of trainings, which push none of them out."""

from __future__ import annotations

import builtins
from collections import Counter
from threading import Lock

from .base import Store
from .model import Card, StoredModel


class Beside:
    """`sent` as it was, which alone is listed and written to; networks are found in `learned` too."""

    def __init__(self, sent: Store, learned: Store) -> None:
        self.sent = sent
        self.learned = learned

    def put(self, model: StoredModel) -> None:
        """Keep a network that was sent. Raises TooLarge and Unavailable."""
        self.sent.put(model)

    def get(self, model_id: str) -> StoredModel | None:
        """The network with this id, used now."""
        return self.sent.get(model_id) or self.learned.get(model_id)

    def card(self, model_id: str) -> Card | None:
        """What is said of a network."""
        return self.sent.card(model_id) or self.learned.card(model_id)

    def list(self) -> builtins.list[Card]:
        """The cards of those that were sent, the newest first."""
        return self.sent.list()

    def delete(self, model_id: str) -> bool:
        """Forget a network."""
        return self.sent.delete(model_id) | self.learned.delete(model_id)


class Latest:
    """The networks of running trainings in a store: of each training the last few stay.

    The same network has the same id: what two trainings of one seed come through is forgotten when both are past it.
    """

    def __init__(self, store: Store, each: int) -> None:
        self._store = store
        self._each = each
        self._of: dict[str, list[str]] = {}
        self._held: Counter[str] = Counter()
        self._lock = Lock()

    def put(self, job: str, model: StoredModel) -> None:
        """Keep a training's network, and forget its oldest where there are more than `each`.

        Raises TooLarge and Unavailable.
        """
        with self._lock:
            self._store.put(model)
            kept = self._of.setdefault(job, [])
            kept.append(model.id)
            self._held[model.id] += 1
            while len(kept) > self._each:
                self._give_up(kept.pop(0))

    def end(self, job: str) -> None:
        """A training has ended: its last networks stay as long as the store keeps them."""
        with self._lock:
            for model_id in self._of.pop(job, ()):
                self._held[model_id] -= 1
                if not self._held[model_id]:
                    del self._held[model_id]

    def _give_up(self, model_id: str) -> None:
        self._held[model_id] -= 1
        if not self._held[model_id]:
            del self._held[model_id]
            self._store.delete(model_id)
