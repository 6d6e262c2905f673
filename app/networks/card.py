"""What is said of a network in the box, and the JSON file that holds it beside the weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..store import Card

FORMAT = "safetensors"


@dataclass(frozen=True, slots=True)
class BoxCard(Card):
    """A stored network's card, and what its recipe measured. The words for people are in static/locales/networks.

    `task` is the name of what it was trained on, `licence` the key of its data's licence. `held_out` is the score on
    data that it never saw: `measure`, `value`, `examples`, and `baselines` by name. `facts` are the numbers of the
    sentence that says what to look for. `opens` are the fields of /step to look at it with; `recipe` says how it was
    trained, and with which NumPy.
    """

    task: str
    licence: str
    held_out: dict[str, Any]
    facts: dict[str, Any]
    opens: dict[str, Any]
    recipe: dict[str, Any]


def read(path: Path) -> BoxCard:
    """The card in a file."""
    said = json.loads(path.read_text(encoding="utf-8"))
    words = said.pop("vocabulary")
    return BoxCard(name=path.stem, format=FORMAT, vocabulary=None if words is None else tuple(words), **said)


def written(card: BoxCard) -> str:
    """A card as its file has it; `name` and `format` follow from the file."""
    said = {name: getattr(card, name) for name in BoxCard.__dataclass_fields__ if name not in {"name", "format"}}
    lines = [f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"
