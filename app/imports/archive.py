"""A zip archive opened without trust: few members, none of them unpacked further than is asked for."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import BadFile
from .tensors import MOST_ARRAYS

ENTRY = b"PK\x01\x02"
"""How each entry of an archive's directory begins."""
PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    MemoryError,
    OverflowError,
)
"""What zipfile and NumPy raise at a damaged archive; a BadFile is a ValueError too."""


@contextmanager
def opened(data: bytes | bytearray) -> Iterator[zipfile.ZipFile]:
    """The archive in `data` while the block runs. Raises BadFile, also for what the block finds damaged."""
    if data.count(ENTRY) > MOST_ARRAYS:
        raise BadFile("file_too_many_arrays", limit=MOST_ARRAYS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive)
            yield archive
    except BadFile:
        raise
    except DAMAGED as error:
        raise BadFile("file_damaged", what=str(error)[:100] or type(error).__name__) from None


def _check_members(archive: zipfile.ZipFile) -> None:
    for member in archive.infolist():
        if member.compress_type not in PLAIN or member.flag_bits & ENCRYPTED:
            raise BadFile("file_damaged", what=f"{member.filename[:60]} is encrypted, or neither stored nor deflated")


def unpacked(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """One member of at most `limit` bytes, whatever the archive says of its size. Raises BadFile."""
    with archive.open(name) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise BadFile("file_damaged", what=f"{name} has more than {limit} bytes")
    return data
