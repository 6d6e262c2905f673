"""The lesson's verdicts follow the run: each is drawn from many runs by the page's own code, and held against them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.engine import reader
from tests.js.drawn import HELD_BY_A_DOUBLE, SENTENCE, Drawn, answered, change, chosen, finite, gains, power
from tests.quick import examples

RUNS = examples(1000)
HALF = math.log10(2)
LOUD, FELT = "The words near the end speak loudest.", math.log10(0.01)


def drawn(random: np.random.Generator, **fields: Any) -> Drawn:
    """A run of the lesson's kind: tanh, recall at the end, five words or more."""
    asked: dict[str, Any] = {
        "cell": "rnn",
        "hidden_size": int(random.choice([2, 8, 32])),
        "seed": int(random.integers(1 << 32)),
        "spectral_radius": [None, 0.3, 0.5, 1.0, 1.5, 2.5, 4.0][random.integers(7)],
        **fields,
    }
    words = SENTENCE[: int(random.integers(5, len(SENTENCE) + 1))]
    network = reader.seeded(vocabulary=sorted(set(words)), **asked)
    run = reader.run(network, words, objective="recall")
    found = Drawn(run, {**asked, "T": len(words), "objective": "recall", "loss_at": None, "layer": 0, "direction": 0})
    # an answer that is certain leaves a gradient that no double holds
    return found if (found.levels[-1] or 0) > HELD_BY_A_DOUBLE else drawn(random, **fields)


def lessons(name: str, keys: list[str], all_drawn: list[Drawn], beside: Any = None) -> list[list[list[Any]]]:
    """For each run: [key, claims, text] in English, then in Korean."""
    asked = [
        {
            "lesson": {
                "claims": name,
                "run": answered(drawn),
                "beside": {each: answered(other) for each, other in (beside[i] if beside else {}).items()},
                "keys": keys,
            }
        }
        for i, drawn in enumerate(all_drawn)
    ]
    return chosen(asked)


def size(text: str) -> float:
    """A size as the lesson writes it, as log10: `0.024`, `10^{−4.30}`, `0`."""
    if text.startswith("10^") or text == "0":
        return power(text)
    return math.log10(float(text))


def fate(drawn: Drawn) -> str:
    way = change(drawn)
    return "gone" if way == -math.inf else "faded" if way < -HALF else "grew" if way > HALF else "stayed"


def near(said: str, exact: float) -> bool:
    return size(said) == exact or abs(size(said) - exact) < 0.03


def test_what_became_of_a_stretched_or_shrunk_gradient_and_who_did_it() -> None:
    random = np.random.default_rng(1)
    all_drawn = [drawn(random) for _ in range(RUNS)]
    seen = set()
    said = lessons("scaled", ["lesson-5-3-answer", "lesson-5-4", "lesson-5-5"], all_drawn)
    for each, told in zip(all_drawn, said, strict=True):
        (_, args, first), (_, _, second), (_, _, third), *korean = told
        seen.add(args["fate"])
        assert args["fate"] == fate(each)
        if args["fate"] != "gone":
            slopes, weights = gains(each)
            assert near(args["slope"], slopes.sum())
            assert near(args["weight"], weights.sum())
        assert ("gave more than tanh′ took" in first) == (fate(each) == "grew")
        assert ("This is the exploding gradient" in second) == (fate(each) == "grew")
        assert ("This is the vanishing gradient" in third) == (fate(each) in {"faded", "gone"})
        assert ("이것이 기울기 폭발" in korean[1][2]) == (fate(each) == "grew")
        assert ("이것이 기울기 소실" in korean[2][2]) == (fate(each) in {"faded", "gone"})
    assert seen >= {"faded", "grew", "stayed"}


