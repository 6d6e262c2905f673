"""The server's budgets, as ratios measured side by side in one run: `python bench/server.py`.

Starts two servers of its own on 127.0.0.1, one as it is and one that remembers no answer, each with one more address:
a fixed answer of 4 KB. Loads them from this process over plain sockets. Rounds alternate between the two sides of a
ratio, so that a busy machine slows both; the median of the rounds' ratios counts.

    python bench/server.py                   the ratios, 200 browsers, and /healthz beside three trainings
    python bench/server.py --train           the last of these alone
    python bench/server.py --worst           /healthz beside the worst of every kind of request (bench/hostile.py)
    python bench/server.py --memory          the memory of a server that gets long words, many words, many seeds
    python bench/server.py --soak 60         mixed traffic for that many seconds

Exit status 1 where a budget is missed.
"""

from __future__ import annotations

import os

for _name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(_name, None)

import argparse
import asyncio
import math
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from html import unescape
from itertools import count, repeat
from pathlib import Path
from urllib.parse import quote_plus

sys.path.insert(0, str(Path(__file__).parent.parent))

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.command.listener import listen
from app.command.server import configure
from app.engine import reader, tokens
from app.exports.columns import answer_columns
from app.main import create_app
from app.settings import Settings
from bench import endurance
from bench.client import Server, ask, blocking, percentile, say
from bench.hostile import SMALL
from bench.requests import Request as Asked

WORDS = " ".join(f"w{k % 50}" for k in range(200))
MIDDLE = f"/step?hidden_size=64&sentence={quote_plus(WORDS)}"
LARGE = f"/step?hidden_size=64&include=gradients&sentence=never+{'so+' * 9_999}"
FIXED = "/fixed"
VOCABULARY = ("the", "a", "boy", "girl", "sees", "loves", "red", "blue", "big", "house", "never", "so", "i", "am")
PAGE, LATER = "js/page.bundle.js", "js/later.bundle.js"
ROUNDS, ROUND_SECONDS, CONNECTIONS = 7, 1.0, 16


async def fixed(_: Request) -> Response:
    """4 KB, always the same."""
    return Response(b"x" * 4096, media_type="application/json")


def serve(port: int) -> None:
    """The app as it is, with one fixed answer of 4 KB beside it."""
    app = create_app()
    app.router.routes.append(Route(FIXED, fixed))
    config = configure(1, Settings())
    config.app, config.factory = app, False
    uvicorn.Server(config).run(sockets=[listen("127.0.0.1", port)])


@contextmanager
def serving(**environment: str) -> Iterator[Server]:
    """A server in a process of its own, which answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command_line = [sys.executable, __file__, "--serve", str(port)]
    with subprocess.Popen(command_line, env=os.environ | environment) as process:
        try:
            while ask(port, Asked("/healthz")) != 200:
                time.sleep(0.05)
            yield Server(port, process.pid)
        finally:
            process.terminate()


class Client:
    """One keep-alive connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def get(self, target: str, accept_encoding: str = "identity") -> bytes:
        """The body of an answer, which must be 200."""
        self.writer.write(f"GET {target} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {accept_encoding}\r\n\r\n".encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(head.decode())
        length = re.search(rb"content-length: (\d+)", head)
        return await self.reader.readexactly(int(length[1])) if length else await self._chunked()

    async def _chunked(self) -> bytes:
        body = bytearray()
        while size := int(await self.reader.readline(), 16):
            body += await self.reader.readexactly(size)
            await self.reader.readline()
        await self.reader.readline()
        return bytes(body)

    async def timed(self, target: str, accept_encoding: str = "identity") -> float:
        """Seconds until the whole answer is here."""
        start = time.perf_counter()
        await self.get(target, accept_encoding)
        return time.perf_counter() - start


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Client]:
    """A connection to the server; waits until there is one."""
    for _ in range(200):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
            break
        except ConnectionRefusedError:
            await asyncio.sleep(0.05)
    try:
        yield Client(reader, writer)
    finally:
        writer.close()


