"""What one's own network or numbers cost: each ÷ the same run drawn from the seed: `python bench/given.py`.

Whole requests over a plain socket, computed again each time; rounds alternate, the median of their ratios counts.
A stored network should cost nothing besides. Parameters, and long inputs, travel in the body of each request: they cost
what reading them costs, and have no budget. Exit status 1 where a budget is missed.
"""

from __future__ import annotations

import json
import math
import socket
import statistics
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
from safetensors.numpy import save

from bench.client import asking, say
from bench.server import WORDS, serving

ROUNDS, REQUESTS = 9, 20
Fields = dict[str, Any]


class Size(NamedTuple):
    """A run in each of the three ways, and what its rows may cost as a multiple of the drawn one."""

    name: str
    words: str
    hidden_size: int
    budgets: dict[str, float]


SIZES = (
    Size("i am a boy", "i am a boy", 8, {"model": 1.1, "inputs": 1.2}),
    Size("T=200 H=64", WORDS, 64, {"model": 1.1}),
)


def main() -> int:
    """The ratios of each size."""
    with (
        serving(RNNFLOW_ANSWER_CACHE="0") as server,
        socket.create_connection(("127.0.0.1", server.port)) as connection,
    ):
        met = [
            _measure(connection, size, what, *pair)
            for size in SIZES
            for what, pair in _pairs(server.port, size).items()
        ]
    return 0 if all(met) else 1


def _pairs(port: int, size: Size) -> dict[str, tuple[bytes, bytes]]:
    """By what is given: that request, and the same run drawn from the seed."""
    drawn = {"sentence": size.words, "hidden_size": size.hidden_size, "digits": None}
    known = _answer(port, drawn | {"include": ["parameters"]})
    numbers = {"inputs": np.random.default_rng(0).normal(size=(len(known["tokens"]), 4)).tolist(), "objective": "sum"}
    given = {"vocabulary": known["vocabulary"], "sentence": size.words}
    own = numbers | {"parameters": {name: rows for name, rows in known["parameters"].items() if "rnn" in name}}
    return {
        "model": (_asked({"model": _stored(port, known), "sentence": size.words}), _asked(drawn)),
        "inputs": (_asked(numbers | {"hidden_size": size.hidden_size}), _asked(drawn | {"objective": "sum"})),
        "parameters": (_asked(given | {"parameters": known["parameters"]}), _asked(drawn)),
        "parameters and inputs": (_asked(own), _asked(numbers | {"hidden_size": size.hidden_size})),
    }


def _asked(fields: Fields) -> bytes:
    """A whole request."""
    body = json.dumps(fields).encode()
    head = f"POST /step HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _answer(port: int, fields: Fields) -> Any:
    return _posted(port, "/step", json.dumps(fields).encode(), "application/json")


def _stored(port: int, known: dict[str, Any]) -> str:
    """The id of the network that an answer describes."""
    arrays = {name: np.array(rows) for name, rows in known["parameters"].items()}
    data = save(arrays, {"vocabulary": json.dumps(known["vocabulary"])})
    return str(_posted(port, "/models?name=x.safetensors", data, "application/octet-stream")["id"])


def _posted(port: int, target: str, body: bytes, media_type: str) -> Any:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", target, body, {"content-type": media_type})
    answer = json.loads(connection.getresponse().read())
    connection.close()
    return answer


def _measure(connection: socket.socket, size: Size, what: str, given: bytes, drawn: bytes) -> bool:
    pairs = []
    for _ in range(ROUNDS):
        rounds = [(asking(connection, given), asking(connection, drawn)) for _ in range(REQUESTS)]
        pairs.append(tuple(statistics.median(column) for column in zip(*rounds, strict=True)))
    ratio = statistics.median(own / usual for own, usual in pairs)
    own, usual = (statistics.median(column) * 1e3 for column in zip(*pairs, strict=True))
    budget = size.budgets.get(what, math.inf)
    note = f"{own:.2f} ms of {usual:.2f} ms, {len(given) / 1e3:,.0f} kB asked"
    limit = f"≤ {budget}" if budget < math.inf else ""
    return say(f"{size.name}: {what} ÷ drawn", f"{ratio:.2f}", limit, note, met=ratio <= budget)


if __name__ == "__main__":
    sys.exit(main())
