"""The server's budgets (docs/DESIGN's words: docs/performance.md), as ratios in one run: `python bench/server.py`.

Starts a server of its own on 127.0.0.1 and loads it from this process over plain sockets; ratios come from rounds that
alternate between the two things compared, so that a busy machine slows both.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote_plus

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.engine import network, tokens
from app.main import create_app

SMALL = "/step?sentence=i+am+a+boy"
WORDS = " ".join(f"w{i % 50}" for i in range(200))
MIDDLE = f"/step?hidden_size=64&sentence={quote_plus(WORDS)}"
LARGE = f"/step?hidden_size=64&include=gradients&sentence={quote_plus(' '.join(['so'] * 10_000))}"
FIXED = "/fixed"
ROUNDS = 7
ROUND_SECONDS = 1.0
CONNECTIONS = 16


def serve(port: int) -> None:
    """The app as it is, with one fixed answer of 4 KB beside it."""
    app = create_app()
    body = b'{"fixed": "' + b"x" * 4082 + b'"}'

    async def fixed(_: Request) -> Response:
        return Response(body, media_type="application/json")

    app.router.routes.insert(0, Route(FIXED, fixed))
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False, proxy_headers=False)


class Client:
    """One keep-alive connection: `get` returns the status and the length of the answer."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def get(self, target: str, accept: str = "identity") -> tuple[int, int]:
        """One request and its whole answer."""
        self.writer.write(f"GET {target} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: {accept}\r\n\r\n".encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head[9:12])
        place = head.find(b"content-length: ")
        if place >= 0:
            length = int(head[place + 16 : head.index(b"\r", place)])
            await self.reader.readexactly(length)
            return status, length
        return status, await self._chunks()

    async def _chunks(self) -> int:
        total = 0
        while size := int(await self.reader.readline(), 16):
            await self.reader.readexactly(size + 2)
            total += size
        await self.reader.readline()
        return total


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Client]:
    """A client's connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
    try:
        yield Client(reader, writer)
    finally:
        writer.close()


async def rate(port: int, target: str, seconds: float = ROUND_SECONDS) -> float:
    """Answers a second over CONNECTIONS connections."""
    stop = time.perf_counter() + seconds

    async def one() -> int:
        count = 0
        async with connected(port) as client:
            while time.perf_counter() < stop:
                status, _ = await client.get(target)
                assert status == 200, status
                count += 1
        return count

    start = time.perf_counter()
    counts = await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    return sum(counts) / (time.perf_counter() - start)


async def latencies(port: int, target: str, count: int) -> list[float]:
    """Seconds of `count` requests, one after the other."""
    async with connected(port) as client:
        return [await timed(lambda: client.get(target)) for _ in range(count)]


async def timed(request: Callable[[], Awaitable[tuple[int, int]]]) -> float:
    """Seconds of one request, which must succeed."""
    start = time.perf_counter()
    status, _ = await request()
    assert status == 200, status
    return time.perf_counter() - start


def engine_time(count: int) -> list[float]:
    """Seconds of the engine alone for MIDDLE: tokens, network, forward, backward, norms."""
    seconds = []
    for _ in range(count):
        start = time.perf_counter()
        words = tokens.tokenize(WORDS, "word")
        net = network.seeded(hidden_size=64, vocabulary=tokens.vocabulary(words)[0])
        run = network.run(net, words)
        _ = run.grad_norms
        seconds.append(time.perf_counter() - start)
    return seconds


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of them lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def report(what: str, got: float, budget: str, *, met: bool, note: str) -> bool:
    """One line of the result."""
    print(f"{'ok  ' if met else 'MISS'}  {what:<58} {got:8.2f}  budget {budget:<10} {note}")
    return met


async def small_against_fixed(port: int) -> bool:
    """Row four: requests a second of a small /step as a share of a fixed answer's."""
    pairs = [(await rate(port, SMALL), await rate(port, FIXED)) for _ in range(ROUNDS)]
    ratio = statistics.median(small / fixed for small, fixed in pairs)
    small, fixed = (statistics.median(column) for column in zip(*pairs, strict=True))
    note = f"{small:,.0f}/s of {fixed:,.0f}/s"
    return report("/step 'i am a boy' ÷ fixed 4 KB, requests a second", ratio, "≥ 0.5", met=ratio >= 0.5, note=note)


