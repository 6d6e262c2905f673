"""Make the experiment that ships again: `python -m app.networks.experiment [--check]`.

recall-experiment.json, which `GET /experiment` answers, is written, or with `--check` compared with what is there. Its
numbers are rounded, so that it is small, and come out the same wherever make.py's networks do; `sha256` is that of all
of them but the seconds. With `--folder` a stopped run goes on with what is done.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .. import __version__
from ..training.experiment.executors import local, processors
from ..training.experiment.experiments import EXPERIMENTS
from ..training.experiment.grid import CELLS, COMPARED, Recipe, Training, grid, ladder
from ..training.experiment.outcome import LEARNED, Outcome
from ..training.experiment.results import opened
from ..training.experiment.running import outcomes
from .make import MARK, made_with, pinned

FILE = Path(__file__).parent / "recall-experiment.json"
RECIPE = Recipe()


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid of the ready experiment, and what its recipe changes in that of the first."""

    name: str
    cells: Sequence[str]
    delays: Sequence[int]
    seeds: int
    recipe: Recipe

    def trainings(self) -> list[Training]:
        """Every training, in the order of the file: by cell, delay and seed."""
        every = grid(self.cells, self.delays, range(self.seeds), self.recipe)
        return sorted(every, key=lambda one: (self.cells.index(one.cell), one.delay, one.seed))

    def changes(self) -> dict[str, Any]:
        """The fields of the recipe that the first grid does not share."""
        first = asdict(RECIPE)
        return {name: value for name, value in asdict(self.recipe).items() if value != first[name]}


def _varied(name: str, delays: Sequence[int], **changes: Any) -> Grid:
    return Grid(name, COMPARED, delays, 2, replace(RECIPE, **changes))


GRIDS = (
    Grid("recall", COMPARED, ladder(2, 100), 3, RECIPE),
    Grid("forget-bias", ["lstm-forget-5"], [20, 50, 100], 3, RECIPE),
    _varied("slower", [20, 50], learning_rate=0.0003),
    _varied("faster", [20, 50], learning_rate=0.01),
    _varied("no-clip", [20], clip=None),
    _varied("more-steps", [20], steps=3 * RECIPE.steps),
)
"""The experiment first, then what would change it."""


NUMBERS = ("experiment", "chance", "learned_at", "cells", "grids")
"""What the hash is of."""


def document(found: Callable[[Grid], Iterable[Outcome]]) -> dict[str, Any]:
    """The content of the file, from the outcomes of each grid."""
    grids = [_grid(one, list(found(one))) for one in GRIDS]
    numbers: dict[str, Any] = {
        "experiment": RECIPE.experiment,
        "chance": EXPERIMENTS[RECIPE.experiment].chance,
        "learned_at": LEARNED,
        "cells": {name: dict(fields) for name, fields in CELLS.items()},
        "grids": grids,
    }
    seconds = math.fsum(one["seconds"] for one in _trainings(numbers))
    return {
        "sha256": digest(numbers),
        "made_with": {"rnnflow": __version__, **made_with()},
        "seconds": round(seconds, 1),
        **numbers,
    }


def digest(numbers: Mapping[str, Any]) -> str:
    """The sha256 of the NUMBERS of a document, without the seconds."""
    copied = json.loads(json.dumps({name: numbers[name] for name in NUMBERS}, allow_nan=False))
    for one in _trainings(copied):
        del one["seconds"]
    return hashlib.sha256(json.dumps(copied).encode()).hexdigest()


def _trainings(numbers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    return (training for one in numbers["grids"] for training in one["trainings"])


def _grid(one: Grid, found: list[Outcome]) -> dict[str, Any]:
    return {
        "name": one.name,
        "changes": one.changes(),
        "recipe": asdict(one.recipe) | {"check_every": one.recipe.check_every},
        "cells": list(one.cells),
        "delays": list(one.delays),
        "seeds": list(range(one.seeds)),
        "trainings": [_rounded(outcome) for outcome in found],
    }


def _rounded(outcome: Outcome) -> dict[str, Any]:
    return outcome.plain() | {
        "accuracy": _round(outcome.accuracy, 4),
        "loss": _round(outcome.loss, 4),
        "curve": [round(value, 3) for value in outcome.curve],
        "reach_before": [_round(value, 2) for value in outcome.reach_before],
        "reach_after": [_round(value, 2) for value in outcome.reach_after],
        "seconds": round(outcome.seconds, 2),
    }


def _round(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)


def make(folder: Path, workers: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Train what `folder` does not hold yet, a file a grid, and give the document."""

    def found(one: Grid) -> list[Outcome]:
        trainings = one.trainings()
        with opened(folder / f"{one.name}.jsonl", one.recipe) as results:
            missing = [training for training in trainings if training.key not in results.outcomes]
            missing.sort(key=lambda training: -training.delay)
            for number, outcome in enumerate(outcomes(missing, local(workers)), start=1):
                results.add(outcome)
                say(f"{one.name} {number}/{len(missing)}: {outcome.cell} {outcome.delay} {outcome.seed}")
            return [results.outcomes[training.key] for training in trainings]

    return document(found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the experiment that ships; return 1 where `--check` finds a difference."""
    parser = argparse.ArgumentParser(prog="python -m app.networks.experiment", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say whether the numbers would change")
    parser.add_argument("--folder", type=Path, help="keeps what is done, so that a stopped run goes on with it")
    parser.add_argument("--workers", type=int, default=processors(), help="processes (default: as many as processors)")
    asked = parser.parse_args(arguments)
    with _folder(asked.folder) as folder:
        made = make(folder, asked.workers, lambda text: print(text, file=sys.stderr))
    same = FILE.is_file() and json.loads(FILE.read_bytes())["sha256"] == made["sha256"]
    if not (asked.check or same):
        FILE.write_text(_text(made), encoding="utf-8")
    # Where the numbers are the same the file keeps the times that it has.
    print(f"{FILE.name}: sha256 {made['sha256']}, {'the same' if same else 'differs' if asked.check else 'written'}")
    return 1 if asked.check and not same else 0


@contextmanager
def _folder(named: Path | None) -> Iterator[Path]:
    if named is None:
        with TemporaryDirectory(prefix="rnnflow-") as made:
            yield Path(made)
    else:
        named.mkdir(parents=True, exist_ok=True)
        yield named


def _text(made: dict[str, Any]) -> str:
    """The document as JSON, a line a training."""
    text = json.dumps(made, allow_nan=False, separators=(",", ":"))
    return re.sub(r'(?=\{"cell":"[^"]+","delay")', "\n", text) + "\n"


if __name__ == "__main__":
    if MARK in os.environ:
        sys.exit(main())
    os.execve(  # noqa: S606  this program again, in the pinned environment
        sys.executable, [sys.executable, "-m", str(__spec__.name), *sys.argv[1:]], {**os.environ, **pinned()}
    )