def sentences() -> Iterator[str]:
    """Addresses of /step for ever, of four known words each in another order."""
    for k in count():
        words = (VOCABULARY[k // len(VOCABULARY) ** place % len(VOCABULARY)] for place in range(4))
        yield f"/step?sentence={'+'.join(words)}"


async def rate(port: int, targets: Iterator[str]) -> float:
    """Answers a second over CONNECTIONS connections."""
    start = time.perf_counter()

    async def one() -> int:
        answers = 0
        async with connected(port) as client:
            while time.perf_counter() < start + ROUND_SECONDS:
                await client.get(next(targets))
                answers += 1
        return answers

    counts = await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    return sum(counts) / (time.perf_counter() - start)


def engine_alone(*include: str) -> float:
    """Seconds of the engine for MIDDLE: tokens, network, forward, backward, norms, and the numbers of `include`."""
    start = time.perf_counter()
    words = tokens.tokenize(WORDS, "word")
    run = reader.run(reader.seeded(hidden_size=64, vocabulary=tokens.vocabulary(words)[0]), words)
    _ = answer_columns(run, include) if include else run.grad_norms
    return time.perf_counter() - start


async def small_against_fixed(port: int, what: str, budget: float, targets: Iterator[str]) -> bool:
    """Row four: requests a second of a small /step as a share of a fixed answer's. 0 means no budget."""
    pairs = [(await rate(port, targets), await rate(port, repeat(FIXED))) for _ in range(ROUNDS)]
    ratio = statistics.median(small / fixed for small, fixed in pairs)
    small, fixed = (statistics.median(column) for column in zip(*pairs, strict=True))
    note = f"{small:,.0f}/s of {fixed:,.0f}/s"
    return say(what, f"{ratio:.2f}", f"≥ {budget}" if budget else "", note, met=ratio >= budget)


def middle_against_engine(port: int, what: str, budget: float, form: str = "json", *include: str) -> bool:
    """Row five: a whole request at T=200, H=64 as a multiple of the engine's own time. Infinity means no budget.

    The engine makes the same numbers: those of `include` too.
    """
    target = f"{MIDDLE}&format={form}&include={','.join(include)}"
    pairs = []
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(ROUNDS):
            rounds = [(blocking(connection, target), engine_alone(*include)) for _ in range(50)]
            pairs.append(tuple(statistics.median(column) for column in zip(*rounds, strict=True)))
    ratio = statistics.median(whole / engine for whole, engine in pairs)
    whole, engine = (statistics.median(column) * 1e3 for column in zip(*pairs, strict=True))
    note = f"{whole:.2f} ms of {engine:.2f} ms"
    return say(what, f"{ratio:.2f}", f"≤ {budget}" if budget < math.inf else "", note, met=ratio <= budget)


async def small_beside_large(port: int) -> bool:
    """A small request while a large one runs; nothing remembered."""

    async def large() -> int:
        async with connected(port) as client:
            await client.get("/healthz")
            bodies = [len(await client.get(LARGE)) for _ in range(6)]
        return sum(bodies)

    loading = asyncio.create_task(large())
    waits: list[float] = []
    async with connected(port) as client:
        while not loading.done():
            waits.append(await client.timed(SMALL))
    p99 = percentile(waits, 0.99) * 1e3
    note = (
        f"{len(waits):,} small ones beside {await loading / 1e6:.0f} MB, median {percentile(waits, 0.5) * 1e3:.1f} ms"
    )
    return say("a small request beside a large one, p99", f"{p99:.1f} ms", "< 50 ms", note, met=p99 < 50)


async def classroom(port: int, browsers: int = 200, seconds: float = 10.0) -> bool:
    """Browsers that start within ten seconds, each with the page, all its files, the cells and the first run."""
    async with connected(port) as client:
        page = unescape((await client.get("/")).decode())
    files = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)) | set(
        re.findall(r'"preload" href="([^"]+)"', page)
    )
    # the second script is named by the first
    files |= {name.replace(PAGE, LATER) for name in files if name.endswith(PAGE)}
    waits: list[float] = []

    async def browser(delay: float) -> None:
        await asyncio.sleep(delay)
        async with connected(port) as client:
            for target in ("/", *sorted(files)):
                waits.append(await client.timed(target, "gzip"))  # noqa: PERF401 - one browser among many

    await asyncio.gather(*(browser(seconds * k / browsers) for k in range(browsers)))
    p99 = percentile(waits, 0.99) * 1e3
    note = f"{len(waits):,} answers, no error, median {percentile(waits, 0.5) * 1e3:.1f} ms"
    return say(f"{browsers} browsers within ten seconds, p99", f"{p99:.1f} ms", "< 250 ms", note, met=p99 < 250)


async def measure(port: int, forgetful: int) -> bool:
    """All rows; False where one misses its budget."""
    return all(
        [
            await small_against_fixed(port, "'i am a boy' ÷ fixed 4 KB, requests a second", 0.5, repeat(SMALL)),
            await small_against_fixed(forgetful, "  computed again each time", 0, repeat(SMALL)),
            await small_against_fixed(forgetful, "  another sentence each time", 0, sentences()),
            middle_against_engine(port, "T=200 H=64 ÷ the engine alone, seconds", 1.4),
            middle_against_engine(forgetful, "  computed again each time", math.inf),
            middle_against_engine(forgetful, "  as npz, gates and gradients in", 1.6, "npz", "gates", "gradients"),
            await small_beside_large(forgetful),
            await classroom(port),
        ]
    )


def main() -> int:
    """Measure, or be one of the servers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worst", action="store_true", help="/healthz beside the worst of every kind")
    parser.add_argument("--train", action="store_true", help="/healthz beside three trainings")
    parser.add_argument("--memory", action="store_true", help="the memory of one process")
    parser.add_argument("--soak", type=float, metavar="SECONDS", help="mixed traffic")
    parser.add_argument("--serve", type=int, metavar="PORT", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return 0
    with serving() as server, ExitStack() as more:
        if options.worst:
            return 0 if endurance.worst_of_every_kind(server) else 1
        if options.train:
            return 0 if endurance.beside_trainings(server) else 1
        if options.memory:
            return 0 if endurance.memory(server) else 1
        if options.soak:
            return 0 if endurance.soak(server, options.soak) else 1
        forgetful = more.enter_context(serving(RNNFLOW_ANSWER_CACHE="0"))
        met = asyncio.run(measure(server.port, forgetful.port))
        return 0 if endurance.beside_trainings(server) and met else 1


if __name__ == "__main__":
    sys.exit(main())