async def middle_against_engine(port: int) -> bool:
    """Row five: a whole request at T=200, H=64 as a multiple of the engine's own time."""
    pairs = []
    for _ in range(ROUNDS):
        whole = await latencies(port, MIDDLE, 40)
        pairs.append((statistics.median(whole), statistics.median(engine_time(40))))
    ratio = statistics.median(whole / engine for whole, engine in pairs)
    whole, engine = (statistics.median(column) * 1e3 for column in zip(*pairs, strict=True))
    note = f"{whole:.2f} ms of {engine:.2f} ms"
    return report("/step at T=200 H=64 ÷ engine alone, time", ratio, "≤ 1.4", met=ratio <= 1.4, note=note)


async def small_beside_large(port: int) -> bool:
    """A small request while large ones run, one after the other."""
    done = asyncio.Event()

    async def load() -> int:
        count = 0
        async with connected(port) as client:
            while not done.is_set():
                await timed(lambda: client.get(LARGE))
                count += 1
        return count

    loading = asyncio.create_task(load())
    small = await latencies(port, SMALL, 1500)
    done.set()
    count = await loading
    p99 = percentile(small, 0.99) * 1e3
    note = f"median {statistics.median(small) * 1e3:.1f} ms, {count} large requests meanwhile"
    return report("small request beside a large one, p99 in ms", p99, "< 50", met=p99 < 50, note=note)


async def classroom(port: int, browsers: int = 200, seconds: float = 10.0) -> bool:
    """Browsers that open the page within ten seconds: the page, its files, the first run."""
    async with connected(port) as client:
        files = await _page_files(client)
    waits: list[float] = []

    async def browser(delay: float) -> None:
        await asyncio.sleep(delay)
        async with connected(port) as client:
            for target in ("/", *files, SMALL + "&include=inputs,gates,gradients,parameters"):
                waits.append(await timed(lambda target=target: client.get(target, "gzip")))  # type: ignore[misc]

    await asyncio.gather(*(browser(seconds * k / browsers) for k in range(browsers)))
    p99 = percentile(waits, 0.99) * 1e3
    note = f"{len(waits):,} requests, median {statistics.median(waits) * 1e3:.1f} ms, no error"
    return report("200 browsers starting within ten seconds, p99 in ms", p99, "< 250", met=p99 < 250, note=note)


async def _page_files(client: Client) -> list[str]:
    """What the page names: every /static address in it."""
    import re

    client.writer.write(b"GET / HTTP/1.1\r\nHost: bench\r\n\r\n")
    head = (await client.reader.readuntil(b"\r\n\r\n")).lower()
    place = head.index(b"content-length: ")
    html = await client.reader.readexactly(int(head[place + 16 : head.index(b"\r", place)]))
    return sorted(set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html.decode())))


async def measure(port: int) -> bool:
    """All rows; False where one misses its budget."""
    for _ in range(100):
        try:
            async with connected(port) as client:
                await client.get("/healthz")
            break
        except ConnectionRefusedError:
            await asyncio.sleep(0.1)
    await rate(port, SMALL, 0.5)
    rows = (small_against_fixed, middle_against_engine, small_beside_large, classroom)
    return all([await row(port) for row in rows])


def main() -> int:
    """Serve in a process of its own, measure, stop it."""
    if len(sys.argv) == 3 and sys.argv[1] == "serve":
        serve(int(sys.argv[2]))
        return 0
    port = 8290
    with subprocess.Popen([sys.executable, __file__, "serve", str(port)]) as server:
        try:
            return 0 if asyncio.run(measure(port)) else 1
        finally:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())
