""".npz: NumPy's archive. Nothing in it is ever unpickled, and no array is unpacked before its header is checked."""

from __future__ import annotations

import zipfile
from tokenize import TokenError
from typing import BinaryIO

import numpy as np
from numpy.lib import format as npy

from . import archive
from .errors import BadFile
from .tensors import FLOATS, Origin, Raw, Tensor, check_sizes

SUFFIX = ".npy"
LONGEST_HEADER = 10_000
Header = tuple[tuple[int, ...], bool, "np.dtype[np.generic]"]


def read(data: bytes | bytearray) -> dict[str, Tensor]:
    """Every array of floating-point numbers of the archive by name. Raises BadFile."""
    with archive.opened(data) as opened:
        names = [name for name in opened.namelist() if name.endswith(SUFFIX)]
        headers = {name: _header(opened, name) for name in names}
        if len(headers) < len(names):
            raise BadFile("file_damaged", what="a name comes twice")
    check_sizes((name, shape) for name, (shape, _, _) in headers.items())
    if any(dtype.hasobject for _, _, dtype in headers.values()):
        raise BadFile("file_pickle")
    return {
        name.removesuffix(SUFFIX): _tensor(data, name, shape, dtype.name)
        for name, (shape, _, dtype) in headers.items()
        if dtype.name in FLOATS
    }


def _tensor(data: bytes | bytearray, name: str, shape: tuple[int, ...], dtype: str) -> Tensor:
    def load() -> Raw:
        with archive.opened(data) as opened, opened.open(name) as file:
            array: Raw = npy.read_array(file, allow_pickle=False, max_header_size=LONGEST_HEADER)
        if array.shape != shape or array.dtype.name != dtype:
            raise BadFile("file_damaged", what=f"the header of {name}")
        return array

    return Tensor(shape, dtype, load, Origin(name.removesuffix(SUFFIX), shape, dtype))


def _header(opened: zipfile.ZipFile, name: str) -> Header:
    """Shape, order and type of an array, of which no number is read."""
    with opened.open(name) as file:
        stream: BinaryIO = file  # type: ignore[assignment]
        version = npy.read_magic(stream)
        try:
            if version == (1, 0):
                return npy.read_array_header_1_0(stream, max_header_size=LONGEST_HEADER)
            return npy.read_array_header_2_0(stream, max_header_size=LONGEST_HEADER)
        except (SyntaxError, TokenError, TypeError, RecursionError):
            raise BadFile("file_damaged", what=f"the header of {name[:60]}") from None
