"""A program of its own: HDF5 on standard input → safetensors on standard output, or one line of JSON on error.

HDF5's library is C that trusts its files; a damaged one may crash it, fill the memory or never end. Here that ends this
process only (hdf5.py starts it). Nothing but hard links is followed, so that no other file is ever opened: no soft or
external link, no external storage, no virtual data set.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import Any

import h5py
import numpy as np

MOST_OBJECTS, DEEPEST, LONGEST_ATTRIBUTE = 10_000, 24, 4_000_000
TYPES = {"float16": "F16", "float32": "F32", "float64": "F64"}
KEPT = {"model_config", "weight_names"}
"""Attributes that are handed on."""


class Refused(Exception):
    """The file is not read: the reason, and what fills its sentence."""


def main() -> int:
    """Read all of standard input; the exit status is 1 on error."""
    numbers = int(sys.argv[1])
    try:
        _limit_memory(int(sys.argv[2]))
        with h5py.File(BytesIO(sys.stdin.buffer.read()), "r") as file:
            found: dict[str, Any] = {}
            attributes: dict[str, Any] = {}
            _walk(file, "", found, attributes)
            _write(found, attributes, numbers)
    except Refused as error:
        reason, values = error.args
        return _fail(reason, values)
    except Exception as error:  # noqa: BLE001  # h5py raises what it likes
        return _fail("file_damaged", {"what": f"{type(error).__name__}: {error}"[:100]})
    return 0


def _fail(reason: str, values: dict[str, Any]) -> int:
    sys.stdout.buffer.write(json.dumps({"reason": reason, "values": values}).encode())
    return 1


def _limit_memory(size: int) -> None:
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ModuleNotFoundError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _walk(group: Any, path: str, found: dict[str, Any], attributes: dict[str, Any]) -> None:
    """The data sets of floating-point numbers in `found` and the attributes by group, of all groups below."""
    if path.count("/") > DEEPEST or len(found) + len(attributes) > MOST_OBJECTS:
        raise Refused("file_damaged", {"what": "groups in groups without end"})
    attributes[path] = {name: _attribute(group.attrs[name]) for name in KEPT if name in group.attrs}
    for name in group:
        if not isinstance(group.get(name, getlink=True), h5py.HardLink):
            raise Refused("file_external", {"name": f"{path}{name}"[:60]})
        item = group[name]
        if isinstance(item, h5py.Group):
            _walk(item, f"{path}{name}/", found, attributes)
        elif isinstance(item, h5py.Dataset):
            if item.external or item.is_virtual:
                raise Refused("file_external", {"name": f"{path}{name}"[:60]})
            if item.dtype.name in TYPES:
                found[f"{path}{name}"] = item


def _attribute(value: Any) -> Any:
    """A text, or a list of texts."""
    if isinstance(value, np.ndarray):
        return [_attribute(one) for one in value.ravel().tolist()]
    text = value.decode() if isinstance(value, bytes) else str(value)
    if len(text) > LONGEST_ATTRIBUTE:
        raise Refused("file_damaged", {"what": "an attribute without end"})
    return text


def _write(found: dict[str, Any], attributes: dict[str, Any], numbers: int) -> None:
    """The header, then each array as it is read."""
    if sum(int(np.prod(item.shape, dtype=float)) for item in found.values()) > numbers:
        raise Refused("file_too_large", {"limit": numbers})
    header: dict[str, Any] = {"__metadata__": {path: json.dumps(kept) for path, kept in attributes.items() if kept}}
    end = 0
    for name, item in found.items():
        start, end = end, end + item.size * item.dtype.itemsize
        header[name] = {"dtype": TYPES[item.dtype.name], "shape": item.shape, "data_offsets": [start, end]}
    arrays = [np.asarray(item, dtype=item.dtype.newbyteorder("<")) for item in found.values()]
    text = json.dumps(header).encode()
    sys.stdout.buffer.write(len(text).to_bytes(8, "little") + text)
    for array in arrays:
        sys.stdout.buffer.write(array.tobytes())


if __name__ == "__main__":
    sys.exit(main())