def test_how_a_long_way_fades() -> None:
    random = np.random.default_rng(2)
    all_drawn = [drawn(random) for _ in range(RUNS)]
    seen = set()
    for each, told in zip(
        all_drawn, lessons("fading", ["lesson-6-2-answer", "lesson-6-3", "lesson-6-5"], all_drawn), strict=True
    ):
        (_, args, answer), (_, _, pace), (_, _, why), *korean = told
        seen |= {args["way"], args["single"], args["all"]}
        levels = np.array([math.nan if level is None else level for level in each.levels])
        steps, way = levels[:-1] - levels[1:], change(each)
        if args["way"] != "gone":
            most = (steps * np.sign(way)).max()
            assert ("One step alone" in answer) == (most > abs(way) / 2)
            assert float(args["factor"]) == pytest.approx(10 ** (way / len(steps)), abs=5.1e-4)
            assert (np.count_nonzero(levels >= levels[-1] + FELT)) == int(args["felt"])
        assert args["way"] == fate(each)
        assert ("falls to a tenth" in pace) == (fate(each) == "faded")
        assert ("does not fall but grows" in pace) == (fate(each) == "grew")
        assert ("hardly changes" in pace) == (fate(each) == "stayed")
        assert ("exception" in why) == (fate(each) in {"grew", "stayed"})
        assert ("예외" in korean[2][2]) == (fate(each) in {"grew", "stayed"})
        if fate(each) == "faded":
            assert float(args["tenth"]) == pytest.approx(-len(steps) / way, abs=0.051)
    assert seen >= {"faded", "grew", "stayed", "yes", "no"}


def test_both_ends_and_the_first_step_back() -> None:
    random = np.random.default_rng(3)
    all_drawn = [drawn(random) for _ in range(RUNS // 2)]
    for each, told in zip(all_drawn, lessons("ends", ["lesson-4-2-answer"], all_drawn), strict=True):
        (_, args, text), _ = told
        assert args["way"] == fate(each)
        assert ("Only" in text) == (fate(each) == "faded")
        assert ("It grew" in text) == (fate(each) == "grew")
        assert near(args["end"], each.levels[-1] or 0.0)
    for each, told in zip(all_drawn, lessons("stepBack", ["lesson-4-4"], all_drawn), strict=True):
        (_, args, text), _ = told
        before = -math.inf if each.levels[-2] is None else each.levels[-2]
        last = each.levels[-1]
        assert last is not None
        assert ("It grew" in text) == (before > last)
        assert near(args["to"], before)


def test_the_cells_are_ranked_and_what_opened_gates_did() -> None:
    random = np.random.default_rng(4)
    threes = []
    for _ in range(RUNS // 4):
        seed = int(random.integers(1 << 32))
        words = random.bit_generator.state
        three = {}
        for name, cell in (("rnn", "rnn"), ("gru", "gru"), ("lstm", "lstm"), ("open", "lstm")):
            random.bit_generator.state = words
            bias = {"forget_bias": 3.0} if name == "open" else {}
            three[name] = drawn(random, cell=cell, seed=seed, spectral_radius=None, **bias)
        threes.append(three)
    beside = [{"rnn": three["rnn"], "gru": three["gru"]} for three in threes]
    said = lessons("three", ["lesson-7-4-answer"], [three["lstm"] for three in threes], beside)
    for three, told in zip(threes, said, strict=True):
        (_, args, text), _ = told
        ways = {name: change(three[name]) for name in ("rnn", "gru", "lstm")}
        assert ways[args["best"]] == max(ways.values())
        assert ways[args["worst"]] == min(ways.values())
        assert ("the LSTM comes last" in text) == (ways["lstm"] == min(ways.values()))
    shut = [{"shut": three["lstm"]} for three in threes]
    for three, told in zip(threes, lessons("opened", ["lesson-7-5"], [t["open"] for t in threes], shut), strict=True):
        (_, args, text), _ = told
        assert (args["helps"] == "yes") == (change(three["open"]) > change(three["lstm"]))
        assert ("Here it does not help" in text) == (args["helps"] == "no")
        assert finite(float(args["f"])) is not None
