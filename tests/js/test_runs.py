"""What the JavaScript tests draw is still what /step and /cells answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.js.runs.make import FOLDER, QUESTIONS, answers


@pytest.fixture(scope="module")
def now(server: str) -> dict[str, dict[str, Any]]:
    return answers(server, QUESTIONS)


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Every number and word of an answer by its place in it."""
    if not isinstance(value, dict | list):
        return {path: value}
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    return {key: leaf for name, part in list(parts) for key, leaf in flat(part, f"{path}/{name}").items()}


def compare(committed: Path, answer: Any) -> None:
    """Hold an answer against the file that was written of it."""
    was, now = flat(json.loads(committed.read_text(encoding="utf-8"))), flat(answer)
    assert was.keys() == now.keys()
    for place, value in was.items():
        wanted = pytest.approx(value, rel=2e-5, abs=1e-12) if isinstance(value, float) else value
        assert now[place] == wanted, place


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_committed_is_what_is_answered(name: str, now: dict[str, dict[str, Any]]) -> None:
    compare(FOLDER / f"{name}.json", now[name])
