"""`rnnflow experiment NAME`: train a grid of networks and say how many learned."""

from __future__ import annotations

import argparse
import re
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from ..settings import Settings, variable
from ..training.experiment.executors import NoCluster, dask, local, processors
from ..training.experiment.experiments import EXPERIMENTS
from ..training.experiment.grid import CELLS, Recipe, Training, grid, ladder
from ..training.experiment.outcome import Outcome
from ..training.experiment.results import Results, UnusableFile, opened
from ..training.experiment.running import WorkersDied, outcomes
from .options import PROGRAM, Parser
from .progress import Progress

NAME = "experiment"
FAILED, INTERRUPTED = 1, 130
LONGEST = 10_000
"""The longest delay, and the most seeds and steps times ten: a slip of the finger does not fill the machine."""


def wanted(arguments: Sequence[str]) -> bool:
    """Whether a command line asks for an experiment: `experiment` and its name, or --help.

    `experiment` alone, or before the options of the server, is a sentence to read, as any other word is.
    """
    first, second = [*arguments[:2], "", ""][:2]
    return first == NAME and (second in {"-h", "--help"} or (second != "" and not second.startswith("-")))


def main(arguments: Sequence[str], settings: Settings) -> int:
    """Run the experiment, or go on with it; the exit status. `arguments` follow the word `experiment`."""
    options = parse(arguments)
    address = options.dask or ("" if options.workers else settings.dask)
    say = _sayer()
    place = dask(address, say) if address else local(options.workers or processors())
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    trainings = grid(options.cells, options.delays, range(options.seeds), options.recipe)
    try:
        with opened(options.out, options.recipe) as results:
            try:
                _fill(results, trainings, lambda missing: outcomes(missing, place))
            except KeyboardInterrupt:
                say(f"stopped; {_count(results, trainings)} are in {options.out}, and the same command goes on")
                return INTERRUPTED
            except (NoCluster, WorkersDied) as error:
                say(f"{error}; {_count(results, trainings)} are in {options.out}, and the same command goes on")
                return FAILED
            print("\n".join(table(results, options)))
    except UnusableFile as error:
        say(str(error))
        return FAILED
    return 0


def _sayer() -> Callable[[str], None]:
    return lambda text: print(f"{PROGRAM} {NAME}: {text}", file=sys.stderr)
