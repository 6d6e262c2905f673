"""What the page says of a run is true of it.

Thousands of runs are drawn, the page's own code chooses its sentences for each (in Node), and every sentence is held
against numbers that are computed here from W_h and the states alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from app.engine import reader, remembering
from tests.js.drawn import (
    OF_EVERY_STEP,
    ROUNDING,
    RUNS,
    SENTENCE,
    Array,
    Drawn,
    Saying,
    change,
    chosen,
    draw,
    finite,
    gains,
    losses,
    power,
    says,
    told_to_the_page,
)


def only_can(drawn: Drawn, most: float) -> None:
    """W_h lengthens no vector by more than `most`, and no slope is above 1."""
    assert np.linalg.norm(drawn.w, 2) <= most
    assert drawn.slopes.max() <= 1


def grown(drawn: Drawn, args: dict[str, str]) -> None:
    powered = np.linalg.matrix_power(drawn.w, int(args["steps"]))
    assert drawn.rho > 1
    assert math.log10(np.linalg.norm(powered, 2)) >= power(args["alone"]) - ROUNDING


def kept(drawn: Drawn, _: dict[str, str]) -> None:
    only_can(drawn, 1 + 2e-6)
    np.testing.assert_allclose(drawn.w @ drawn.w.T, np.eye(len(drawn.w)), atol=1e-4)


def multiplied(drawn: Drawn, args: dict[str, str]) -> None:
    assert losses(drawn) == 1
    slopes, weights = gains(drawn)
    assert says(args["slope"], slopes.sum())
    assert says(args["weight"], weights.sum())
    assert says(args["change"], slopes.sum() + weights.sum())


def changed(drawn: Drawn, args: dict[str, str]) -> None:
    assert says(args["change"], change(drawn))


def joined(drawn: Drawn, args: dict[str, str]) -> None:
    assert drawn.run.objective in OF_EVERY_STEP
    assert drawn.asked["loss_at"] is None
    changed(drawn, args)


def joined_above(drawn: Drawn, args: dict[str, str]) -> None:
    assert drawn.below
    changed(drawn, args)


def cut(drawn: Drawn, args: dict[str, str]) -> None:
    assert args["steps"] == str(drawn.asked["truncate"])
    assert drawn.levels[0] is None or losses(drawn) > 1


def held(drawn: Drawn, _: dict[str, str]) -> None:
    assert drawn.rho > 1
    assert losses(drawn) == 1
    slopes, weights = gains(drawn)
    assert weights.sum() > 0
    assert slopes.sum() <= -weights.sum() + ROUNDING


def held_gated(drawn: Drawn, _: dict[str, str]) -> None:
    assert drawn.run.cell != "rnn"
    assert drawn.rho > 1
    assert losses(drawn) == 1
    assert change(drawn) <= 0


def once(drawn: Drawn, args: dict[str, str]) -> None:
    assert losses(drawn) == 1
    changed(drawn, args)


def highest(drawn: Drawn, args: dict[str, str]) -> None:
    peak = max(drawn.jacobians)
    assert says(args["peak"], math.log10(peak))
    assert drawn.jacobians[-1 - int(args["after"])] == pytest.approx(peak, rel=1e-6)
    assert change(drawn) <= power(args["peak"]) + ROUNDING


def never_higher(drawn: Drawn, _: dict[str, str]) -> None:
    start = drawn.levels[drawn.set_out]
    assert start is not None
    assert max(drawn.jacobians) < 10**ROUNDING
    assert all(level is None or level <= start + ROUNDING for level in drawn.levels)


HELD: dict[str, Callable[[Drawn, dict[str, str]], object]] = {
    "one": lambda drawn, _: require(drawn.set_out == 0),
    "shrinks": lambda drawn, _: only_can(drawn, 1.0),
    "keeps": lambda drawn, _: only_can(drawn, 1 + 2e-6),
    "orthogonal": kept,
    "fades": lambda drawn, _: require(drawn.rho < 1 < np.linalg.norm(drawn.w, 2)),
    "even": lambda drawn, _: require(abs(drawn.rho - 1) < ROUNDING and np.linalg.norm(drawn.w, 2) > 1),
    "grows": grown,
    "gated": lambda drawn, _: require(drawn.run.cell != "rnn"),
    "ledger": multiplied,
    "plain": once,
    "cut": cut,
    "joined": joined,
    "joined-above": joined_above,
    "held": held,
    "held-gated": held_gated,
    "gone": lambda drawn, _: require(drawn.levels[0] is None),
    "roof": highest,
    "roof-none": never_higher,
}
"""By what follows `verdict-` in a sentence's key: what fails where the run refutes it."""


