"""A run that leaves the range of a double: the refusal says what did, where, and which field to change."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app.api import engine_problems
from app.engine.errors import OutOfRange
from tests.asgi import Client, only


def test_the_first_step_out_of_range_is_named(client: Client) -> None:
    fields = {"sentence": "to be or not " * 500, "nonlinearity": "relu", "spectral_radius": 4, "hidden_size": 32}
    detail = only(client.get("/step", params=fields))
    assert detail["type"] == "out_of_range"
    assert re.search(r"t = \d+", detail["msg"])


RELU = {"sentence": "i am", "hidden_size": 2, "nonlinearity": "relu", "seed": 0}


HUGE = {"h": [1.7e308, 1.7e308]}


GROWING = {"sentence": "to " * 817, "nonlinearity": "relu", "spectral_radius": 4, "hidden_size": 16, "seed": 0}


@pytest.mark.parametrize(
    ("fields", "place", "came"),
    [
        ({"state": HUGE, "recurrent_init": "orthogonal"}, ["state"], HUGE),
        ({"state": HUGE, "recurrent_init": "orthogonal", "spectral_radius": None}, ["state"], HUGE),
        ({"state": HUGE, "spectral_radius": 4}, ["spectral_radius"], 4),
    ],
)
def test_a_state_that_overflows_is_named_where_no_radius_is(
    client: Client, fields: dict[str, Any], place: list[str], came: object
) -> None:
    detail = only(client.post("/step", json=RELU | fields))
    assert (detail["type"], detail["loc"], detail["input"]) == ("out_of_range", ["body", *place], came)
    assert "t = " in detail["msg"]
    assert place[0] in detail["msg"]


def test_an_edit_that_overflows_is_named(client: Client) -> None:
    edits = [{"t": 0, "h": HUGE["h"]}]
    detail = only(client.post("/what-if", json=RELU | {"recurrent_init": "orthogonal", "edits": edits}))
    assert (detail["type"], detail["loc"], detail["input"]) == ("out_of_range", ["body", "edits"], edits)
    assert "smaller numbers in edits" in detail["msg"]


@pytest.mark.parametrize(("sent", "loc"), [({"nonlinearity": "relu"}, ["query", "nonlinearity"]), ({}, ["query"])])
def test_without_numbers_the_nonlinearity_is_named_or_nothing(sent: dict[str, object], loc: list[str]) -> None:
    (problem,) = engine_problems.from_engine(OutOfRange("h", 3), "query", sent).problems
    assert problem.loc == tuple(loc)


def test_numbers_beyond_range_without_a_state_name_none(client: Client) -> None:
    detail = only(client.get("/step", params=GROWING | {"include": "projection"}))
    assert (detail["type"], detail["loc"], detail["input"]) == ("not_finite", ["query", "spectral_radius"], "4")
    assert "state" not in detail["msg"]


def test_what_overflowed_is_named(client: Client) -> None:
    """The plane of huge states, and the product before the state that it makes."""
    huge = {"sentence": "i am", "hidden_size": 2, "state": {"h": [1.7e308, -1.7e308]}}
    detail = only(client.post("/step", json={**huge, "include": ["projection"]}))
    assert detail["msg"].startswith("projection leaves the range")
    growing = {"sentence": "a " * 1_000, "nonlinearity": "relu", "spectral_radius": 4, "hidden_size": 2, "seed": 4}
    assert only(client.post("/step", json=growing))["msg"].startswith("hh leaves the range of a double at t = ")
