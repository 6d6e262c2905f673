"""GET /experiment: the recall experiment as it ships, which app/networks/experiment.py makes, and what it answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field
from starlette.types import Receive, Scope, Send

from ..exports import json
from .answers import Exact
from .operations import SERVER
from .routing import Declared, declare

FILE = Path(__file__).resolve().parents[1] / "networks" / "recall-experiment.json"

Accuracy = Annotated[float, Field(ge=0, le=1)]
Reach = list[float | None]


class MadeWith(Exact):
    """What the numbers were computed with."""

    rnnflow: str
    numpy: str
    blas: str = Field(description="What multiplies the matrices, on one thread in each process.")
    machine: str


class DrawnCell(Exact):
    """The fields of /step that draw the network."""

    cell: str
    nonlinearity: str | None = None
    recurrent_init: str | None = None
    forget_bias: float | None = None


class Recipe(Exact):
    """What all trainings of a grid share; the names are those of /train."""

    experiment: str = Field(description="The task that is learned.")
    hidden_size: int
    input_size: int
    batch_size: int
    optimizer: str
    learning_rate: float
    clip: float | None = Field(description="The longest gradient, as its norm; null cuts nothing.")
    truncate: int | None = Field(description="Steps that the gradient goes back; null: to the first.")
    steps: int = Field(description="The most steps of a training; it ends earlier once it has learned.")
    check_every: int = Field(description="Steps from one point of `curve` to the next.")


class GridTraining(Exact):
    """One training, and what became of it."""

    cell: str = Field(description="A name in `cells`.")
    delay: int = Field(description="How many symbols came after the one that is asked for.")
    seed: int
    accuracy: Accuracy | None = Field(description="Of 1,024 held-out sequences; null where the training diverged.")
    loss: float | None
    learned: bool = Field(description="Whether two checks in a row found `learned_at` of the answers right.")
    diverged_at: int | None = Field(description="The step at which a number left the range of a double; null: none.")
    steps: int = Field(description="The steps that were taken.")
    curve: list[Accuracy] = Field(
        description="Accuracy of 128 held-out sequences, before the first step and after each `check_every` of them."
    )
    reach_before: Reach = Field(
        description="log10 of the root mean square of ‖∂L/∂h_t‖ over a batch, by the distance from the last step, 0 "
        "first: of the first batch. null is log10 of 0."
    )
    reach_after: Reach = Field(description="The same of the last batch that was learned from.")
    seconds: float = Field(description="How long one processor worked at it.")


class Grid(Exact):
    """Trainings of every cell at every delay from every seed, with one recipe."""

    name: str
    changes: dict[str, float | int | str | None] = Field(
        description="The fields of the recipe that are not those of the first grid."
    )
    recipe: Recipe
    cells: list[str]
    delays: list[int]
    seeds: list[int]
    trainings: list[GridTraining] = Field(description="By cell, delay and seed, in the order of the lists above.")


class ExperimentAnswer(Exact):
    """The experiment: how well each cell recalls the first of many symbols, by how many came after it."""

    sha256: str = Field(description="Of all the numbers but the seconds: the same wherever they come out the same.")
    made_with: MadeWith
    seconds: float = Field(description="Of all trainings together.")
    experiment: str
    chance: Accuracy = Field(description="The accuracy of guessing.")
    learned_at: Accuracy
    cells: dict[str, DrawnCell]
    grids: list[Grid] = Field(description="The experiment first, then grids that each change one thing in it.")


def add_experiment(router: APIRouter) -> None:
    """The route that answers the file."""
    body = FILE.read_bytes()

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(body, media_type=json.MEDIA_TYPE)(scope, receive, send)

    declare(
        router,
        "/experiment",
        Declared(answer, {}),
        operation_id="experiment",
        tags=[SERVER],
        summary="How far back can each cell learn to look?",
        description="The recall experiment, trained and shipped: name the first symbol after `delay` others. Every "
        "training's accuracy, its curve, how far its gradient reached, its seed and how long it took, and grids that "
        "change one thing (the learning rate, clipping, more steps). `rnnflow experiment recall` makes such numbers.",
        response_model=ExperimentAnswer,
        response_description="The trainings, grid by grid.",
    )
