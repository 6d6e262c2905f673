"""The server in a process whose time of day jumps."""

from __future__ import annotations

import itertools
import sys
import time

from app.__main__ import main

DECADES = 10**9
"""In seconds."""

if __name__ == "__main__":
    now, jumps = time.time, itertools.cycle((0, DECADES, -DECADES))
    time.time = lambda: now() + next(jumps)
    sys.exit(main())
