"""A grid gives the same numbers on one process, on two, and on a Dask cluster, also where one of them is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.training.experiment import running
from app.training.experiment.executors import ONE_THREAD, NoCluster, dask, local
from app.training.experiment.outcome import Outcome, train
from app.training.experiment.running import WorkersDied, outcomes, same_program
from tests.training.cluster import ROOT, Cluster, cluster
from tests.training.trainings import MIDDLE, SECONDS, SMALL, DeadlyAlways, HeldOnce, in_order, killing, written

needs_kill = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@pytest.fixture(scope="module")
def table() -> list[Outcome]:
    """What becomes of the small grid in this process."""
    return in_order([train(training) for training in SMALL])


@pytest.fixture
def dask_cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers."""
    with cluster(tmp_path, workers=2) as started:
        yield started


def test_a_training_depends_on_nothing_but_what_it_says(table: list[Outcome]) -> None:
    assert in_order([train(training) for training in reversed(SMALL)]) == table
    assert len({outcome.loss for outcome in table}) == len(SMALL)


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_give_the_same_table(workers: int, table: list[Outcome]) -> None:
    assert in_order(list(outcomes(SMALL, local(workers)))) == table


def test_a_cluster_gives_the_same_table_where_a_worker_is_killed(
    dask_cluster: Cluster, tmp_path: Path, table: list[Outcome]
) -> None:
    """Its first training is held: distributed trips over an outcome that goes with its worker while it is fetched."""
    said: list[str] = []
    with killing(tmp_path):
        found = list(outcomes(SMALL, dask(dask_cluster.address, said.append), HeldOnce(tmp_path, SMALL[0])))
    assert in_order(found) == table
    dead = [worker for worker in dask_cluster.workers if worker.poll() is not None]
    assert len(dead) == 1
    assert dead[0].pid == int((tmp_path / "held").read_text(encoding="utf-8"))


@needs_kill
def test_processes_give_the_same_table_where_one_is_killed(tmp_path: Path, table: list[Outcome]) -> None:
    with killing(tmp_path):
        assert in_order(list(outcomes(SMALL, local(2), HeldOnce(tmp_path)))) == table


@needs_kill
def test_a_training_that_always_kills_its_process_ends_the_experiment(tmp_path: Path) -> None:
    found: list[Outcome] = []
    with pytest.raises(WorkersDied, match="died 3 times in succession"):
        found.extend(outcomes([MIDDLE], local(1), DeadlyAlways(tmp_path)))
    assert found == []
    assert len(list(tmp_path.glob("dead*"))) == running.TRIES == 3


def test_closing_ends_what_runs(tmp_path: Path) -> None:
    """Held, one training would go on for a minute."""
    with closing(outcomes(SMALL, local(2), HeldOnce(tmp_path))) as coming:
        next(coming)
    assert alive(tmp_path) == []


def alive(folder: Path) -> list[int]:
    """The process that is held in `folder`, if it still runs."""
    try:
        pid = int((folder / "held").read_text(encoding="utf-8"))
        os.kill(pid, 0)
    except (OSError, ValueError):
        return []
    return [pid]


def test_closing_leaves_a_cluster_at_once(dask_cluster: Cluster, tmp_path: Path) -> None:
    with closing(outcomes(SMALL, dask(dask_cluster.address), HeldOnce(tmp_path))) as coming:
        next(coming)
        written(tmp_path / "held")
    assert not (tmp_path / "waited").exists()


def test_a_process_of_the_pool_has_one_thread_of_blas() -> None:
    before = dict(os.environ)
    with local(1)() as pool:
        assert list(pool.map(os.getenv, ONE_THREAD)) == list(ONE_THREAD.values())
    assert dict(os.environ) == before


def test_a_process_of_the_pool_leaves_ctrl_c_to_the_one_that_started_it() -> None:
    with local(1)() as pool:
        assert pool.submit(signal.getsignal, signal.SIGINT).result() is signal.SIG_IGN


def test_a_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    code = f"""
if __name__ == "__main__":
    import os, signal, threading
    from pathlib import Path
    from app.training.experiment.executors import local
    from app.training.experiment.running import outcomes
    from tests.training.trainings import SMALL, HeldOnce, written
    folder = Path({str(tmp_path)!r})
    def end():
        written(folder / "held")
        os._exit(0)
    threading.Thread(target=end).start()
    list(outcomes(SMALL, local(1), HeldOnce(folder)))
"""
    file = tmp_path / "parent.py"
    file.write_text(code, encoding="utf-8")
    subprocess.run(
        [sys.executable, file], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, timeout=60
    )
    deadline = time.monotonic() + SECONDS
    while alive(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert alive(tmp_path) == []


def test_a_worker_of_other_versions_is_refused() -> None:
    with pytest.raises(NoCluster, match=r"a worker of the cluster runs rnnflow .* not rnnflow 0\.0"):
        same_program("rnnflow 0.0 with NumPy 1.0", train, SMALL[0])
    assert same_program(running.VERSIONS, train, SMALL[0]).key == SMALL[0].key


def test_a_cluster_that_is_not_there_gives_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.training.experiment.executors.CONNECT_SECONDS", 0.2)
    with pytest.raises(NoCluster, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        list(outcomes(SMALL, dask("tcp://127.0.0.1:1")))


def test_without_distributed_a_sentence_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"pip install 'rnnflow\[cluster\]'"):
        list(outcomes(SMALL, dask("tcp://127.0.0.1:1")))


def test_a_cluster_that_is_lost_gives_a_sentence(dask_cluster: Cluster, tmp_path: Path) -> None:
    def end() -> None:
        written(tmp_path / "held")
        dask_cluster.scheduler.kill()

    thread = threading.Thread(target=end)
    thread.start()
    with pytest.raises(NoCluster, match=r"the cluster at tcp://.* was lost"):
        list(outcomes(SMALL, dask(dask_cluster.address), HeldOnce(tmp_path)))
    thread.join()


def test_a_training_that_always_kills_its_worker_gives_a_sentence(tmp_path: Path) -> None:
    with (
        cluster(tmp_path, 1, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as started,
        pytest.raises(NoCluster, match="a training was lost with 1 workers in succession"),
    ):
        list(outcomes([MIDDLE], dask(started.address), DeadlyAlways(tmp_path)))
