"""What a learner keeps, as JSON: a state outlives its process, and no pickle is ever read from a store.

An array is written as its type, its shape and its bytes, so that every number comes back to the bit.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

import numpy as np

ARRAY = "array"
"""The one name of an object that is an array."""


def saved(state: Mapping[str, Any]) -> bytes:
    """A learner's state as JSON."""
    return json.dumps(state, default=_written, separators=(",", ":")).encode()


def restored(data: bytes) -> dict[str, Any]:
    """The state in what `saved` wrote; tuples have become lists. Raises ValueError for anything else."""
    try:
        state: dict[str, Any] = json.loads(data, object_hook=_read)
    except (LookupError, TypeError) as error:
        raise ValueError(error) from None
    return state


def _written(value: object) -> dict[str, Any]:
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        raise TypeError(f"a state may hold numbers and texts, not {type(value).__name__}")
    return {ARRAY: [array.dtype.str, array.shape, b64encode(np.ascontiguousarray(array).tobytes()).decode()]}


def _read(found: dict[str, Any]) -> Any:
    if found.keys() != {ARRAY}:
        return found
    kind, shape, text = found[ARRAY]
    if np.dtype(kind).kind not in "biuf":
        raise ValueError(kind)
    return np.frombuffer(b64decode(text), np.dtype(kind)).reshape(shape).copy()
