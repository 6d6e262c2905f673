"""The experiment that ships: made by its script, from small grids here, and the same numbers as in its file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.networks import experiment
from app.networks.experiment import FILE, RECIPE, Grid
from app.training.experiment.grid import COMPARED, Training
from app.training.experiment.outcome import train

TINY = replace(RECIPE, hidden_size=4, input_size=4, batch_size=4, steps=20)
SHIPPED: dict[str, Any] = json.loads(FILE.read_bytes())


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two tiny grids, and a file of their own for them."""
    grids = (Grid("recall", ["rnn", "gru"], [2, 3], 2, TINY), Grid("faster", ["rnn"], [3], 1, replace(TINY, clip=None)))
    monkeypatch.setattr(experiment, "RECIPE", TINY)
    monkeypatch.setattr(experiment, "GRIDS", grids)
    monkeypatch.setattr(experiment, "FILE", tmp_path / "small.json")

    @contextmanager
    def place() -> Iterator[Here]:
        yield Here()

    monkeypatch.setattr(experiment, "local", lambda _: place)
    return tmp_path / "small.json"


class Here:
    """An executor of this process."""

    def submit(self, work: Any, *arguments: Any) -> Any:
        future: Future[Any] = Future()
        future.set_result(work(*arguments))
        return future


def test_it_is_written_once_and_then_found_the_same(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert experiment.main([]) == 0
    first = small.read_bytes()
    assert experiment.main([]) == 0
    assert small.read_bytes() == first, "the times of the second run are in the file"
    written, same = capsys.readouterr().out.splitlines()
    assert written.endswith(", written")
    assert same.endswith(", the same")
    assert json.loads(first)["grids"][1]["changes"] == {"clip": None}


def test_check_writes_nothing(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert experiment.main(["--check"]) == 1
    assert not small.exists()
    experiment.main([])
    assert experiment.main(["--check"]) == 0
    small.write_text(small.read_text(encoding="utf-8").replace('"sha256":"', '"sha256":"0'), encoding="utf-8")
    before = small.read_bytes()
    assert experiment.main(["--check"]) == 1
    assert small.read_bytes() == before
    assert capsys.readouterr().out.splitlines()[-1].endswith(", differs")


def test_a_folder_keeps_what_is_done(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    experiment.main(["--folder", str(tmp_path / "kept")])
    first = small.read_bytes()
    small.unlink()
    monkeypatch.setattr(experiment, "outcomes", lambda missing, _: iter([None] * len(missing)))
    experiment.main(["--folder", str(tmp_path / "kept")])
    assert small.read_bytes() == first


def test_the_hash_is_of_every_number_but_the_seconds(small: Path) -> None:
    experiment.main([])
    made = json.loads(small.read_bytes())
    changed = json.loads(small.read_bytes())
    changed["grids"][0]["trainings"][0]["seconds"] = 99.0
    assert experiment.digest(changed) == experiment.digest(made) == made["sha256"]
    changed["grids"][1]["trainings"][0]["reach_after"][0] += 0.01
    assert experiment.digest(changed) != made["sha256"]


def test_the_trainings_are_in_the_order_of_the_lists(small: Path) -> None:
    experiment.main([])
    found = [
        (one["cell"], one["delay"], one["seed"]) for one in json.loads(small.read_bytes())["grids"][0]["trainings"]
    ]
    assert found == [(cell, delay, seed) for cell in ("rnn", "gru") for delay in (2, 3) for seed in (0, 1)]


@pytest.mark.parametrize("cell", COMPARED)
def test_what_ships_comes_out_again(cell: str) -> None:
    """To the digits of the file on the processor that made it; elsewhere some last bits are others."""
    shipped = next(one for one in SHIPPED["grids"][0]["trainings"] if (one["cell"], one["delay"]) == (cell, 2))
    found = train(Training(cell, 2, shipped["seed"], RECIPE))
    assert found.steps == shipped["steps"]
    assert found.accuracy == pytest.approx(shipped["accuracy"], abs=0.01)
    assert found.curve == pytest.approx(shipped["curve"], abs=0.05)
    assert found.reach_before == pytest.approx(shipped["reach_before"], abs=0.0051)
    assert found.reach_after == pytest.approx(shipped["reach_after"], abs=0.1)
