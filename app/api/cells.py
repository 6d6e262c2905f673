"""GET /cells: what each cell is made of, as the picture needs it."""

from __future__ import annotations

from typing import Any

from app.engine.cells import CELLS


def describe() -> dict[str, Any]:
    """Every cell by name: gates and state in PyTorch's order, and the gate diagram on a logical grid, no pixels."""
    return {
        name: {
            "gates": list(cell.gates),
            "state": list(cell.state),
            "graph": {
                "nodes": [node._asdict() for node in cell.graph.nodes],
                "edges": [list(edge) for edge in cell.graph.edges],
            },
        }
        for name, cell in CELLS.items()
    }
