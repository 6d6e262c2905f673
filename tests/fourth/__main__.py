"""`python -m tests.fourth`: the app with a fourth cell, which is registered before anything reads the list of cells."""

from __future__ import annotations

import runpy

from app.engine.cells import CELLS
from tests.fourth.mgu import Mgu

CELLS[Mgu.name] = Mgu

if __name__ == "__main__":
    runpy.run_module("app", run_name="__main__")
