"""What is said of a network that was found in a file, as JSON has it; docs/models.md explains each."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..engine.cells import CELLS
from ..engine.cells.base import Array
from .found import Found, printable

MOST_UNUSED = 100
"""Names of arrays without a use that are told."""


def facts(found: Found) -> dict[str, Any]:
    """Its cell, sizes and parts, ρ and σ of each recurrent matrix, and the table of names.

    The eigenvalues take about 0.75 s for each block of 1024 units, 0.02 s for one of 256.
    """
    arrays = found.state_dict
    return {
        "cell": found.cell,
        "nonlinearity": found.nonlinearity,
        "hidden_size": found.hidden_size,
        "input_size": found.input_size,
        "num_layers": found.num_layers,
        "bidirectional": found.bidirectional,
        "bias": found.bias,
        "embedding": _shape(found, "embedding.weight"),
        "head": _shape(found, "linear.weight"),
        "head_bias": "linear.bias" in arrays,
        "vocabulary": len(found.vocabulary) if found.vocabulary is not None else None,
        "parameters": sum(array.size for array in arrays.values()),
        "dtype": found.dtype,
        "widened": found.dtype != "float64",
        "recurrent": list(_recurrent(found)),
        "names": [
            {"name": own, "file": printable(origin.name), "shape": list(origin.shape), "dtype": origin.dtype}
            for own, origin in found.origins.items()
        ],
        "prefix": printable(found.prefix),
        "unused": [printable(name) for name in found.unused[:MOST_UNUSED]],
        "unused_count": len(found.unused),
        "notes": list(found.notes),
    }


def _shape(found: Found, name: str) -> list[int] | None:
    return list(found.state_dict[name].shape) if name in found.state_dict else None


def _recurrent(found: Found) -> Iterator[dict[str, Any]]:
    """ρ and σ of the H×H block of each gate, of each layer and direction."""
    for layer in range(found.num_layers):
        for direction in ("forward", "backward")[: 1 + found.bidirectional]:
            name = f"rnn.weight_hh_l{layer}{'_reverse' if direction == 'backward' else ''}"
            blocks = np.split(found.state_dict[name], len(CELLS[found.cell].gates))
            for gate, block in zip(CELLS[found.cell].gates, blocks, strict=True):
                yield {
                    "name": name,
                    "layer": layer,
                    "direction": direction,
                    "gate": gate,
                    **_sizes(block),
                }


def _sizes(block: Array) -> dict[str, float | None]:
    """ρ and σ of one block (H, H), scaled so that nothing overflows on the way; None where they are no doubles."""
    largest = float(np.abs(block).max())
    if not largest:
        return {"spectral_radius": 0.0, "largest_singular_value": 0.0}
    scaled = block / largest
    try:
        radius, stretch = float(np.abs(np.linalg.eigvals(scaled)).max()), float(np.linalg.norm(scaled, 2))
    except np.linalg.LinAlgError:  # LAPACK gave up
        radius = stretch = math.inf
    found = {"spectral_radius": radius * largest, "largest_singular_value": stretch * largest}
    return {name: value if math.isfinite(value) else None for name, value in found.items()}
