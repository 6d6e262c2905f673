"""A server under its worst requests: whether it still answers, what memory it takes, and what breaks."""

from __future__ import annotations

import json
import multiprocessing
import random
import re
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from bench import hostile_files
from bench.client import Server, ask, blocking, percentile, say
from bench.hostile import SMALL, kinds
from bench.requests import Kind, Request

WORST_SECONDS, P99_SECONDS = 0.25, 0.05
"""How long /healthz may take while anything that is allowed runs."""
KIND_SECONDS = 0.5
"""How long each kind is asked for at least."""
WARM_SECONDS = 3.0
"""What a server needs to get ready, with its pages and their description."""
CEILING, TRAINING = 2_000, 800
"""Megabytes that one server process stays below, and each process that trains for it; docs/reliability.md says both."""


def probe(port: int, pipe: Connection) -> None:
    """Ask /healthz every few milliseconds from one message in `pipe` to the next, and tell how long each took."""
    while pipe.recv():
        waits = []
        with socket.create_connection(("127.0.0.1", port)) as connection:
            while not pipe.poll(0.004):
                waits.append(blocking(connection, "/healthz"))
        pipe.recv()
        pipe.send(waits)


@contextmanager
def probing(port: int) -> Iterator[Callable[[Callable[[], str]], tuple[str, list[float]]]]:
    """Gives what does some work and tells its result, with the waits for /healthz meanwhile."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=probe, args=(port, theirs), daemon=True)
    process.start()

    def beside(work: Callable[[], str]) -> tuple[str, list[float]]:
        ours.send("begin")
        time.sleep(0.05)
        result = work()
        time.sleep(0.02)
        ours.send("end")
        waits: list[float] = ours.recv()
        return result, waits

    try:
        yield beside
    finally:
        ours.send("")
        process.join()


def actions(port: int) -> Iterator[tuple[str, Callable[[], str]]]:
    """What is done to the server, by name; each tells what it was answered."""
    seed = count(int(time.time()))
    for kind in kinds():

        def some(kind: Kind = kind) -> str:
            statuses: Counter[int] = Counter()
            end = time.monotonic() + KIND_SECONDS
            while statuses.total() < kind.times or time.monotonic() < end:
                statuses[ask(port, kind.make(next(seed)))] += 1
            return ", ".join(f"{number} × {status}" for status, number in statuses.items())

        yield kind.name, some
    yield "400 connections that send half a header or nothing", lambda: crowd(port)
    yield "40,000 requests in one go", lambda: pipelined(port)
    yield "48 trainings that nobody reads", lambda: unread_trainings(port, 48)
    yield "48 trainings asked for and left", lambda: unread_trainings(port, 48, seconds=0)


def crowd(port: int, each: int = 200) -> str:
    """Connections that are no requests, for a second."""
    with ExitStack() as connections:
        for sent in [b"", b"GET /step HTTP/1.1\r\nX: "] * each:
            connection = connections.enter_context(socket.create_connection(("127.0.0.1", port)))
            connection.sendall(sent)
        time.sleep(1)
    return f"{2 * each} open"


def unread_trainings(port: int, clients: int, seconds: float = 2.0, **fields: object) -> str:
    """Trainings asked for by clients that read nothing, and hang up after that time."""
    wanted = {"task": "recall", "delay": 400, "cell": "lstm", "hidden_size": 32, "steps": 5_000, **fields}
    body = json.dumps(wanted).encode()
    with ExitStack() as connections:
        for _ in range(clients):
            connection = connections.enter_context(socket.create_connection(("127.0.0.1", port)))
            head = f"POST /train HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
            connection.sendall(f"{head}\r\n\r\n".encode() + body)
        time.sleep(seconds)
    return f"{clients} asked"


def pipelined(port: int, requests: int = 40_000) -> str:
    """Requests with letters beyond ASCII, as fast as they are taken, each answered."""
    one = "GET /healthz?가 HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port)) as connection, ThreadPoolExecutor(1) as sender:
        sending = sender.submit(connection.sendall, one * requests)
        found, tail = 0, b""
        while found < requests and (piece := connection.recv(1 << 20)):
            found += (tail + piece).count(b'{"status":"ok"}')
            tail = piece[-14:]
        sending.result()
    return f"{found} answers"


def warm(port: int) -> None:
    """Wait for what a server makes once, soon after its start."""
    for target in ("/", "/docs", "/openapi.json"):
        ask(port, Request(target))
    time.sleep(WARM_SECONDS)


def worst_of_every_kind(server: Server) -> bool:
    """/healthz while each of the worst requests runs, and which of them it waited for the longest."""
    warm(server.port)
    found: dict[str, list[float]] = {}
    with probing(server.port) as beside:
        for name, action in actions(server.port):
            result, waits = beside(action)
            found[name] = waits
            print(f"     {name:<52} {max(waits) * 1e3:>5.0f} ms  {len(waits):>5} probes, answered {result}", flush=True)
    worst, name = max((max(waits), name) for name, waits in found.items())
    p99 = percentile([wait for waits in found.values() for wait in waits], 0.99)
    slow = [name for name, waits in found.items() if max(waits) >= WORST_SECONDS]
    return all(
        [
            say("/healthz beside all of these, p99", f"{p99 * 1e3:.1f} ms", "< 50 ms", "", met=p99 < P99_SECONDS),
            say("  the longest wait", f"{worst * 1e3:.0f} ms", "< 250 ms", f"beside: {name}", met=not slow),
        ]
    )


def beside_trainings(server: Server, seconds: float = 10.0, trainings: int = 3) -> bool:
    """/healthz while three trainings run, whose networks are stored every few steps and whose events are read."""
    warm(server.port)
    fields = {"task": "recall", "delay": 49, "cell": "lstm", "hidden_size": 64, "steps": 3_000, "network_every": 10}
    with ExitStack() as connections:
        streams = []
        for seed in range(trainings):
            connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
            connections.callback(connection.close)
            body = json.dumps({**fields, "seed": seed})
            connection.request("POST", "/train", body, {"content-type": "application/json"})
            streams.append(connection.getresponse())
        for stream in streams:
            while stream.readline() != b"event: step\n":
                pass

        def read() -> str:
            with ThreadPoolExecutor(trainings) as pool:
                return f"{sum(pool.map(lambda stream: steps_of(stream, seconds), streams))} steps meanwhile"

        with probing(server.port) as beside:
            note, waits = beside(read)
    p99, worst = percentile(waits, 0.99), max(waits)
    met = p99 < P99_SECONDS and worst < WORST_SECONDS
    what = f"/healthz beside {trainings} trainings, p99"
    said = f"worst {worst * 1e3:.0f} of {WORST_SECONDS * 1e3:.0f} ms, {len(waits):,} probes, {note}"
    return say(what, f"{p99 * 1e3:.1f} ms", "< 50 ms", said, met=met)


def steps_of(stream: HTTPResponse, seconds: float) -> int:
    """How many steps come in that time."""
    end, found = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        found += stream.readline() == b"event: step\n"
    return found


def resident(server: Server, what: str) -> int:
    """Megabytes of a process: VmRSS now, VmHWM at most."""
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
    return int(re.findall(rf"{what}:\s+(\d+) kB", status)[0]) // 1024


def memory_tries(port: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """What fills a memory that counts the wrong thing."""

    def sentence(text: str, **fields: int) -> int:
        body = {"sentence": text, "hidden_size": 1, "input_size": 1, **fields}
        return ask(port, Request("/step", json.dumps(body, ensure_ascii=False).encode()))

    letter = "𝐀"
    yield "400 words of 190,000 letters", lambda: [sentence(f"w{k}x{letter * 190_000}") for k in range(400)]
    yield "200,000 words", lambda: [sentence(" ".join(f"{n}-{k}" for k in range(5_000))) for n in range(40)]
    yield (
        "1,000 seeds",
        lambda: [ask(port, Request(f"/step?sentence=a&hidden_size=128&seed={k}")) for k in range(1_000)],
    )
    yield "4,000 small answers", lambda: [ask(port, Request(f"/step?sentence=b+{k}")) for k in range(4_000)]
    yield "32 large answers at once", lambda: at_once(port, 32)
    yield "24 clients that do not read theirs", lambda: unread(port, 24)
    files = {kind.name: kind for kind in hostile_files.kinds()}
    for name in ("zeros", "30 million empty nodes", "an LSTM of 1,024 units", "a form of what is nearly its boundary"):
        yield f"8 files, {name}", partial(in_turn, port, files[name], 8)
    layers = {"input_size": 256, "hidden_size": 256, "num_layers": 4, "delay": 100, "batch_size": 4, "steps": 200}
    yield "48 trainings of the largest networks", lambda: unread_trainings(port, 48, seconds=20, **layers)
    for name in ("/train: 40,000 letters", "/train: sequences of 1,000 steps"):
        yield f"3 of {name}", partial(all_at_once, port, files[name], 3)


def at_once(port: int, clients: int) -> None:
    """Large answers to as many clients."""
    with ThreadPoolExecutor(clients) as pool:
        list(
            pool.map(
                lambda k: ask(port, Request(f"/step?hidden_size=256&seed={k}&sentence={'a+' * 7_000}")), range(clients)
            )
        )


def in_turn(port: int, kind: Kind, times: int) -> None:
    """Requests of a kind, one after the other."""
    for seed in range(times):
        ask(port, kind.make(seed))


def all_at_once(port: int, kind: Kind, times: int) -> None:
    """Requests of a kind, each over a connection of its own."""
    with ThreadPoolExecutor(times) as pool:
        list(pool.map(lambda seed: ask(port, kind.make(seed)), range(times)))


def unread(port: int, clients: int) -> None:
    """Large answers to clients that read none of them."""
    with ExitStack() as connections:
        for k in range(clients):
            connection = connections.enter_context(socket.create_connection(("127.0.0.1", port)))
            target = f"/step?hidden_size=128&cell=lstm&seed={k}&sentence={'a+' * 7_000}"
            connection.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(15)


def memory(server: Server) -> bool:
    """The memory of a server that has got all that, one after the other, and of the processes that train for it."""
    for name, work in memory_tries(server.port):
        work()
        training = " ".join(f"{resident(worker, 'VmHWM')}" for worker in workers(server))
        beside = f", its trainings' processes at most {training}" if training else ""
        print(f"     {name:<52} {resident(server, 'VmRSS'):>5} MB{beside}", flush=True)
    most = resident(server, "VmHWM")
    largest = max((resident(worker, "VmHWM") for worker in workers(server)), default=0)
    return all(
        [
            say("the most that it had", f"{most:,} MB", f"< {CEILING:,} MB", "", met=most < CEILING),
            say(
                "  that a process of a training had",
                f"{largest:,} MB",
                f"< {TRAINING:,} MB",
                "",
                met=largest < TRAINING,
            ),
        ]
    )


def workers(server: Server) -> list[Server]:
    """The processes that a server has started."""
    found = Path(f"/proc/{server.pid}/task").glob("*/children")
    return [Server(0, int(pid)) for path in found for pid in path.read_text(encoding="ascii").split()]


def soak(server: Server, seconds: float, clients: int = 8) -> bool:
    """Traffic of every kind for a while: no error, no growth, and /healthz in time."""
    every, end = [*kinds()], time.monotonic() + seconds
    before = resident(server, "VmRSS")

    def client(number: int) -> Counter[int]:
        chance = random.Random(number)
        statuses: Counter[int] = Counter()
        while time.monotonic() < end:
            asked = chance.choice(every).make(chance.randrange(10**6)) if chance.random() < 0.3 else Request(SMALL)
            statuses[ask(server.port, asked)] += 1
        return statuses

    def all_of_them() -> str:
        with ThreadPoolExecutor(clients) as pool:
            together = sum(pool.map(client, range(clients)), Counter[int]())
        return str(dict(sorted(together.items())))

    with probing(server.port) as beside:
        answered, waits = beside(all_of_them)
    broken = re.search(r"\b(0|500|502):", answered)
    p99 = percentile(waits, 0.99)
    most = resident(server, "VmHWM")
    grown = f"{before} MB, then {resident(server, 'VmRSS')} MB"
    return all(
        [
            say(
                f"{seconds:.0f} s of mixed traffic, broken or 500",
                "some" if broken else "none",
                "none",
                answered,
                met=not broken,
            ),
            say(
                "  /healthz meanwhile, p99",
                f"{p99 * 1e3:.1f} ms",
                "< 50 ms",
                f"worst {max(waits) * 1e3:.0f} ms",
                met=p99 < P99_SECONDS,
            ),
            say("  memory", f"{most:,} MB", f"< {CEILING:,} MB", grown, met=most < CEILING),
        ]
    )