def require(holds: object) -> None:
    assert holds


def test_every_verdict_is_true_of_its_run() -> None:
    random = np.random.default_rng(20261128)
    all_drawn = [drawn for _ in range(RUNS) if (drawn := draw(random))]
    said = chosen([told_to_the_page(drawn) for drawn in all_drawn])
    seen: set[str] = set()
    for drawn, sayings in zip(all_drawn, said, strict=True):
        for key, args in sayings:
            seen.add(key.removeprefix("verdict-"))
            try:
                HELD[key.removeprefix("verdict-")](drawn, args)
            except AssertionError as error:
                raise AssertionError(f"{key} {args} of {drawn.asked}: {error}") from error
    assert seen == HELD.keys()


def test_what_is_said_of_remembering_is_true_of_its_curve() -> None:
    random = np.random.default_rng(7)
    asked: list[dict[str, Any]] = []
    for _ in range(400):
        fields: dict[str, Any] = {
            "cell": str(random.choice(["rnn", "gru", "lstm"])),
            "hidden_size": int(random.choice([2, 8])),
            "seed": int(random.integers(1 << 32)),
            "spectral_radius": [None, 0.0, 1.0, 1.5, 2.5][random.integers(5)],
        }
        words = SENTENCE[: int(random.integers(1, len(SENTENCE) + 1))]
        network = reader.seeded(vocabulary=sorted(set(words)), headless=True, **fields)
        (norms,) = remembering.log10_norms([network], network.ids(words))
        life = remembering.half_life(norms)
        distances = [{"log10_norm": None if math.isinf(level) else float(level)} for level in norms]
        asked.append({"memory": {"distances": distances, "half_life": finite(life)}})
    seen = set()
    for question, [(key, args)] in zip(asked, chosen(asked), strict=True):
        levels = [each["log10_norm"] for each in question["memory"]["distances"]]
        below = [d for d, level in enumerate(levels) if level is None or level <= math.log10(0.5)]
        seen.add(key)
        match key:
            case "memory-short":
                assert len(levels) < 4
            case "memory-gone":
                assert levels[int(args["n"]) + 1] is None
                assert None not in levels[: int(args["n"]) + 1]
            case "memory-keeps":
                assert not below
            case "memory-half-life":
                assert below[0] == int(args["first"])
                assert float(args["n"]) <= len(levels)
            case "memory-half-gone":
                assert below[0] == int(args["first"])
            case other:
                pytest.fail(f"no check for {other}")
    assert seen == {"memory-short", "memory-gone", "memory-keeps", "memory-half-life", "memory-half-gone"}


def edit_distance(a: list[str], b: list[str]) -> int:
    """Levenshtein's, row by row."""
    row = list(range(len(b) + 1))
    for i, token in enumerate(a, 1):
        above, row = row, [i]
        for j, other in enumerate(b, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (token != other)))
    return row[-1]


def changed_sentence(random: np.random.Generator, words: list[str]) -> list[str]:
    """Another sentence: the same, cut short, or with words replaced, put in or left out."""
    other = list(words)
    for _ in range(int(random.integers(0, 3))):
        at = int(random.integers(0, len(other)))
        kind = int(random.integers(0, 4))
        other[at : at + (kind != 1)] = [] if kind == 2 and len(other) > 1 else [str(random.choice(SENTENCE))]
        if kind == 3:
            other = other[: at + 1]
    return other


