"""GET /cells: the gate diagrams hang together and name what /step answers."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from app.api.cells import describe
from app.engine.cells import CELLS

ANSWER = describe()
DRAWN = Path(__file__).parents[1] / "js/runs/cells.json"
"""The same, as the JavaScript tests draw it."""


def test_the_javascript_tests_draw_what_it_answers() -> None:
    assert json.loads(DRAWN.read_text(encoding="utf-8")) == ANSWER


def test_it_answers_json_with_every_cell(server: str) -> None:
    answer = httpx.get(f"{server}/cells")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json() == ANSWER
    assert set(ANSWER) == set(CELLS)


@pytest.mark.parametrize("name", CELLS)
def test_gates_and_state_are_the_cells_own(name: str) -> None:
    cell = ANSWER[name]
    assert cell["gates"] == list(CELLS[name].gates)
    assert cell["state"] == list(CELLS[name].state)


@pytest.mark.parametrize("name", CELLS)
def test_the_rest_is_what_the_class_declares(name: str) -> None:
    cell, declared = ANSWER[name], CELLS[name]
    assert cell["sigmoid"] == list(declared.sigmoid)
    assert (cell["direct"], cell["keeper"]) == (declared.direct, declared.keeper)
    assert cell["nonlinearities"] == list(declared.nonlinearities)


@pytest.mark.parametrize("name", CELLS)
def test_what_it_names_is_there(name: str) -> None:
    cell = ANSWER[name]
    assert set(cell["sigmoid"]) <= set(cell["gates"])
    assert {cell["direct"]} <= {"", *cell["state"]}
    assert {cell["keeper"]} <= {"", *cell["sigmoid"]}


@pytest.mark.parametrize("name", CELLS)
def test_edges_join_nodes_and_every_node_is_used(name: str) -> None:
    graph = ANSWER[name]["graph"]
    nodes = [node["name"] for node in graph["nodes"]]
    assert len(nodes) == len(set(nodes))
    assert {end for edge in graph["edges"] for end in edge} == set(nodes)


@pytest.mark.parametrize("name", CELLS)
def test_gates_and_state_leave_nodes_of_their_name(name: str) -> None:
    cell = ANSWER[name]
    nodes = {node["name"] for node in cell["graph"]["nodes"]}
    assert set(cell["gates"]) | set(cell["state"]) <= nodes


@pytest.mark.parametrize("name", CELLS)
def test_no_two_nodes_share_a_place(name: str) -> None:
    places = [(node["column"], node["row"]) for node in ANSWER[name]["graph"]["nodes"]]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("name", CELLS)
def test_an_edge_runs_on_in_time(name: str) -> None:
    graph = ANSWER[name]["graph"]
    column = {node["name"]: node["column"] for node in graph["nodes"]}
    assert all(column[start] <= column[end] for start, end in graph["edges"])
