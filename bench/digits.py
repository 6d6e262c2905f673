"""What rounding costs: `digits` ÷ exact numbers, whole requests side by side: `python bench/digits.py`.

T = 200, H = 64, gates and gradients in, computed again each time, over a plain socket; as a browser asks, which takes
answers compressed, and as curl does. Rounded numbers take a moment to make and fewer bytes to compress and to send.
Rounds alternate; the median of the rounds' ratios counts. Exit status 1 where a budget is missed.
"""

from __future__ import annotations

import socket
import statistics
import sys
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.client import blocking, say
from bench.server import MIDDLE, serving

BUDGET = 1.0
CLIENTS = {"a browser": "Accept-Encoding: gzip, deflate, br, zstd", "curl": ""}
DIGITS = (3, 4, 6, 12)
ROUNDS, REQUESTS = 9, 20


def main() -> int:
    """The ratio for each number of digits."""
    exact = f"{MIDDLE}&include=gates,gradients"
    with (
        serving(RNNFLOW_ANSWER_CACHE="0") as server,
        socket.create_connection(("127.0.0.1", server.port)) as connection,
    ):
        cases = list(product(CLIENTS.items(), DIGITS))
        met = [_measure(connection, exact, *case) for case in cases]
    return 0 if all(met) else 1


def _measure(connection: socket.socket, exact: str, client: tuple[str, str], digits: int) -> bool:
    name, header = client
    pairs = []
    for _ in range(ROUNDS):
        rounds = [
            (blocking(connection, f"{exact}&digits={digits}", header), blocking(connection, exact, header))
            for _ in range(REQUESTS)
        ]
        pairs.append(tuple(statistics.median(column) for column in zip(*rounds, strict=True)))
    ratio = statistics.median(rounded / whole for rounded, whole in pairs)
    rounded, whole = (statistics.median(column) * 1e3 for column in zip(*pairs, strict=True))
    note = f"{rounded:.2f} ms of {whole:.2f} ms"
    return say(f"{name}: digits={digits} ÷ exact", f"{ratio:.2f}", f"≤ {BUDGET}", note, met=ratio <= BUDGET)


if __name__ == "__main__":
    sys.exit(main())
