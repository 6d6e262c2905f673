"""Running the trainings of a grid, wherever an executor takes them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import BrokenExecutor, as_completed
from contextlib import closing

import numpy as np

from ... import __version__
from .executors import NoCluster, Place
from .grid import Training
from .outcome import Outcome, train

TRIES = 3
"""How often in succession the processes may die without one more outcome."""
VERSIONS = f"rnnflow {__version__} with NumPy {np.__version__}"


class WorkersDied(Exception):
    """The processes died again and again; the sentence says what to look at."""


def outcomes(
    trainings: Iterable[Training], place: Place, work: Callable[[Training], Outcome] = train
) -> Generator[Outcome]:
    """The outcome of each training, as they come; close the iterator to end them all.

    Where a process of this machine dies, all are started again for what is missing. Raises WorkersDied, NoCluster, and
    whatever `work` raises.
    """
    missing = dict.fromkeys(trainings)
    died = 0
    while missing:
        try:
            with closing(_run(list(missing), place, work)) as run:
                for training, outcome in run:
                    del missing[training]
                    died = 0
                    yield outcome
        except BrokenExecutor as error:
            died += 1
            if died == TRIES:
                reason = f"the processes died {TRIES} times in succession; is there memory for so many? see --workers"
                raise WorkersDied(reason) from error


def _run(
    trainings: list[Training], place: Place, work: Callable[[Training], Outcome]
) -> Generator[tuple[Training, Outcome]]:
    with place() as executor:
        futures = {executor.submit(same_program, VERSIONS, work, training): training for training in trainings}
        for future in as_completed(futures):
            yield futures[future], future.result()


def same_program(versions: str, work: Callable[[Training], Outcome], training: Training) -> Outcome:
    """`work(training)`; raises NoCluster where the worker runs other versions, whose numbers could be others."""
    if versions != VERSIONS:
        raise NoCluster(f"a worker of the cluster runs {VERSIONS}, not {versions}")
    return work(training)
