"""Trainings that were left: kept within bounds, given back once."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.training.kept import Bounds, InDirectory, InMemory, Kept, Record

BOUNDS = Bounds(3, 10_000, 60)
JOBS = [f"{number:032x}" for number in range(10)]


def record(size: int = 10, sent: int = 3) -> Record:
    """Some record."""
    return Record({"fields": {"task": "recall"}}, b"s" * size, b"event: step\n\nevent: step\n\n", sent)


def kept(where: str, folder: Path, bounds: Bounds = BOUNDS) -> Kept:
    """An empty one."""
    return InMemory(bounds) if where == "memory" else InDirectory(folder / "trainings", bounds)


@pytest.mark.parametrize("where", ["memory", "directory"])
class TestBoth:
    def test_a_record_is_given_back_once(self, where: str, tmp_path: Path) -> None:
        store = kept(where, tmp_path)
        store.put(JOBS[0], record())
        assert store.take(JOBS[0]) == record()
        assert store.take(JOBS[0]) is None

    def test_the_last_one_counts(self, where: str, tmp_path: Path) -> None:
        store = kept(where, tmp_path)
        store.put(JOBS[0], record())
        store.put(JOBS[0], record(sent=9))
        assert store.take(JOBS[0]) == record(sent=9)

    @pytest.mark.parametrize("job", ["", "x", "../0", JOBS[0].upper() + "g", "*"])
    def test_what_was_never_kept_is_not_there(self, where: str, tmp_path: Path, job: str) -> None:
        assert kept(where, tmp_path).take(job) is None

    def test_the_oldest_go_first(self, where: str, tmp_path: Path) -> None:
        store = kept(where, tmp_path)
        for place, job in enumerate(JOBS[:5]):
            store.put(job, record())
            if where == "directory":
                os.utime(tmp_path / "trainings" / f"{job}.training", (0, time.time() - 30 + place))
        assert [store.take(job) is not None for job in JOBS[:5]] == [False, False, True, True, True]

    def test_there_are_bounds_of_bytes(self, where: str, tmp_path: Path) -> None:
        store = kept(where, tmp_path)
        store.put(JOBS[0], record(6_000))
        store.put(JOBS[1], record(6_000))
        assert store.take(JOBS[0]) is None
        store.put(JOBS[2], record(20_000))
        assert store.take(JOBS[2]) is None
        assert store.take(JOBS[1]) == record(6_000)  # what is not kept pushes nothing out


def test_memory_forgets_what_is_old() -> None:
    now = [0.0]
    store = InMemory(BOUNDS, lambda: now[0])
    store.put(JOBS[0], record())
    now[0] = 59
    store.put(JOBS[1], record())
    now[0] = 61
    assert store.take(JOBS[0]) is None
    assert store.take(JOBS[1]) == record()


def test_a_directory_forgets_what_is_old(tmp_path: Path) -> None:
    store = InDirectory(tmp_path, BOUNDS)
    store.put(JOBS[0], record())
    os.utime(tmp_path / f"{JOBS[0]}.training", (1, 1))
    assert store.take(JOBS[0]) is None
    assert not [*tmp_path.iterdir()]


def test_two_processes_share_a_directory(tmp_path: Path) -> None:
    InDirectory(tmp_path, BOUNDS).put(JOBS[0], record())
    assert InDirectory(tmp_path, BOUNDS).take(JOBS[0]) == record()
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("data", [b"", b"x", b"{}\n\n", b'{"order":{},"sent":1}\nx', b"[]\n\n"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / f"{JOBS[0]}.training").write_bytes(data)
    assert InDirectory(tmp_path, BOUNDS).take(JOBS[0]) is None


def test_a_directory_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = InDirectory(tmp_path / "file" / "folder", BOUNDS)
    store.put(JOBS[0], record())
    assert store.take(JOBS[0]) is None
