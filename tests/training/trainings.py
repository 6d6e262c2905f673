"""Small grids, and what stands in for a training where a test has to stop one. Workers import this module too."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.training.experiment.grid import Recipe, Training, grid
from app.training.experiment.outcome import Outcome, train

SECONDS = 60
RECIPE = Recipe(hidden_size=6, input_size=4, batch_size=8, steps=40, learning_rate=0.02)
SMALL = grid(["rnn", "lstm-forget"], [1, 2, 3], [0, 1], RECIPE)
"""Twelve trainings of some hundredths of a second."""
MIDDLE = SMALL[len(SMALL) // 2]


def in_order(outcomes: list[Outcome]) -> list[Outcome]:
    """As a table would show them."""
    return sorted(outcomes, key=lambda outcome: outcome.key)


@dataclass(frozen=True)
class HeldOnce:
    """Trains; but whatever process first gets the one `held` writes its id into `folder` and waits for its end."""

    folder: Path
    held: Training = MIDDLE

    def __call__(self, training: Training) -> Outcome:
        if training.key == self.held.key and self._first():
            time.sleep(SECONDS)
            (self.folder / "waited").touch()
            raise AssertionError("nothing ended the process")
        return train(training)

    def _first(self) -> bool:
        try:
            with (self.folder / "held").open("x") as file:
                file.write(f"{os.getpid()}\n")
        except FileExistsError:
            return False
        return True


@dataclass(frozen=True)
class DeadlyAlways:
    """Trains, but MIDDLE ends its process, whichever it is, and leaves a file in `folder`."""

    folder: Path

    def __call__(self, training: Training) -> Outcome:
        if training.key == MIDDLE.key:
            (self.folder / f"dead{os.getpid()}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return train(training)


@contextmanager
def killing(folder: Path) -> Iterator[None]:
    """While the block runs, the process that HeldOnce holds in `folder` is killed."""
    killed = threading.Event()

    def kill() -> None:
        os.kill(int(written(folder / "held")), signal.SIGKILL)
        killed.set()

    thread = threading.Thread(target=kill)
    thread.start()
    yield
    thread.join()
    assert killed.is_set()


def written(file: Path) -> str:
    """What is in a file, once it is there with a whole line."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if file.exists() and (text := file.read_text(encoding="utf-8")).endswith("\n"):
            return text
        time.sleep(0.01)
    raise AssertionError(f"{file} was not written")
