""".npz: NumPy's archive. Nothing in it is ever unpickled, and no array is unpacked before its header is checked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import BinaryIO

import numpy as np
from numpy.lib import format as npy

from .errors import BadFile
from .tensors import Tensors, check_sizes

SUFFIX = ".npy"
LONGEST_HEADER = 10_000
Header = tuple[tuple[int, ...], bool, "np.dtype[np.generic]"]


def read(data: bytes) -> Tensors:
    """Every floating-point array of the archive. Raises BadFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, BadFile):
            raise
        raise BadFile("file-damaged", what=str(error)) from None


def _read(archive: zipfile.ZipFile) -> Tensors:
    headers = {name: _header(archive, name) for name in archive.namelist() if name.endswith(SUFFIX)}
    check_sizes((name, shape) for name, (shape, _, _) in headers.items())
    tensors = Tensors()
    for name, (_, _, dtype) in headers.items():
        if dtype.hasobject:
            raise BadFile("file-pickle")
        if dtype.kind == "f":
            with archive.open(name) as file:
                array = npy.read_array(file, allow_pickle=False, max_header_size=LONGEST_HEADER)  # type: ignore[arg-type]
            tensors.add(name.removesuffix(SUFFIX), np.asarray(array, dtype=np.float64), dtype.name)
    return tensors


def _header(archive: zipfile.ZipFile, name: str) -> Header:
    """Shape, order and type of an array, of which no number is read."""
    with archive.open(name) as file:
        stream: BinaryIO = file  # type: ignore[assignment]
        version = npy.read_magic(stream)
        if version == (1, 0):
            return npy.read_array_header_1_0(stream, max_header_size=LONGEST_HEADER)  # type: ignore[return-value]
        return npy.read_array_header_2_0(stream, max_header_size=LONGEST_HEADER)  # type: ignore[return-value]
