"""GET /cells: the gate diagrams hang together and name what /step answers."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.engine.cells import CELLS
from app.main import create_app
from app.settings import Settings

ANSWER = TestClient(create_app(Settings())).get("/cells")


def test_it_answers_json_with_every_cell() -> None:
    assert ANSWER.status_code == 200
    assert ANSWER.headers["content-type"].startswith("application/json")
    assert set(ANSWER.json()) == set(CELLS)


@pytest.mark.parametrize("name", CELLS)
def test_gates_and_state_are_the_cells_own(name: str) -> None:
    cell = ANSWER.json()[name]
    assert cell["gates"] == list(CELLS[name].gates)
    assert cell["state"] == list(CELLS[name].state)


@pytest.mark.parametrize("name", CELLS)
def test_edges_join_nodes_and_every_node_is_used(name: str) -> None:
    graph = ANSWER.json()[name]["graph"]
    nodes = [node["name"] for node in graph["nodes"]]
    assert len(nodes) == len(set(nodes))
    assert {end for edge in graph["edges"] for end in edge} == set(nodes)


@pytest.mark.parametrize("name", CELLS)
def test_gates_and_state_leave_nodes_of_their_name(name: str) -> None:
    cell = ANSWER.json()[name]
    nodes = {node["name"] for node in cell["graph"]["nodes"]}
    assert set(cell["gates"]) | set(cell["state"]) <= nodes


@pytest.mark.parametrize("name", CELLS)
def test_no_two_nodes_stand_on_one_place(name: str) -> None:
    places = [(node["column"], node["row"]) for node in ANSWER.json()[name]["graph"]["nodes"]]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("name", CELLS)
def test_an_edge_runs_on_in_time(name: str) -> None:
    graph = ANSWER.json()[name]["graph"]
    column = {node["name"]: node["column"] for node in graph["nodes"]}
    assert all(column[start] <= column[end] for start, end in graph["edges"])
