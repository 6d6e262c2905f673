"""One store for several workers: each is a process, which would keep in its own memory what is sent to it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..settings import Settings, variable

STORE = variable("store")


@contextmanager
def shared_store(workers: int, settings: Settings, warn: Callable[[str], None]) -> Iterator[None]:
    """While the block runs, RNNFLOW_STORE names a directory for `workers` to share, if there are several.

    Where the settings name none, it is a temporary one, gone with the server. Where none can be made, `warn` is told.
    """
    if workers == 1 or settings.store or not settings.store_models:
        yield
        return
    try:
        folder = tempfile.TemporaryDirectory(prefix="rnnflow-", ignore_cleanup_errors=True)
    except OSError as error:
        reason = f"each of the {workers} workers keeps the networks sent to it for itself ({error.strerror or error})"
        warn(f"{reason}; {STORE} can name a directory that they share")
        yield
        return
    with folder as path:
        os.environ[STORE] = path
        try:
            yield
        finally:
            del os.environ[STORE]
