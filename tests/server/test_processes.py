"""Server processes that are killed, stopped or starved in the middle of their work."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.quick import share
from tests.server.raw import SECONDS, answer, answers, connected, get, post
from tests.serving import ROOT, Server, started, started_in

LARGE = "/step?hidden_size=64&sentence=" + "a+b+" * 4_000
LINUX = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds worker processes in /proc")


def children(process: Server) -> list[int]:
    """The ids of its worker processes."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    commands = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes() for pid in found}
    return [pid for pid, command in commands.items() if b"spawn_main" in command]


def until(condition: Callable[[], bool]) -> None:
    """Wait for it, in bounds."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@LINUX
def test_a_killed_worker_comes_back_while_the_other_answers() -> None:
    with started("app", "--workers", "2") as (process, url):
        until(lambda: len(children(process)) == 2)
        first, second = children(process)
        os.kill(first, signal.SIGKILL)
        until(lambda: first not in children(process))
        for _ in range(20):
            assert httpx.get(f"{url}/step?sentence=a").status_code == 200
        until(lambda: len(children(process)) == 2)
        assert second in children(process)
        os.kill(second, signal.SIGKILL)
        until(lambda: second not in children(process))
        assert httpx.get(f"{url}/step?sentence=a", timeout=SECONDS).status_code == 200


@pytest.mark.parametrize("sign", share([signal.SIGTERM, signal.SIGINT]))
def test_a_large_answer_is_finished_before_the_server_stops(sign: signal.Signals) -> None:
    with started(RNNFLOW_STOP_SECONDS="20") as (process, url):
        with connected(url, receive_buffer=65_536) as connection, connected(url) as idle:
            idle.sendall(get("/healthz"))
            assert answer(idle).status == 200
            connection.sendall(get(LARGE))
            assert connection.recv(12) == b"HTTP/1.1 200"
            process.send_signal(sign)
            with connection.makefile("rb") as file:
                while file.readline().strip():
                    pass
                body = bytearray()
                while size := int(file.readline(), 16):
                    body += file.read(size)
                    file.readline()
            assert len(json.loads(body)["steps"]) == 8_000
            assert idle.recv(1) == b""
        process.wait(timeout=SECONDS)


def _drip(connection: socket.socket) -> bool:
    """One more byte, where the other end still listens."""
    with suppress(OSError):
        connection.sendall(b"a")
    return True


def test_nobody_who_has_no_answer_due_holds_up_the_stop() -> None:
    patient = dict.fromkeys(("RNNFLOW_LINGER_SECONDS", "RNNFLOW_HEAD_SECONDS", "RNNFLOW_STOP_SECONDS"), "600")
    with (
        started(**patient) as (process, url),
        connected(url) as lingering,
        connected(url) as silent,
        connected(url) as slow,
    ):
        lingering.sendall(post("/step", b"", length=10**9))
        assert answer(lingering).status == 413
        slow.sendall(b"GET /")
        assert httpx.get(f"{url}/healthz").status_code == 200
        process.terminate()
        until(lambda: _drip(slow) and process.poll() is not None)
        assert silent.recv(1) == b""


def healthy(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", timeout=SECONDS).status_code == 200
    except httpx.TransportError:
        return False


@LINUX
def test_a_server_without_file_descriptors_serves_again_when_its_silent_clients_have_gone() -> None:
    with started(RNNFLOW_HEAD_SECONDS="1") as (process, url), ExitStack() as clients:
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (48, 48))
        for _ in range(100):
            clients.enter_context(connected(url))
        assert not healthy(url)
        until(lambda: healthy(url))


@contextmanager
def no_file_can_be_written() -> Iterator[None]:
    """A full disk, for the processes that begin in the block: not one byte more goes into any file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_server_needs_no_place_to_write(tmp_path: Path) -> None:
    """No byte on the disk, no home, no temporary folder."""
    nowhere = {name: str(tmp_path / "none") for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "TEMP", "TMP")}
    with ExitStack() as stack:
        with no_file_can_be_written():
            _, url = stack.enter_context(started_in(ROOT, "app", (), nowhere))
        assert httpx.get(f"{url}/step?sentence=a").status_code == 200
        assert len(httpx.get(f"{url}{LARGE}", timeout=SECONDS).json()["steps"]) == 8_000
        assert httpx.get(f"{url}/").status_code == 200


def test_a_server_runs_from_a_tree_that_is_only_read(tmp_path: Path) -> None:
    """Whoever runs the tests, root too: nothing in the tree is new, gone or changed afterwards."""
    for folder in ("app", "static", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    tree = [tmp_path, *tmp_path.rglob("*")]
    for path in tree:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: path.stat().st_mtime_ns for path in tree}
    try:
        with started_in(tmp_path, "app", (), {"PYTHONDONTWRITEBYTECODE": "1"}) as (_, url):
            assert httpx.get(f"{url}/step?sentence=a").status_code == 200
            assert httpx.get(f"{url}/").status_code == 200
        assert {path: path.stat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]} == before
    finally:
        for path in tree:
            path.chmod(0o755)


def test_the_time_of_day_does_not_matter() -> None:
    """The clock on the wall jumps thirty years to and fro; every limit counts on another."""
    with started("tests.server.jumping_clock", RNNFLOW_HEAD_SECONDS="0.5", RNNFLOW_IDLE_SECONDS="30") as (_, url):
        with connected(url) as kept, connected(url) as slow:
            slow.sendall(b"GET /")
            for _ in range(50):
                kept.sendall(get("/step?sentence=a"))
                assert answer(kept).status == 200
            assert answers(slow)[0].status == 408
        assert len(httpx.get(f"{url}{LARGE}", timeout=SECONDS).json()["steps"]) == 8_000