def draw_two(random: np.random.Generator) -> tuple[list[list[str]], list[Array], str]:
    """Two sentences of one network, their states by step, and the direction that reads them."""
    words = [SENTENCE[k] for k in random.integers(0, 6, int(random.integers(1, 12)))]
    both = [words, changed_sentence(random, words)]
    direction = str(random.choice(["forward", "forward", "backward"]))
    fields: dict[str, Any] = {
        "cell": str(random.choice(["rnn", "rnn", "gru", "lstm"])),
        "hidden_size": int(random.choice([1, 3, 8])),
        "seed": int(random.integers(1 << 32)),
        "spectral_radius": [None, 0.0, 0.01, 0.5, 1.0, 2.5][random.integers(6)],
        "bidirectional": direction == "backward",
    }
    network = reader.seeded(vocabulary=sorted({*both[0], *both[1]}), **fields)
    runs = [reader.run(network, tokens, objective="sum", direction=int(direction == "backward")) for tokens in both]
    return both, [run.h for run in runs], direction


Pairs = list[tuple[int | None, int | None]]


def gaps_as_few_as_possible(both: list[list[str]], pairs: Pairs) -> None:
    for side, tokens in enumerate(both):
        assert [pair[side] for pair in pairs if pair[side] is not None] == list(range(len(tokens)))
    a, b = both
    changes = sum(i is None or j is None or a[i] != b[j] for i, j in pairs)
    by_position = len(a) == len(b)
    assert changes == (sum(x != y for x, y in zip(a, b, strict=True)) if by_position else edit_distance(a, b))
    if by_position:
        assert pairs == [(t, t) for t in range(len(a))]


def test_what_is_said_of_two_sentences_is_true_of_their_states() -> None:
    random = np.random.default_rng(12)
    all_drawn = [draw_two(random) for _ in range(600)]
    asked = [
        {
            "beside": [
                {"tokens": tokens, "direction": direction, "steps": [{"h": row.tolist()} for row in h]}
                for tokens, h in zip(both, states, strict=True)
            ]
        }
        for both, states, direction in all_drawn
    ]
    seen: set[str] = set()
    for (both, states, direction), ((_, found), *sayings) in zip(all_drawn, chosen(asked), strict=True):
        pairs = [(pair["a"], pair["b"]) for pair in found]
        gaps_as_few_as_possible(both, pairs)
        beside = [(i, j) for i, j in pairs if i is not None and j is not None]
        if direction == "backward":
            beside.reverse()
        apart = [float(np.linalg.norm(states[0][i] - states[1][j])) for i, j in beside]
        level = [
            math.log10(d) if d > 1e-12 * max(1.0, float(np.linalg.norm(states[0][i]))) else -math.inf
            for d, (i, _) in zip(apart, beside, strict=True)
        ]
        names = [both[0][i] if both[0][i] == both[1][j] else f"{both[0][i]}/{both[1][j]}" for i, j in beside]
        seen |= {key for key, _ in sayings}
        of_two(level, names, len(pairs) - len(beside), sayings)
    assert seen == {f"beside-{key}" for key in ("same", "longer", "part", "meet", "near", "apart", "farthest")}


def of_two(level: list[float], names: list[str], gaps: int, sayings: list[Saying]) -> None:
    """Hold the sentences against log10 of the differences in reading order; −inf where the states are the same."""
    (first, args), rest = sayings[0], sayings[1:]
    if first in {"beside-same", "beside-longer"}:
        assert max(level) == -math.inf
        assert (first == "beside-longer") == (gaps > 0)
        return
    assert first == "beside-part"
    at = next(k for k, each in enumerate(level) if each > -math.inf)
    assert args["word"] == names[at]
    assert says(args["size"], level[at])
    assert bool(rest) == (at < len(level) - 1)
    for key, after in rest:
        peak = max(level)
        assert says(after["most"], peak)
        assert after["last"] == names[-1]
        assert (after["begins"] == "yes") == (level[at] == peak)
        if key == "beside-meet":
            back = max(k for k, each in enumerate(level) if each > -math.inf) + 1
            assert set(level[back:]) == {-math.inf}
            assert after["word"] == names[back]
            continue
        assert says(after["size"], level[-1])
        assert says(after["share"], level[-1] - peak)
        assert (key == "beside-farthest") == (level[-1] == peak)
        assert (key == "beside-near") == (level[-1] <= peak - 1)
