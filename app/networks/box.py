"""The networks that ship, and a store that has them beside those that were sent. Nothing is read before it is needed.

A network in the box is found by its name or by its id. It is never forgotten and never replaced.
"""

from __future__ import annotations

import builtins
from functools import cache, cached_property
from pathlib import Path

from .. import imports
from ..store import Card, Store, StoredModel
from ..store.model import built
from . import card as cards
from .card import BoxCard

FILES = Path(__file__).resolve().parent / "files"


class ReadOnly(Exception):
    """A network in the box, called `name`, was to be deleted."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is a network in the box: it cannot be deleted")


class Box:
    """The networks of a folder: NAME.safetensors, and NAME.json with what is said of it."""

    def __init__(self, folder: Path = FILES) -> None:
        self._folder = folder
        self._network = cache(self._load)

    @cached_property
    def cards(self) -> dict[str, BoxCard]:
        """By name, in the order of their names."""
        return {path.stem: cards.read(path) for path in sorted(self._folder.glob("*.json"))}

    @cached_property
    def _names(self) -> dict[str, str]:
        """By id."""
        return {card.id: name for name, card in self.cards.items()}

    def card(self, key: str) -> BoxCard | None:
        """The card of a name or an id; None where the box has no such network."""
        return self.cards.get(self._names.get(key, key))

    def get(self, key: str) -> StoredModel | None:
        """The network of a name or an id. Its file is read the first time."""
        card = self.card(key)
        return None if card is None else self._network(card.name)

    def _load(self, name: str) -> StoredModel:
        card = self.cards[name]
        _, found = imports.read(f"{name}.safetensors", (self._folder / f"{name}.safetensors").read_bytes())
        return StoredModel(card, built(found.state_dict, found.nonlinearity, found.vocabulary))


BOX = Box()
"""What ships."""


class WithBox:
    """A store of networks that were sent, and those in the box."""

    def __init__(self, kept: Store, box: Box = BOX) -> None:
        self._kept = kept
        self._box = box

    def put(self, model: StoredModel) -> None:
        """Keep a network, unless the box has it. Raises TooLarge and Unavailable."""
        if self._box.card(model.id) is None:
            self._kept.put(model)

    def get(self, model_id: str) -> StoredModel | None:
        """The network of an id, or of a name in the box."""
        return self._box.get(model_id) or self._kept.get(model_id)

    def card(self, model_id: str) -> Card | None:
        """What is said of a network."""
        return self._box.card(model_id) or self._kept.card(model_id)

    def list(self) -> builtins.list[Card]:
        """The cards: those that were sent, the newest first, then those in the box by name."""
        return [*self._kept.list(), *self._box.cards.values()]

    def delete(self, model_id: str) -> bool:
        """Forget a network that was sent. Raises ReadOnly for one in the box."""
        card = self._box.card(model_id)
        if card is not None:
            raise ReadOnly(card.name)
        return self._kept.delete(model_id)
