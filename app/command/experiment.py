"""`rnnflow experiment NAME`: train a grid of networks and say how many learned."""

from __future__ import annotations

import argparse
import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import fmean

from ..engine.errors import EngineError
from ..settings import Settings, variable
from ..training.experiment.executors import NoCluster, Place, dask, local, processors
from ..training.experiment.experiments import EXPERIMENTS
from ..training.experiment.grid import CELLS, COMPARED, Recipe, Training, grid, ladder
from ..training.experiment.outcome import Outcome, options
from ..training.experiment.results import Results, UnusableFile, opened
from ..training.experiment.running import WorkersDied, outcomes
from ..training.tasks.base import LONGEST
from .parser import FAILED, MISUSED, PROGRAM, Parser
from .progress import Progress

NAME = "experiment"
INTERRUPTED = 130
MOST_SEEDS = 10_000


def main(asked: argparse.Namespace, settings: Settings) -> int:
    """Run the experiment that `parse` found, or go on with it; the exit status."""
    trainings = grid(asked.cells, asked.delays, range(asked.seeds), asked.recipe)
    try:
        for training in trainings:
            options(training)
    except EngineError as error:
        _say(str(error))
        return MISUSED
    try:
        with opened(asked.out, asked.recipe) as results:
            status = _run(results, trainings, _place(asked, settings))
            if not status:
                print("\n".join(table(asked, [results.outcomes[training.key] for training in trainings])))
    except UnusableFile as error:
        _say(str(error))
        return FAILED
    return status


def _run(results: Results, trainings: Sequence[Training], place: Place) -> int:
    """Fill the file with what it lacks; the exit status, and a line on standard error where it is not 0."""
    try:
        with _sigterm_as_sigint():
            _fill(results, trainings, place)
    except KeyboardInterrupt:
        status, reason = INTERRUPTED, "stopped"
    except (NoCluster, WorkersDied) as error:
        status, reason = FAILED, str(error)
    else:
        return 0
    there = sum(training.key in results.outcomes for training in trainings)
    _say(f"{reason}; {there} of {len(trainings)} trainings are in {results.path}, and the same command goes on")
    return status


def _fill(results: Results, trainings: Sequence[Training], place: Place) -> None:
    missing = [training for training in trainings if training.key not in results.outcomes]
    progress = Progress(sys.stderr, len(missing), sum(map(_work, missing)))
    progress.show()
    try:
        with closing(outcomes(missing, place)) as coming:
            for outcome in coming:
                results.add(outcome)
                progress.advance(_work(outcome), _told(outcome))
    finally:
        progress.clear()


def _work(one: Training | Outcome) -> int:
    """What a training costs, at most, beside others of its grid."""
    return one.delay + 1


def _told(outcome: Outcome) -> str:
    said = "diverged" if outcome.accuracy is None else f"accuracy {outcome.accuracy:.2f}"
    return f"{outcome.cell}, delay {outcome.delay}, seed {outcome.seed}: {said}"


@contextmanager
def _sigterm_as_sigint() -> Iterator[None]:
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _place(asked: argparse.Namespace, settings: Settings) -> Place:
    """Where the trainings run: what the command line says goes before RNNFLOW_DASK."""
    address = asked.dask or ("" if asked.workers else settings.dask)
    return dask(address, _say) if address else local(asked.workers or processors())


def _say(text: str) -> None:
    print(f"{PROGRAM} {NAME}: {text}", file=sys.stderr)


def table(asked: argparse.Namespace, found: Sequence[Outcome]) -> Iterator[str]:
    """The lines of a table: each cell's mean held-out accuracy at each delay, and how many of its seeds learned."""
    chance = EXPERIMENTS[asked.experiment].chance
    yield f"{asked.experiment}: held-out accuracy, mean of {asked.seeds} seeds (how many learned); chance is {chance}"
    yield "".join([f"{'':12}", *(f"{f'delay {delay}':>14}" for delay in asked.delays)])
    for cell in asked.cells:
        yield "".join([f"{cell:12}", *(f"{_entry(found, cell, delay):>14}" for delay in asked.delays)])


