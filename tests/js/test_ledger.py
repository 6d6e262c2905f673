"""The ledger draws nothing that a run refutes: its numbers, by the page's own code, against real runs."""

from __future__ import annotations

import json
import math
import random
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

RUNS = 240
WORDS = "the old man who lives by sea says that boy came to see him on day".split()  # noqa: SIM905
ASK = Path(__file__).parent / "support" / "ledger.mjs"

Run = dict[str, Any]
Told = dict[str, Any]


def draw(dice: random.Random) -> dict[str, object]:
    """The fields of a run: cells, radii, objectives, places of the loss, layers."""
    length = dice.randint(2, 14)
    fields: dict[str, object] = {
        "sentence": " ".join(dice.choice(WORDS) for _ in range(length)),
        "cell": dice.choice(["rnn", "gru", "lstm", "gru", "lstm"]),
        "hidden_size": dice.choice([1, 2, 3, 8, 17]),
        "seed": dice.randrange(1000),
        "objective": dice.choice(["recall", "sum", "next-token"]),
        "include": "gradients,gates,parameters",
    }
    if dice.random() < 0.5:
        fields["spectral_radius"] = dice.choice([0.3, 0.9, 1.5, 3.0])
    if fields["objective"] != "next-token" and dice.random() < 0.3:
        fields["loss_at"] = dice.randrange(length)
    if dice.random() < 0.3:
        fields |= {"num_layers": 2, "layer": dice.randrange(2)}
    if fields["cell"] == "lstm" and dice.random() < 0.5:
        fields["forget_bias"] = dice.choice([1, 3])
    return fields


@pytest.fixture(scope="module")
def drawn(server: str) -> list[tuple[Run, Told]]:
    dice = random.Random(13)
    runs = []
    for _ in range(RUNS):
        with urlopen(f"{server}/step?{urlencode(draw(dice))}") as response:
            runs.append(json.load(response))
    done = subprocess.run(["node", str(ASK)], input=json.dumps(runs), capture_output=True, text=True, check=True)
    return list(zip(runs, json.loads(done.stdout), strict=True))


def norm(values: list[float]) -> float:
    return math.hypot(*values)


def test_both_ways_and_their_sum_are_the_run_s_own(drawn: list[tuple[Run, Told]]) -> None:
    """The brace is within the triangle of the two ways; with one loss it is what the step before has."""
    checked, cancelled = 0, 0
    for run, told in drawn:
        for t, way in enumerate(told["ways"] or [], start=1):
            step, before = run["steps"][t], run["steps"][t - 1]
            past, through = step["direct_norm"], step["recurrent_norm"]
            if way["together"] is None or not past or not through:
                continue
            together = 10 ** way["together"]
            assert way["past"]["lands"] == step["log10_direct_norm"]
            assert way["through"]["lands"] == step["log10_recurrent_norm"]
            assert abs(past - through) * (1 - 1e-6) <= together <= (past + through) * (1 + 1e-6)
            if run["cell"] == "lstm":
                assert together == pytest.approx(math.hypot(past, through))
            elif not before["injected_norm"]:
                assert together == pytest.approx(norm(before["grad"]), rel=1e-6)
                cancelled += past + through > 1.2 * together
            checked += 1
    assert checked > 500
    # so a sum of norms would have been refuted
    assert cancelled > 20


def test_the_bars_of_the_gates_and_of_the_matrix_are_the_gains(drawn: list[tuple[Run, Told]]) -> None:
    checked = 0
    for run, told in drawn:
        for t, way in enumerate(told["ways"] or [], start=1):
            step, through = run["steps"][t], way["through"]
            if through["gates"] is None or through["lands"] is None:
                continue
            assert 10 ** (through["gates"] - through["from"]) == pytest.approx(step["pointwise_gain"])
            assert 10 ** (through["lands"] - through["gates"]) == pytest.approx(step["weight_gain"], rel=1e-5)
            checked += 1
    assert checked > 500


def test_shares_are_told_only_where_they_are_the_whole_change(drawn: list[tuple[Run, Told]]) -> None:
    """Of a plain cell with one loss: their sum is the change of the norm at every step."""
    checked = 0
    for run, told in drawn:
        if not told["shares"] or run["cell"] != "rnn":
            continue
        start = told["shares"]["start"]
        for step, slope, weight in zip(run["steps"], told["shares"]["slope"], told["shares"]["weight"], strict=True):
            if slope is None or weight is None or step["log10_grad_norm"] is None:
                continue
            assert slope <= 1e-9
            assert start + slope + weight == pytest.approx(step["log10_grad_norm"], abs=1e-6)
            checked += 1
    assert checked > 50
