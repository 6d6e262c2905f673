"""GET /experiment: the result that ships holds together, and is what docs/api.md and /openapi.json say."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

import pytest

from app.api.experiment import FILE, ExperimentAnswer
from app.networks import experiment as ready
from app.settings import ROOT
from app.training.experiment.grid import CELLS, Recipe
from app.training.experiment.outcome import FINAL_BATCHES, IN_A_ROW, LEARNED
from tests.asgi import Client

ANSWER: dict[str, Any] = json.loads(FILE.read_bytes())
GRIDS = pytest.mark.parametrize("grid", ANSWER["grids"], ids=lambda grid: grid["name"])


def test_it_answers_the_file(client: Client) -> None:
    answer = client.get("/experiment")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.content == FILE.read_bytes()
    assert client.request("HEAD", "/experiment").status_code == 200


def test_it_is_as_openapi_describes_it() -> None:
    ExperimentAnswer.model_validate(ANSWER, strict=True)


def test_api_md_shows_every_name() -> None:
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```json\n(\{\"sha256\".*?)```", text, re.DOTALL)
    example = json.loads(shown)
    assert example.keys() == ANSWER.keys()
    assert example["cells"] == ANSWER["cells"]
    assert example["grids"][0].keys() == ANSWER["grids"][0].keys()
    assert example["grids"][0]["recipe"] == ANSWER["grids"][0]["recipe"]
    assert example["grids"][0]["trainings"][0].keys() == ANSWER["grids"][0]["trainings"][0].keys()


def test_it_is_small() -> None:
    assert len(FILE.read_bytes()) < 150_000


def test_its_hash_is_that_of_its_numbers() -> None:
    """So that a number which is edited by hand is found."""
    assert ready.digest(ANSWER) == ANSWER["sha256"]


def test_it_is_the_experiment_that_the_script_makes() -> None:
    made = [(one.name, one.changes(), list(one.cells), list(one.delays), one.seeds) for one in ready.GRIDS]
    assert made == [
        (grid["name"], grid["changes"], grid["cells"], grid["delays"], len(grid["seeds"])) for grid in ANSWER["grids"]
    ]
    assert ANSWER["cells"] == CELLS


def test_it_compares_five_cells_from_2_to_100() -> None:
    first = ANSWER["grids"][0]
    assert len(first["cells"]) == 5
    assert first["delays"] == [2, 5, 10, 20, 50, 100]
    assert len(first["seeds"]) >= 3
    assert len(ANSWER["grids"]) > 2


@GRIDS
def test_every_training_of_the_grid_is_there_once_and_in_order(grid: dict[str, Any]) -> None:
    expected = [(cell, delay, seed) for cell in grid["cells"] for delay in grid["delays"] for seed in grid["seeds"]]
    assert [(one["cell"], one["delay"], one["seed"]) for one in grid["trainings"]] == expected


@GRIDS
def test_the_recipe_is_the_first_with_its_changes(grid: dict[str, Any]) -> None:
    names = {field.name for field in fields(Recipe)}
    first, own = ANSWER["grids"][0]["recipe"], grid["recipe"]
    assert {name: own[name] for name in names} == {name: first[name] for name in names} | grid["changes"]


@GRIDS
def test_a_training_tells_one_story(grid: dict[str, Any]) -> None:
    recipe = grid["recipe"]
    scored = FINAL_BATCHES * recipe["batch_size"]
    for one in grid["trainings"]:
        assert len(one["reach_before"]) == len(one["reach_after"]) == one["delay"] + 1
        assert len(one["curve"]) == one["steps"] // recipe["check_every"] + 1
        assert one["learned"] == (min(one["curve"][-IN_A_ROW:]) >= LEARNED)
        if one["diverged_at"] is None:
            assert one["learned"] or one["steps"] == recipe["steps"]
            assert one["accuracy"] in {round(right / scored, 4) for right in range(scored + 1)}
        else:
            assert one["accuracy"] is one["loss"] is None


def test_the_file_is_a_line_a_training() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + sum(len(grid["trainings"]) for grid in ANSWER["grids"])
