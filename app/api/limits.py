"""GET /limits: what this server grants, and what a request costs, as sums that a client only has to evaluate."""

from __future__ import annotations

from typing import Any

from ..engine import params
from ..engine.cells import CELLS
from ..engine.cells.base import Cell
from ..settings import Settings
from . import answers
from .work import (
    DEEPER,
    DIRECTIONS,
    GATES,
    GRADIENTS,
    INPUTS,
    JACOBIAN,
    LAYERS,
    PARAMETER_GRADIENTS,
    PARAMETERS,
    PREDICTIONS,
    PRICES,
    PRODUCTS,
    PROJECTION,
    QUANTITIES,
    H,
    I,
    Price,
    T,
    Term,
    every_parameter,
)

LIKELIEST = 5
"""Tokens that a prediction names."""
OF_A_LAYER, OF_THE_REST = len(params.NAMES), 3
"""Parameter arrays of a layer's direction, and of the embedding and the head."""
NAMES = (
    "max_sentence",
    "max_tokens",
    "max_hidden_size",
    "max_input_size",
    "max_work",
    "max_body",
    "max_query",
    "max_model",
    "max_train_work",
    "max_train_numbers",
)
"""Settings that a client should know."""


def numbers(cell: type[Cell]) -> Price:
    """How many numbers an answer of /step has at most; a vocabulary of fewer than LIKELIEST tokens has fewer.

    A null counts as the number in whose place it is. Predictions are counted as words and as forecasts of numbers.
    """
    G, S = len(cell.gates), len(cell.state)
    norms = len(("norm", "log10"))
    logarithms = S + bool(cell.keeper)
    return {
        "numbers": [
            Term(3, ()),
            Term(S, (LAYERS, DIRECTIONS, H)),
            Term(S, (T, H)),
            Term(2 + norms * S, (T,)),
            Term(1, (T, I), INPUTS),
            Term(1, (T, DEEPER, DIRECTIONS, H), INPUTS),
            Term(G, (T, H), GATES),
            Term(2 * G, (T, H), PRODUCTS),
            Term(S, (T, H), GRADIENTS),
            Term(2 + 5 * norms, (T,), GRADIENTS),
            Term(1, (T, I), GRADIENTS),
            Term(1, (T, DEEPER, DIRECTIONS, H), GRADIENTS),
            Term(S, (H,), GRADIENTS),
            Term(norms * (S + 1 + OF_THE_REST), (), GRADIENTS),
            Term(norms * OF_A_LAYER, (LAYERS, DIRECTIONS), GRADIENTS),
            Term(logarithms, (T,), JACOBIAN),
            Term(4 * G, (H,), JACOBIAN),
            Term(2 * G + 1, (), JACOBIAN),
            Term(2, (T,), PROJECTION),
            Term(3, (H,), PROJECTION),
            Term(4, (), PROJECTION),
            Term(1 + LIKELIEST, (T,), PREDICTIONS),
            Term(2, (T, I), PREDICTIONS),
            *(term._replace(when=PARAMETERS) for term in every_parameter(1, G)),
            *(term._replace(when=PARAMETER_GRADIENTS) for term in every_parameter(1, G)),
        ]
    }


def describe(settings: Settings) -> dict[str, Any]:
    """What /limits answers, as `answers.Limits` has it."""
    said = {
        **{name: getattr(settings, name) for name in NAMES},
        "quantities": QUANTITIES,
        "work": {
            path: {name: _terms(price(len(cell.gates), len(cell.state))) for name, cell in CELLS.items()}
            for path, price in PRICES.items()
        },
        "numbers": {name: _terms(numbers(cell)) for name, cell in CELLS.items()},
    }
    return answers.Limits.model_validate(said).model_dump()


def _terms(price: Price) -> dict[str, list[dict[str, Any]]]:
    return {
        part: [{**term._asdict(), "when": [condition._asdict() for condition in term.when]} for term in terms]
        for part, terms in price.items()
    }
