"""The experiment that ships: its grids, and the file that `GET /experiment` answers. `make experiment` writes it again.

Its numbers are rounded, so that it is small; `sha256` is that of all of them but the seconds, in the order of the file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ... import __version__
from .executors import local, processors
from .experiments import EXPERIMENTS
from .grid import CELLS, COMPARED, Recipe, Training, grid, ladder
from .outcome import LEARNED, Outcome
from .results import opened
from .running import outcomes

FILE = Path(__file__).resolve().parents[2] / "networks" / "recall-experiment.json"
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
    _varied("slower", [20, 50], learning_rate=0.001),
    _varied("slowest", [20, 50], learning_rate=0.0003),
    _varied("faster", [20, 50], learning_rate=0.01),
    _varied("no-clip", [10, 20], clip=None),
    _varied("more-steps", [10, 20], steps=3 * RECIPE.steps),
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
    return {"sha256": digest(numbers), "made_with": _made_with(), "seconds": round(seconds, 1), **numbers}


def digest(numbers: Mapping[str, Any]) -> str:
    """The sha256 of the NUMBERS of a document, without the seconds."""
    copied = json.loads(json.dumps(numbers, allow_nan=False))
    for one in _trainings(copied):
        del one["seconds"]
    return hashlib.sha256(json.dumps(copied).encode()).hexdigest()


def _trainings(numbers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    return (training for one in numbers["grids"] for training in one["trainings"])


def _made_with() -> dict[str, str | int]:
    python = ".".join(platform.python_version_tuple()[:2])
    return {"rnnflow": __version__, "python": python, "numpy": np.__version__, "threads": 1}


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
    """Write the file again; where its numbers are the same it is left as it is, with the times it has."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="keeps the outcomes, so that a stopped run goes on")
    parser.add_argument("--workers", type=int, default=processors())
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    made = make(asked.folder, asked.workers, lambda text: print(text, file=sys.stderr))
    if FILE.exists() and json.loads(FILE.read_bytes())["sha256"] == made["sha256"]:
        print(f"{FILE.name}: the same numbers, sha256 {made['sha256']}")
        return 0
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(_text(made), encoding="utf-8")
    print(f"{FILE.name}: written, sha256 {made['sha256']}")
    return 0


def _text(made: dict[str, Any]) -> str:
    """The document as JSON, a line a training."""
    text = json.dumps(made, allow_nan=False, separators=(",", ":"))
    return re.sub(r'(?=\{"cell":"[^"]+","delay")', "\n", text) + "\n"


if __name__ == "__main__":
    sys.exit(main())