def _entry(found: Sequence[Outcome], cell: str, delay: int) -> str:
    here = [outcome for outcome in found if (outcome.cell, outcome.delay) == (cell, delay)]
    scored = [outcome.accuracy for outcome in here if outcome.accuracy is not None]
    mean = f"{fmean(scored):.3f}" if scored else "diverged"
    return f"{mean} ({sum(outcome.learned for outcome in here)})"


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What follows the word `experiment`: `cells`, `delays`, `seeds`, `recipe`, `workers`, `dask`, `out`.

    Exits with 2, after one line, where an option is unknown or no good.
    """
    parser = Parser(
        prog=f"{PROGRAM} {NAME}",
        description="Train every cell at every delay from every seed, and say how many learned. A training ends early "
        "once two checks in a row find 99 % of its held-out answers right. A stopped experiment goes on where it was "
        "when the same command is given again.",
        allow_abbrev=False,
    )
    parser.add_argument("experiment", choices=list(EXPERIMENTS), help="what is learned")
    _add_grid(parser)
    _add_recipe(parser)
    _add_place(parser)
    asked = parser.parse_args(arguments)
    if asked.dask and asked.workers:
        parser.error("--dask and --workers exclude each other: a cluster has its own workers")
    asked.recipe = Recipe(**{name: getattr(asked, name) for name in ("experiment", *RECIPE)})
    asked.out = asked.out or Path(f"{asked.experiment}-experiment.jsonl")
    return asked


def _add_grid(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the grid")
    group.add_argument(
        "--delays",
        type=_delays,
        default=ladder(2, 100),
        help="how far back what is asked lies: 2:100 is 2, 5, 10, 20, 50, 100, the 1-2-5 ladder between two ends; "
        "or a list such as 3,30,300 (default: 2:100)",
    )
    group.add_argument("--seeds", type=_whole(1, MOST_SEEDS), default=3, help="seeds, from 0 on (default: 3)")
    group.add_argument(
        "--cells",
        type=_cells,
        default=list(COMPARED),
        help=f"any of {', '.join(CELLS)}, separated by commas (default: {','.join(COMPARED)})",
    )


def _whole(least: int, most: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"not a whole number from {least} to {most}: {text!r}")
        return int(text)

    return whole


def _number(text: str) -> float:
    if not re.fullmatch(r"[0-9]*\.?[0-9]+([eE][+-]?[0-9]{1,3})?", text) or not 0 < float(text) < float("inf"):
        raise argparse.ArgumentTypeError(f"not a number above 0: {text!r}")
    return float(text)


def _or_none(read: Callable[[str], object]) -> Callable[[str], object]:
    return lambda text: None if text == "none" else read(text)


def _one_of(*choices: str) -> Callable[[str], str]:
    def one(text: str) -> str:
        if text not in choices:
            raise argparse.ArgumentTypeError(f"not one of {', '.join(choices)}: {text!r}")
        return text

    return one


def _cells(text: str) -> list[str]:
    read = _one_of(*CELLS)
    return list(dict.fromkeys(read(name.strip()) for name in text.split(",")))


def _delays(text: str) -> list[int]:
    read = _whole(1, LONGEST - 1)
    first, colon, last = text.partition(":")
    if not colon:
        return sorted({read(part.strip()) for part in text.split(",")})
    if read(first) > read(last):
        raise argparse.ArgumentTypeError(f"{text!r} goes from the shortest to the longest, such as 2:100")
    return ladder(read(first), read(last))


def _address(text: str) -> str:
    if not re.fullmatch(r"(tcp|tls|ws|wss|ucx)://\S+", text):
        raise argparse.ArgumentTypeError(f"not the address of a scheduler, such as tcp://10.0.0.5:8786: {text!r}")
    return text


RECIPE: Mapping[str, tuple[Callable[[str], object], str]] = {
    "steps": (_whole(1, 1_000_000), "batches to learn from, at most"),
    "learning_rate": (_number, "how far a step goes"),
    "clip": (_or_none(_number), "the longest gradient, as its norm; none cuts nothing"),
    "truncate": (_or_none(_whole(1, 1_000_000)), "steps that the gradient goes back; none: to the first"),
    "optimizer": (_one_of("adam", "sgd"), "adam or sgd"),
    "batch_size": (_whole(1, 4096), "sequences in a batch"),
    "hidden_size": (_whole(1, 256), "units of the network"),
    "input_size": (_whole(1, 256), "numbers that each symbol becomes"),
}
"""The options that make a Recipe, with how each is read and what it says of itself."""


def _add_recipe(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the recipe")
    for name, (read, text) in RECIPE.items():
        default = getattr(Recipe(), name)
        said = "none" if default is None else default
        group.add_argument(
            f"--{name.replace('_', '-')}", type=read, default=default, metavar="VALUE", help=f"{text} (default: {said})"
        )


def _add_place(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("where it runs, and where the results go")
    group.add_argument(
        "--workers", type=_whole(1, 9999), help=f"processes of this machine (default: {processors()}, its processors)"
    )
    group.add_argument(
        "--dask",
        metavar="ADDRESS",
        type=_address,
        help=f"the scheduler of a Dask cluster, such as tcp://10.0.0.5:8786 (default: {variable('dask')})",
    )
    group.add_argument(
        "--out", metavar="FILE", type=Path, help="the results, a line each (default: NAME-experiment.jsonl)"
    )
