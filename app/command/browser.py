"""The page in the browser of this machine."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from collections.abc import Callable

DISPLAYS = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")


def has_display() -> bool:
    """Whether a window can open; without one a browser in the terminal would take the server's place."""
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in DISPLAYS)


def show(url: str, failed: Callable[[], None]) -> None:
    """Open `url` in a thread, or call `failed` there. The server may still be starting once its socket listens."""

    def attempt() -> None:
        if not webbrowser.open(url):
            failed()

    threading.Thread(target=attempt, daemon=True).start()
