"""The number of sunspots next year, from the years before it."""

from __future__ import annotations

import csv
from functools import cache
from typing import Any

import numpy as np

from ...engine import reader
from ...engine.cells.base import Array
from ...engine.network import Network
from ...settings import ROOT
from ...training.learner import Options
from ...training.tasks.forecast import HELD_OUT, Forecast
from .. import evaluation
from .base import Recipe, few

SEED, WINDOW, SHOWN = 1, 36, 48
DECIMALS, SIGNIFICANT = 5, 6
"""As the page rounds a series that it standardises, so that it reads the very numbers of this recipe."""


@cache
def series() -> tuple[tuple[str, ...], tuple[float, ...], float, float]:
    """Years, the numbers standardised, and the mean and deviation that they lost."""
    with (ROOT / "static/series/sunspots.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    numbers = np.array([float(number) for _, number in rows])
    mean, deviation = (float(f"{value:.{SIGNIFICANT}g}") for value in (numbers.mean(), numbers.std()))
    scaled = np.round((numbers - mean) / deviation, DECIMALS)
    return tuple(year for year, _ in rows), tuple(scaled.tolist()), mean, deviation


def _parts() -> tuple[Array, int, float]:
    """The series, how many numbers of it are trained on, and its deviation."""
    _, numbers, _, deviation = series()
    return np.array(numbers), len(numbers) - len(numbers) // HELD_OUT, deviation


def held_out(network: Network) -> dict[str, Any]:
    """How far off, in sunspots; `persistence` is *as this year*, `linear` the best sum of this year and the last."""
    numbers, count, deviation = _parts()
    truth = numbers[count:]
    own = evaluation.forecasts(network, numbers)[count - 1 : -1]
    baselines = {"persistence": numbers[count - 1 : -1], "linear": _linear(numbers, count)}
    off = {name: few(deviation * evaluation.root_mean_square(said - truth)) for name, said in baselines.items()}
    value = few(deviation * evaluation.root_mean_square(own - truth))
    return {"measure": "error", "value": value, "examples": len(truth), "baselines": off}


def _linear(numbers: Array, count: int) -> Array:
    """Yule's (1927) autoregression on two years, fitted by least squares to the first `count` numbers."""
    before = np.column_stack([numbers[1:-1], numbers[:-2], np.ones(len(numbers) - 2)])
    weights = np.linalg.lstsq(before[: count - 2], numbers[2:count], rcond=None)[0]
    said: Array = before[count - 2 :] @ weights
    return said


def facts(network: Network) -> dict[str, Any]:
    """The unit that follows best whether the next number is higher or lower than this one, and by how much."""
    numbers, count, _ = _parts()
    x = np.array(numbers)[:, None]
    x.setflags(write=False)
    h = reader.read(network, np.full(len(x), -1, dtype=np.int64), None, x)[-1].h
    unit, r = evaluation.best_unit(h[:-1], np.diff(numbers))
    said = evaluation.forecasts(network, numbers)
    turns = np.sign(said[count - 1 : -1] - numbers[count - 1 : -1]) == np.sign(np.diff(numbers)[count - 1 :])
    return {"unit": unit, "r": few(r), "way": few(100 * float(turns.mean()))}


def _opens() -> dict[str, Any]:
    years, numbers, mean, deviation = series()
    return {
        "inputs": [[value] for value in numbers[-SHOWN:]],
        "labels": list(years[-SHOWN:]),
        "scale": [mean, deviation],
        "objective": "forecast",
    }


RECIPES = (
    Recipe(
        "sunspots",
        Options(Forecast(series()[1], WINDOW), cell="gru", hidden_size=8, seed=SEED, learning_rate=0.005, steps=1000),
        held_out,
        facts,
        _opens(),
        licence="public-domain",
    ),
)
