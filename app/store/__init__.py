"""Networks that were sent, kept in memory or in a directory, bounded in number, bytes and age."""

from __future__ import annotations

from pathlib import Path

from .base import Bounds, Store, TooLarge, Unavailable
from .beside import Beside, Latest
from .directory import DirectoryStore
from .in_process import InProcessStore
from .model import ID, Card, StoredModel, learned, make


def opened(directory: str, bounds: Bounds) -> Store:
    """The store in a directory, or in memory where none is named."""
    return DirectoryStore(Path(directory), bounds) if directory else InProcessStore(bounds)


__all__ = [
    "ID",
    "Beside",
    "Bounds",
    "Card",
    "Latest",
    "Store",
    "StoredModel",
    "TooLarge",
    "Unavailable",
    "learned",
    "make",
    "opened",
]
