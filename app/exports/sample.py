"""What a network wrote → the values of the answer of /sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..engine.network import Network
from ..engine.sampling import Sampled
from ..engine.tokens import Stroke
from .columns import Table, finished


def values(
    network: Network,
    found: Sampled,
    tokens: Sequence[str],
    strokes: Sequence[Stroke],
    said: Mapping[str, Any],
    digits: int | None,
) -> dict[str, Any]:
    """The answer: `tokens` were read before the new ones, which `strokes` write; `said` is what it says of them all."""
    words = network.vocabulary
    steps = {
        "t": range(len(tokens), len(tokens) + len(found.ids)),
        "token": [words[row] for row in found.ids.tolist()],
        "token_id": found.ids,
        "takes_back": [stroke.takes_back for stroke in strokes],
        "adds": [stroke.adds for stroke in strokes],
        "probability": found.probability,
        "drawn_probability": found.drawn,
        "likeliest": [[words[row] for row in rows] for rows in found.likeliest.tolist()],
        "likeliest_probability": found.likeliest_probability,
    }
    values = {"cell": network.cell.name, "tokens": tokens, **said}
    return values | finished({"steps": Table(steps)}, digits)
