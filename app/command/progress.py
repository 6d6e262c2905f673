"""A progress bar on a terminal: one line, written over until it is cleared."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

WIDTH = 24
"""Characters of the bar."""
CLEAR = "\r\x1b[K"


class Progress:
    """How much of the work is done, how much longer it takes at this pace, and what came last.

    Where the stream is no terminal nothing is written.
    """

    def __init__(self, stream: TextIO, total: int, work: float) -> None:
        """`total` pieces are to be done; `work` is what all together cost, in any unit."""
        self._stream, self._total, self._work = stream, total, work
        self._shown = stream.isatty()
        self._done, self._worked, self._began = 0, 0.0, time.monotonic()

    def show(self, latest: str = "") -> None:
        """Write the line."""
        if not self._shown:
            return
        part = self._worked / self._work if self._work else 1.0
        full = round(part * WIDTH)
        bar = "█" * full + "·" * (WIDTH - full)
        line = "  ".join(filter(None, [bar, f"{self._done}/{self._total}", self._left(part), latest]))
        self._stream.write(CLEAR + line[: shutil.get_terminal_size().columns - 1])
        self._stream.flush()

    def advance(self, work: float, latest: str) -> None:
        """One more is done, which cost `work`; say `latest` of it."""
        self._done += 1
        self._worked += work
        self.show(latest)

    def clear(self) -> None:
        """Leave the line to others."""
        if self._shown:
            self._stream.write(CLEAR)
            self._stream.flush()

    def _left(self, part: float) -> str:
        if not 0 < part < 1:
            return ""
        seconds = round((time.monotonic() - self._began) * (1 - part) / part)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02} left" if hours else f"{minutes}:{seconds:02} left"
