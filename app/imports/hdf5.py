"""HDF5 read in a process of its own, with a limit on its memory and its time; see hdf5_child.py for why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from . import safetensors
from .errors import BadFile
from .tensors import MOST_NUMBERS

CHILD = Path(__file__).with_name("hdf5_child.py")
MOST_MEMORY = 1 << 30
SECONDS = 30
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""NumPy reserves memory for each thread, and on large machines more than the limit."""


def read(data: bytes) -> safetensors.File:
    """The arrays by path, and as metadata by group (`model_weights/lstm/`) the attributes as JSON. Raises BadFile."""
    if find_spec("h5py") is None:
        raise BadFile("file_needs_extra", extra="keras")
    command = [sys.executable, "-P", str(CHILD), str(MOST_NUMBERS), str(MOST_MEMORY + len(data))]
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            command, input=data, capture_output=True, timeout=SECONDS, check=False, env=os.environ | ONE_THREAD
        )
    except subprocess.TimeoutExpired:
        raise BadFile("file_damaged", what=f"HDF5 that takes over {SECONDS} seconds") from None
    if done.returncode == 0:
        return safetensors.read(done.stdout)
    try:
        said = json.loads(done.stdout)
    except ValueError:
        raise BadFile("file_damaged", what="HDF5 that ends its reader") from None
    raise BadFile(said["reason"], **said["values"])
