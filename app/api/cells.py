"""GET /cells: what each cell is made of, as the picture needs it."""

from __future__ import annotations

from typing import Any

from ..engine.cells import CELLS


def describe() -> dict[str, Any]:
    """Every cell by name, as its class declares it.

    Gates and state in PyTorch's order, what is squashed by σ, kept and sent past the matrix, and the gate diagram on a
    logical grid, no pixels.
    """
    return {
        name: {
            "gates": list(cell.gates),
            "sigmoid": list(cell.sigmoid),
            "state": list(cell.state),
            "direct": cell.direct,
            "keeper": cell.keeper,
            "nonlinearities": list(cell.nonlinearities),
            "graph": {
                "nodes": [node._asdict() for node in cell.graph.nodes],
                "edges": [list(edge) for edge in cell.graph.edges],
            },
        }
        for name, cell in CELLS.items()
    }
