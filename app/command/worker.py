"""The app in one of several processes."""

from __future__ import annotations

import signal
import sys

from fastapi import FastAPI

from ..main import create_app


def create() -> FastAPI:
    """The app, in a process that its parent alone stops: a terminal that closes sends SIGHUP to both."""
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    return create_app()
