"""Networks in the box: trained by the recipes of this package, shipped with it, and read like stored ones.

`box.py` serves them; `make.py` trains them again (`make networks`). A server imports no recipe.
"""

from __future__ import annotations

from .box import BOX, Box, ReadOnly, WithBox
from .card import BoxCard

__all__ = ["BOX", "Box", "BoxCard", "ReadOnly", "WithBox"]
