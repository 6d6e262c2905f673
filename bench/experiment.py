"""Trainings a second: on processes of this machine and on a Dask cluster of it, one worker and two, the same grid.

    python bench/experiment.py [--trainings N] [--rounds N]

A round runs every place once, one after the other, so that what else the machine does falls on all alike; the median of
the rounds counts. Beside the clock it counts processor seconds, those of every process that took part and those inside
the trainings: on a machine that is shared they tell more than the clock, and their difference is what the place itself
costs.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from app.training.experiment.executors import Place, dask, local
from app.training.experiment.grid import COMPARED, Recipe, grid
from app.training.experiment.running import outcomes
from tests.training.cluster import cluster

RECIPE = Recipe(steps=200)
DELAY = 10


Opened = Callable[[int], AbstractContextManager[Place]]


class Round(NamedTuple):
    """Seconds: of the grid by the clock, of all processors, of those within the trainings, until the first outcome."""

    clock: float
    used: float
    trained: float
    started: float


def processor_seconds() -> float:
    """Of this process and of those that it waited for."""
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in times)


@contextmanager
def on_dask(workers: int) -> Iterator[Place]:
    """A cluster of this machine, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder), workers) as started:
        yield dask(started.address)


@contextmanager
def here(workers: int) -> Iterator[Place]:
    """Processes of this machine."""
    yield local(workers)


def measured(trainings: int, opened: Opened, workers: int) -> Round:
    """One grid on one place, from its start to its end."""
    every = grid(COMPARED, [DELAY], range(-(-trainings // len(COMPARED))), RECIPE)[:trainings]
    before, began = processor_seconds(), time.perf_counter()
    with opened(workers) as place, closing(outcomes(every, place)) as coming:
        trained = next(coming).seconds
        first = time.perf_counter()
        trained += sum(outcome.seconds for outcome in coming)
        last = time.perf_counter()
    return Round((last - first) / (trainings - 1) * trainings, processor_seconds() - before, trained, first - began)


def main() -> None:
    """Measure every place in every round, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trainings", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    places: dict[tuple[str, int], Opened] = {
        (name, workers): opened for name, opened in (("local", here), ("dask", on_dask)) for workers in (1, 2)
    }
    rounds: dict[tuple[str, int], list[Round]] = {place: [] for place in places}
    for _ in range(asked.rounds):
        for (name, workers), opened in places.items():
            rounds[name, workers].append(measured(asked.trainings, opened, workers))
    print(f"{asked.trainings} trainings: {', '.join(COMPARED)}, delay {DELAY}, at most {RECIPE.steps} steps")
    print(f"{'':14}{'trainings/s':>12}{'processor s':>12}{'in training':>12}{'first after s':>14}")
    for (name, workers), found in rounds.items():
        clock, used, trained, started = (statistics.median(values) for values in zip(*found, strict=True))
        line = f"{asked.trainings / clock:12.2f}{used:12.1f}{trained:12.1f}{started:14.1f}"
        print(f"{f'{name}, {workers}':14}{line}")


if __name__ == "__main__":
    main()
