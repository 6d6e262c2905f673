"""A worker process: it answers, stops within a step, dies alone, and outlives nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from app.training import worker
from app.training.process import CallFailed, OneProcess
from tests.serving import ROOT

SECONDS = 30
LINUX = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds processes in /proc")


@pytest.fixture
def process() -> Iterator[OneProcess]:
    with OneProcess() as made:
        yield made


def until(path: Path) -> None:
    """Wait for a file, in bounds."""
    deadline = time.monotonic() + SECONDS
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def step_by_step(folder: Path) -> int:
    """In the worker: steps, each of which begins with a file and ends when another is there; how many were done."""
    step = 0
    while not worker.stopped():
        step += 1
        (folder / f"{step}.begun").touch()
        until(folder / f"{step}.go")
    return step


def modules() -> set[str]:
    """In the worker: what is imported."""
    return {name.partition(".")[0] for name in sys.modules}


def fail() -> None:
    """In the worker."""
    raise ZeroDivisionError("on purpose")


def say(text: str) -> int:
    """In the worker: print."""
    print(text)
    return len(text)


def test_it_answers_in_another_process(process: OneProcess) -> None:
    assert process.submit(pow, 2, 10).result(SECONDS) == 1024
    pid = process.submit(os.getpid).result(SECONDS)
    assert pid == process.pid != os.getpid()
    assert process.submit(os.getpid).result(SECONDS) == pid


def test_large_calls_and_answers_pass(process: OneProcess) -> None:
    assert process.submit(bytes.upper, b"a" * 3_000_000).result(SECONDS) == b"A" * 3_000_000


def test_what_it_prints_is_no_answer(process: OneProcess) -> None:
    assert process.submit(say, "R" * 100_000).result(SECONDS) == 100_000


def test_it_imports_no_server(process: OneProcess) -> None:
    found = process.submit(modules).result(SECONDS)
    assert found.isdisjoint({"fastapi", "uvicorn", "starlette", "pydantic", "jinja2"})


def test_it_has_one_thread_for_its_numbers(process: OneProcess) -> None:
    assert process.submit(os.getenv, "OPENBLAS_NUM_THREADS").result(SECONDS) == "1"


def test_an_error_comes_back_with_its_traceback(process: OneProcess) -> None:
    with pytest.raises(CallFailed, match="ZeroDivisionError: on purpose"):
        process.submit(fail).result(SECONDS)
    assert process.submit(pow, 2, 3).result(SECONDS) == 8


def test_a_stop_is_seen_after_the_step_under_way(process: OneProcess, tmp_path: Path) -> None:
    for step in (1, 2):
        (tmp_path / f"{step}.go").touch()
    call = process.submit(step_by_step, tmp_path)
    until(tmp_path / "3.begun")
    process.stop().result(SECONDS)
    (tmp_path / "3.go").touch()
    assert call.result(SECONDS) == 3


def test_a_stop_before_the_first_step_is_seen_too(process: OneProcess, tmp_path: Path) -> None:
    call = process.submit(step_by_step, tmp_path)
    process.stop()
    (tmp_path / "1.go").touch()
    assert call.result(SECONDS) <= 1


def test_a_stop_is_of_the_calls_so_far(process: OneProcess, tmp_path: Path) -> None:
    process.submit(os.getpid).result(SECONDS)
    process.stop().result(SECONDS)
    call = process.submit(step_by_step, tmp_path)
    until(tmp_path / "1.begun")
    process.stop().result(SECONDS)
    (tmp_path / "1.go").touch()
    assert call.result(SECONDS) == 1


@pytest.mark.parametrize("when", ["busy", "idle"])
def test_one_that_is_killed_is_replaced(process: OneProcess, tmp_path: Path, when: str) -> None:
    first = process.submit(os.getpid).result(SECONDS)
    if when == "busy":
        call = process.submit(step_by_step, tmp_path)
        until(tmp_path / "1.begun")
        os.kill(first, signal.SIGKILL)
        with pytest.raises(BrokenProcessPool):
            call.result(SECONDS)
    else:
        os.kill(first, signal.SIGKILL)
        os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert process.submit(os.getpid).result(SECONDS) not in {first, os.getpid()}


def test_one_that_was_told_to_end_takes_no_further_call(process: OneProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is still there for a moment after it was killed."""
    first = process.submit(os.getpid).result(SECONDS)
    monkeypatch.setattr(subprocess.Popen, "poll", lambda _: None)
    process.kill()
    assert process.submit(os.getpid).result(SECONDS) not in {first, os.getpid()}


def test_a_call_fails_where_the_executor_is_shut_down(process: OneProcess, tmp_path: Path) -> None:
    call = process.submit(step_by_step, tmp_path)
    until(tmp_path / "1.begun")
    process.shutdown()
    with pytest.raises(BrokenProcessPool):
        call.result(SECONDS)


ORPHAN = """
import pathlib, sys
from app.training.process import OneProcess
from tests.training.test_process import step_by_step
process = OneProcess()
print(process.submit(__import__("os").getpid).result(), flush=True)
if sys.argv[1] == "busy":
    process.submit(step_by_step, pathlib.Path(sys.argv[2]))
import time; time.sleep(600)
"""


@LINUX
@pytest.mark.parametrize("when", ["busy", "idle"])
def test_none_is_left_of_a_parent_that_is_killed(tmp_path: Path, when: str) -> None:
    command = [sys.executable, "-c", ORPHAN, when, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        if when == "busy":
            until(tmp_path / "1.begun")
        parent.kill()
    (tmp_path / "1.go").touch()
    deadline = time.monotonic() + SECONDS
    while is_running(pid):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Whether a process is there, and no zombie."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return False


def test_what_still_waits_at_the_shutdown_starts_no_other_process() -> None:
    for _ in range(5):
        executor = OneProcess()
        calls = [executor.submit(time.sleep, 60) for _ in range(3)]
        while executor.pid is None:
            time.sleep(0.01)
        executor.shutdown(wait=False)
        assert all(isinstance(call.exception(30), BrokenProcessPool) for call in calls)
        assert executor.pid is None
