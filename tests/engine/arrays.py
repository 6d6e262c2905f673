from __future__ import annotations

from typing import Any

import numpy as np


def arrays_of(value: object) -> list[np.ndarray[Any, Any]]:
    """Every array within tuples, dicts and objects with fields or properties."""
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, dict):
        return [array for part in value.values() for array in arrays_of(part)]
    names = {*getattr(value, "_fields", ()), *getattr(type(value), "__slots__", ())}
    names |= {name for kind in type(value).__mro__ for name, own in vars(kind).items() if isinstance(own, property)}
    names |= {name for name, own in getattr(value, "__dict__", {}).items() if isinstance(own, np.ndarray)}
    if names and type(value).__module__.startswith("app."):
        return [array for name in sorted(names) for array in arrays_of(getattr(value, name))]
    return [array for part in value for array in arrays_of(part)] if isinstance(value, tuple) else []
