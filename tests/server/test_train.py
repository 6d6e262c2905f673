"""Trainings on a real server: stopped, queued, killed, taken up again, beside small requests."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

import httpx
import pytest

from tests.events import Event, chunked, events, only_event, read, steps
from tests.quick import share
from tests.server.raw import SECONDS, answer, connected, get, post
from tests.serving import ROOT, serving, started

LINUX = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds worker processes in /proc")
SMALL: dict[str, Any] = {"task": "recall", "delay": 3, "hidden_size": 4, "batch_size": 4}
SHORT, LONG = SMALL | {"steps": 20}, SMALL | {"steps": 100_000, "network_every": 100_000}
WIDE = LONG | {"delay": 900, "batch_size": 1}
"""Some 18 kB a step."""


@dataclass
class Stream:
    """An answer that is read while it comes."""

    file: IO[bytes]
    close: Callable[[], None]

    def __post_init__(self) -> None:
        head = self.file.readline()
        assert head.startswith(b"HTTP/1.1 200"), head
        while self.file.readline().strip():
            pass
        self.events = read(chunked(self.file))

    def until(self, name: str) -> list[Event]:
        """The events up to the next of that name."""
        found = []
        for event in self.events:
            found.append(event)
            if event[0] == name:
                return found
        raise AssertionError(f"no {name} after {found[-1:]}")


@contextmanager
def training(url: str, **fields: Any) -> Iterator[Stream]:
    """A training that is asked for, over a connection of its own."""
    with ExitStack() as stack:
        connection = stack.enter_context(connected(url))
        connection.sendall(post("/train", json.dumps(fields).encode()))
        file = stack.enter_context(connection.makefile("rb"))

        def close() -> None:
            file.close()
            connection.close()

        yield Stream(file, close)


def whole(url: str, **fields: Any) -> list[Event]:
    """All events of a training."""
    response = httpx.post(f"{url}/train", json=fields, timeout=SECONDS)
    assert response.status_code == 200, response.text
    return events(response.text)


def workers(server: int) -> list[int]:
    """The processes that train for a server process, or for one of its workers."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes()
            parent = int((path.parent / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
        except OSError:
            continue
        if b"app.training.worker" in command and (parent == server or server in ancestors(parent)):
            found.append(int(path.parent.name))
    return sorted(found)


def ancestors(pid: int) -> list[int]:
    """The parent of a process, its parent, and so on."""
    found = []
    while pid > 1:
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
        except OSError:
            break
        found.append(pid)
    return found


def until(condition: Callable[[], bool]) -> None:
    """Wait for it, in bounds."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(scope="module")
def one() -> Iterator[str]:
    """A server with one place."""
    with serving(
        RNNFLOW_WARM_UP="false",
        RNNFLOW_TRAIN_AT_ONCE="1",
        RNNFLOW_TRAIN_WAITING="2",
        RNNFLOW_SEND_SECONDS="0.5",
    ) as url:
        yield url


def test_events_come_while_it_trains_compressed_or_not(one: str) -> None:
    for encoding in ("identity", "gzip", "br", "zstd"):
        with (
            httpx.Client(timeout=SECONDS, headers={"accept-encoding": encoding}) as client,
            client.stream("POST", f"{one}/train", json=LONG) as response,
        ):
            assert response.headers.get("content-encoding", "identity") == encoding
            found = read(f"{line}\n" for line in response.iter_lines())
            came = steps(islice(found, 300))
            assert [step["step"] for step in came] == [*range(1, len(came) + 1)]
            assert len(came) > 250


def test_what_was_left_goes_on_to_the_same_numbers(one: str) -> None:
    expected = steps(whole(one, **SMALL, steps=900))
    fields = SMALL | {"steps": 900}
    with training(one, **fields) as stream:
        job = stream.until("start")[0][1]["job"]
        first = [stream.until("step")[-1][1] for _ in range(5)]
        stream.close()
    rest = whole(one, resume=job, after=5)
    assert only_event(rest, "start")["job"] == job
    assert first + steps(rest) == expected
    assert rest[-1][0] == "done"


def test_without_after_it_goes_on_behind_what_was_sent(one: str) -> None:
    with training(one, **LONG) as stream:
        job = stream.until("start")[0][1]["job"]
        stream.until("step")
        stream.close()
    with training(one, resume=job) as stream:
        first = stream.until("step")[-1][1]["step"]
        following = stream.until("step")[-1][1]["step"]
    assert first > 1
    assert following == first + 1


def test_a_closed_connection_gives_its_place_to_the_next(one: str) -> None:
    with training(one, **LONG) as first:
        first.until("start")
        with training(one, **SHORT) as second, training(one, **SHORT) as third:
            assert second.until("queued")[-1][1] == {"position": 1, "waiting": 1}
            assert third.until("queued")[-1][1] == {"position": 2, "waiting": 2}
            assert second.until("queued")[-1][1] == {"position": 1, "waiting": 2}
            refused = httpx.post(f"{one}/train", json=SHORT)
            assert refused.status_code == 503
            assert refused.headers["retry-after"] == "2"
            assert "Too many trainings" in refused.json()["detail"][0]["msg"]
            first.close()
            assert second.until("done")[0][0] in {"start", "queued"}
            assert [name for name, _ in third.until("done") if name not in {"step", "network"}] == [
                "queued", "start", "done",
            ]  # fmt: skip


def test_one_that_waits_may_leave(one: str) -> None:
    with training(one, **LONG) as first, training(one, **SHORT) as second:
        first.until("start")
        second.until("queued")
        with training(one, **SHORT) as third:
            assert third.until("queued")[-1][1]["position"] == 2
            second.close()
            assert third.until("queued")[-1][1] == {"position": 1, "waiting": 1}


def test_a_reader_that_reads_nothing_holds_no_place(one: str) -> None:
    """What it does not take fills no memory either: the training waits, and is dropped after half a second."""
    with connected(one, receive_buffer=4096) as idle:
        idle.sendall(post("/train", json.dumps(WIDE).encode()))
        with training(one, **SHORT) as second:
            assert second.until("done")[-1][0] == "done"


def test_a_connection_taken_over_by_its_job(server: str) -> None:
    """A client that is gone without our knowing holds nobody up who goes on with its training."""
    with training(server, **LONG) as first:
        job = first.until("start")[0][1]["job"]
        first.until("step")
        with training(server, resume=job) as second:
            assert second.until("step")[0][1]["job"] == job


@LINUX
def test_a_killed_worker_is_an_error_and_a_fresh_one_for_the_next() -> None:
    with started(RNNFLOW_WARM_UP="false", RNNFLOW_TRAIN_AT_ONCE="1") as (server, url):
        assert workers(server.pid) == []
        with training(url, **LONG) as stream, training(url, **SHORT) as second:
            job = stream.until("start")[0][1]["job"]
            stream.until("step")
            (worker,) = workers(server.pid)
            os.kill(worker, signal.SIGKILL)
            error = stream.until("error")[-1][1]["detail"]
            assert "ended unexpectedly" in error
            assert second.until("done")[-1][0] == "done"
        (fresh,) = workers(server.pid)
        assert fresh != worker
        assert httpx.post(f"{url}/train", json={"resume": job}).status_code == 404
        os.kill(fresh, signal.SIGKILL)
        until(lambda: not is_running(fresh))
        assert whole(url, **SHORT)[-1][0] == "done"


@LINUX
@pytest.mark.parametrize("count", share(["2", "1"]))
@pytest.mark.parametrize("sign", share([signal.SIGKILL, signal.SIGTERM]))
def test_no_worker_outlives_its_server(sign: signal.Signals, count: str) -> None:
    with (
        started("app", "--workers", count, RNNFLOW_STOP_SECONDS="20") as (server, url),
        training(url, **LONG) as stream,
    ):
        stream.until("step")
        left = workers(server.pid)
        assert len(left) == 1
        parent = ancestors(left[0])[0]
        os.kill(parent if sign == signal.SIGKILL else server.pid, sign)
        until(lambda: not any(is_running(worker) for worker in left))
        if sign == signal.SIGTERM:
            server.wait(timeout=SECONDS)


def is_running(pid: int) -> bool:
    """Whether a process is there, and no zombie."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return False


def test_a_stop_waits_for_no_training() -> None:
    with (
        started(RNNFLOW_STOP_SECONDS="600", RNNFLOW_SEND_SECONDS="600") as (server, url),
        training(url, **LONG) as stream,
    ):
        stream.until("step")
        server.terminate()
        server.wait(timeout=SECONDS)


def test_any_of_several_workers_goes_on_and_has_the_networks() -> None:
    with started("app", "--workers", "2", RNNFLOW_DEVELOPMENT="true") as (_, url):
        expected = steps(whole(url, **SMALL, steps=60))
        model = only_event(whole(url, **SMALL, steps=60), "done")["model"]
        for _ in range(8):
            with training(url, **SMALL, steps=60) as stream:
                job = stream.until("start")[0][1]["job"]
                first = stream.until("step")[-1][1]
                stream.close()
            assert [first, *steps(whole(url, resume=job, after=1))] == expected
            assert httpx.get(f"{url}/step?sentence=a&model={model}").status_code == 200


def test_others_take_turns_with_a_long_one() -> None:
    with (
        serving(RNNFLOW_WARM_UP="false", RNNFLOW_TRAIN_AT_ONCE="1", RNNFLOW_TRAIN_TURN_SECONDS="0.01") as url,
        training(url, **LONG) as long,
    ):
        long.until("step")
        assert whole(url, **SHORT)[-1][0] == "done"
        found = long.until("queued")
        found += [*long.until("step")]
        assert [step["step"] for step in steps(found)] == [*range(2, len(steps(found)) + 2)]


def test_turns_change_no_number() -> None:
    with serving(RNNFLOW_WARM_UP="false", RNNFLOW_TRAIN_AT_ONCE="1", RNNFLOW_TRAIN_TURN_SECONDS="0.001") as url:
        fields = SMALL | {"steps": 900}
        expected = steps(whole(url, **fields))
        with training(url, **fields, seed=1) as other, training(url, **fields) as stream:
            found = steps(stream.until("done"))
            other.until("done")
        assert found == expected


def test_the_longest_time_is_an_error_after_which_it_goes_on() -> None:
    with serving(RNNFLOW_WARM_UP="false", RNNFLOW_TRAIN_SECONDS="0.3") as url:
        first = whole(url, **LONG)
        assert "go on with resume" in first[-1][1]["detail"]
        rest = whole(url, resume=first[0][1]["job"])
        assert steps(rest)[0]["step"] == steps(first)[-1]["step"] + 1


def test_each_client_has_its_share() -> None:
    with (
        serving(RNNFLOW_WARM_UP="false", RNNFLOW_TRAIN_EACH="1") as url,
        training(url, **LONG) as first,
    ):
        first.until("start")
        assert httpx.post(f"{url}/train", json=SHORT).status_code == 503


def test_small_requests_are_answered_beside_three_trainings(server: str) -> None:
    with ExitStack() as stack:
        streams = [stack.enter_context(training(server, **LONG, seed=seed)) for seed in range(3)]
        for stream in streams:
            stream.until("step")
        with connected(server) as connection:
            for _ in range(20):
                connection.sendall(get("/healthz"))
                assert answer(connection).status == 200
        for stream in streams:
            stream.until("step")


def test_the_example_of_the_documentation(server: str) -> None:
    """The curl line of docs/api.md, over HTTP/1.1, answers what is printed below it, but for the job."""
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```console\n\$ (curl -N .*?\n)```", text, re.DOTALL)
    command, _, shown = f"{block}\n".partition("\n")
    words = shlex.split(command.replace("localhost:8000", server))
    done = subprocess.run([*words, "-s", "--http1.1"], capture_output=True, text=True, timeout=SECONDS, check=True)
    # the training of another test may still be leaving
    answered = [(name, data) for name, data in events(done.stdout) if name != "queued"]
    assert [name for name, _ in answered] == [name for name, _ in events(shown)]
    for (_, came), (_, told) in zip(answered, events(shown), strict=True):
        assert list(came) == list(told)
        for name in came.keys() - {"job", "model"}:
            assert came[name] == (pytest.approx(told[name]) if isinstance(told[name], float | list) else told[name])
