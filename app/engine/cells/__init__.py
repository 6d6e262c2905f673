"""One cell a file. Every module of this package is imported and its cell entered in CELLS: a new cell is a new file."""

from importlib import import_module
from pkgutil import iter_modules

from ..errors import UnknownName
from .base import Cell

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

CELLS: dict[str, type[Cell]] = {cell.name: cell for cell in sorted(Cell.__subclasses__(), key=lambda cell: cell.name)}


def cell_class(name: str) -> type[Cell]:
    """Return the class of the cell called `name`; raises UnknownName."""
    if name not in CELLS:
        raise UnknownName("cell", name, tuple(CELLS))
    return CELLS[name]
