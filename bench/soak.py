"""Ten thousand hostile sentences, then a minute of mixed traffic: `python bench/soak.py`, some minutes.

Every answer must be 200 with finite numbers, or a refusal that says why. Exit status 1 where one is not.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.client import fetch, percentile, say
from bench.endurance import soak
from bench.hostile import ALPHABETS, Request
from bench.server import serving

SENTENCES, CLIENTS, TRAFFIC_SECONDS = 10_000, 2, 60
REFUSED = {413, 414, 422}
"""What a sentence may be refused with: too long, too much work, or not a sentence."""
BLANKS = " \t\n\u3000\u200b\ufeff\u00ad\u2028"
CONTROLS = "\0\x1b\x7f\ufffd\ufdd0\U0010ffff"
SPECIAL = "ㄱㅏ\u0130\u00df\ufb01\u1e9e\u0149'\"\\%&"
PIECES = [*ALPHABETS.values(), *BLANKS, *CONTROLS, *SPECIAL, "나는", "소년", "이다", "i", "am", "boy", "0.5", "<b>"]
LENGTHS = (1, 3, 10, 100, 1_000, 5_000)


def requests(count: int) -> Iterator[Request]:
    """Sentences of a few pieces each, again and again in an order by chance; the same ones at every run."""
    chance = random.Random(0)
    for number in range(count):
        pieces = chance.choices(PIECES, k=chance.randint(1, 4))
        text = "".join(chance.choices(pieces, k=chance.choice(LENGTHS)))
        fields: dict[str, Any] = {
            "sentence": text,
            "tokenizer": chance.choice(("word", "char", "jamo")),
            "cell": chance.choice(("rnn", "gru", "lstm")),
            "hidden_size": chance.choice((1, 2, 8)),
            "objective": chance.choice(("recall", "next-token", "sum")),
        }
        if number % 2:
            yield Request("/step", json.dumps(fields, ensure_ascii=number % 4 == 1).encode())
        else:
            yield Request(f"/step?{urlencode(fields)}")


def _not_finite(name: str) -> NoReturn:
    raise ValueError(name)


def wrong(request: Request, status: int, body: bytes) -> str:
    """What is wrong with an answer; nothing where it is as it should be."""
    try:
        content = json.loads(body, parse_constant=_not_finite)
    except ValueError as error:
        return f"{request}: {status}, {error}"
    expected = "steps" if status == 200 else "detail"
    return "" if status in {200, *REFUSED} and content.get(expected) else f"{request}: {status}"


def sentences(port: int) -> bool:
    """All of them, by a few clients at once."""

    def one(request: Request) -> tuple[int, float, str]:
        start = time.perf_counter()
        status, body = fetch(port, request)
        return status, time.perf_counter() - start, wrong(request, status, body)

    with ThreadPoolExecutor(CLIENTS) as pool:
        found = list(pool.map(one, requests(SENTENCES)))
    broken = [said for _, _, said in found if said]
    for said in broken[:10]:
        print(said[:300])
    waits = [wait for _, wait, _ in found]
    statuses = dict(sorted(Counter(status for status, _, _ in found).items()))
    note = f"{statuses}, p99 {percentile(waits, 0.99) * 1e3:.0f} ms, longest {max(waits):.2f} s"
    return say(f"{SENTENCES:,} hostile sentences, wrong answers", str(len(broken)), "0", note, met=not broken)


def main() -> int:
    """Send all of it."""
    with serving() as server:
        return 0 if all([sentences(server.port), soak(server, TRAFFIC_SECONDS)]) else 1


if __name__ == "__main__":
    sys.exit(main())
