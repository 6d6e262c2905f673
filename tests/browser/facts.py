"""What the lesson should show and say at each stop, worked out from /step's answers alone."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from tests.browser.seeing import power, short

Run = dict[str, Any]
SHORT = "i am a boy"
LONG = {
    "en": "the river that moved this stone a thousand years ago still turns at night toward the place where it once "
    "learned how to fall",
    "ko": "천 년 전 이 돌을 옮겨 놓은 강은 아직도 밤이 되면 맨 처음 떨어지는 법을 배웠던 "
    "그 자리를 향해 아무도 모르게 조용히 몸을 돌린다",
}
STRETCHED = {"spectral_radius": 2.5, "hidden_size": 32}

# Chapter, stop: the fields ("long" stands for the long sentence), the view, u before and (where it asks) after, in T.
At = tuple[dict[str, Any], str, float, float | None]
STOPS: dict[tuple[int, int], At] = {
    (1, 1): ({}, "unrolled", 0, None),
    (1, 2): ({}, "rolled", 2, None),
    (1, 3): ({}, "rolled", 2, 4),
    (1, 4): ({}, "unrolled", 4, None),
    (2, 1): ({}, "unrolled", 0.5, None),
    (2, 2): ({}, "unrolled", 1, None),
    (2, 3): ({}, "unrolled", 1.5, 2),
    (2, 4): ({}, "unrolled", 2, None),
    (2, 5): ({}, "unrolled", 4, None),
    (2, 6): ({}, "unrolled", 4, None),
    (3, 1): ({}, "cell", 1.36, None),
    (3, 2): ({}, "cell", 1.5, None),
    (3, 3): ({}, "cell", 1.6, None),
    (3, 4): ({}, "cell", 1.6, 1.7),
    (3, 5): ({}, "cell", 1.7, None),
    (3, 6): ({}, "unrolled", 2, None),
    (4, 1): ({}, "unrolled", 4, None),
    (4, 2): ({}, "unrolled", 4, 8),
    (4, 3): ({}, "unrolled", 4.32, None),
    (4, 4): ({}, "unrolled", 5.32, None),
    (4, 5): ({}, "unrolled", 8, None),
    (5, 1): ({}, "unrolled", 5, None),
    (5, 2): ({}, "unrolled", 8, None),
    (5, 3): (STRETCHED, "unrolled", 4, 8),
    (5, 4): ({**STRETCHED, "sentence": "long"}, "unrolled", math.inf, None),
    (5, 5): ({"spectral_radius": 0.5, "sentence": "long"}, "unrolled", math.inf, None),
    (6, 1): ({"sentence": "long"}, "sentence", 0, None),
    (6, 2): ({"sentence": "long"}, "sentence", -math.inf, math.inf),
    (6, 3): ({"sentence": "long"}, "unrolled", math.inf, None),
    (6, 4): ({"sentence": "long", "tokenizer": "char"}, "sentence", math.inf, None),
    (6, 5): ({"sentence": "long"}, "sentence", math.inf, None),
    (6, 6): ({"sentence": "long"}, "unrolled", math.inf, None),
    (7, 1): ({"cell": "lstm"}, "cell", 2, None),
    (7, 2): ({"cell": "lstm"}, "cell", 2, None),
    (7, 3): ({"cell": "gru"}, "cell", 2, None),
    (7, 4): ({"cell": "lstm"}, "unrolled", 4, 8),
    (7, 5): ({"cell": "lstm", "forget_bias": 3, "sentence": "long"}, "unrolled", math.inf, None),
    (7, 6): ({"cell": "lstm", "sentence": "long"}, "unrolled", math.inf, None),
    (8, 1): ({}, "unrolled", 8, None),
    (8, 2): ({}, "unrolled", 8, None),
    (8, 3): ({}, "unrolled", 4, 4),
    (8, 4): ({}, "unrolled", 8, None),
    (8, 5): ({}, "unrolled", 8, None),
}
LAST = {chapter: max(stop for c, stop in STOPS if c == chapter) for chapter, _ in STOPS}


def log(run: Run, t: int) -> float:
    return float(run["steps"][t]["log10_grad_norm"])


def way(run: Run) -> float:
    return log(run, 0) - log(run, -1)


def ratio(run: Run, lang: str) -> str:
    """A factor in words: "43%", "1/36", "5.1 times", "10−8.34"."""
    left = way(run)
    if abs(left) > 3:
        return power(left)
    if left >= 0:
        return short(10**left) + {"en": " times", "ko": "배"}[lang]
    n = 10**-left
    return f"{percent(1 / n)}%" if n < 9.95 else f"1/{n:.0f}"


def exact(run: Run, lang: str) -> str:
    """What stands beside a factor in words: "10%", "0.31%", beyond 10⁻⁴ a power of ten."""
    left = way(run)
    if left > 0:
        return ratio(run, lang)
    if left < -4:
        return power(left)
    share = 100 * 10**left
    return f"{percent(share / 100)}%" if share >= 9.95 else f"{float(f'{share:.2g}'):g}%"


def level(log10: float) -> str:
    return f"{float(f'{10**log10:.1e}'):g}" if abs(log10) < 3 else power(log10)


def plus(value: float) -> str:
    return ("+" if not short(value).startswith("−") and float(short(value)) else "") + short(value)


def percent(share: float) -> str:
    return f"{math.floor(100 * share + 0.5)}"


def pushes(run: Run) -> dict[str, str]:
    """What pushes unit 0 at “am”, and its largest single product."""
    parameters = run["parameters"]
    sides = {"memory": (run["steps"][0]["h"], "hh"), "input": (run["steps"][1]["x"], "ih")}
    products = {
        side: [w * v for w, v in zip(parameters[f"rnn.weight_{name}_l0"][0], values, strict=True)]
        for side, (values, name) in sides.items()
    }
    side, index = max(
        ((s, i) for s in products for i in range(len(products[s]))), key=lambda p: abs(products[p[0]][p[1]])
    )
    values, name = sides[side]
    bias = parameters["rnn.bias_ih_l0"][0] + parameters["rnn.bias_hh_l0"][0]
    return {
        "n": str(sum(map(len, products.values()))),
        "index": str(index),
        "value": short(values[index]),
        "weight": short(parameters[f"rnn.weight_{name}_l0"][0][index]),
        "product": plus(products[side][index]),
        "input": plus(sum(products["input"])),
        "memory": plus(sum(products["memory"])),
        "bias": plus(bias),
        "a": short(run["steps"][1]["gates"]["a"][0]),
    }


def everything(run: Run, at: tuple[int, int], lang: str, other: Callable[..., Run]) -> dict[str, str]:
    """Each number that a stop can say, by its name, from /step's answers; `other` gives the run of other fields."""
    T, H, I = len(run["tokens"]), run["hidden_size"], run["input_size"]
    common = {"T": str(T), "H": str(H), "I": str(I), "less": str(T - 1), "n": str(H * I + H * H + H)}
    ends = {
        "ratio": ratio(run, lang),
        "exact": exact(run, lang),
        "end": level(log(run, -1)),
        "start": level(log(run, 0)),
    }
    path = {f"h{t}": short(step["h"][0]) for t, step in enumerate(run["steps"][:4])}
    path |= {"one": short(10 ** (log(run, -2) - log(run, -1)))}
    return {
        **common,
        **ends,
        **path,
        "norm": short(math.hypot(*run["steps"][-1]["h"])),
        **OF[at[0]](run, at, lang, other),
    }


def nothing(*_: Any) -> dict[str, str]:
    return {}


def alone(run: Run, *_: Any) -> dict[str, str]:
    """What “am” makes of unit 0 by itself."""
    x, parameters = run["steps"][1]["x"], run["parameters"]
    fed = sum(w * v for w, v in zip(parameters["rnn.weight_ih_l0"][0], x, strict=True))
    bias = parameters["rnn.bias_ih_l0"][0] + parameters["rnn.bias_hh_l0"][0]
    return {**pushes(run), "alone": short(math.tanh(fed + bias))}


def inside(run: Run, *_: Any) -> dict[str, str]:
    h = run["steps"][1]["h"][0]
    left = percent(h / run["steps"][1]["gates"]["a"][0])
    return {**pushes(run), "h": short(h), "slope": short(1 - h**2), "left": left}


def back(run: Run, at: tuple[int, int], *_: Any) -> dict[str, str]:
    said = {"g": short(run["steps"][-1]["grad"][0]), "from": level(log(run, -1)), "to": level(log(run, -2))}
    shares = [short(step["weight_hh_grad_norm"]) for step in run["steps"]]
    said |= {"s0": shares[0], "sBefore": shares[-2], "sEnd": shares[-1]}
    said |= {"seed": "1390", "loss": short(run["loss"]), "percent": f"{100 * math.exp(-run['loss']):.1f}"}
    return {**said, "norm": level(log(run, -1))}


def ledger(run: Run, at: tuple[int, int], *_: Any) -> dict[str, str]:
    slope, weight = run["steps"][-1]["pointwise_gain"], run["steps"][-1]["weight_gain"]
    h, unit = max(((h, j) for step in run["steps"] for j, h in enumerate(step["h"])), key=lambda each: abs(each[0]))
    if at[1] == 1:
        factors = str(2 * (len(run["tokens"]) - 1))
        return {"slope": short(slope), "weight": short(weight), "both": short(slope * weight), "factors": factors}
    rho = "2.50" if at[1] < 5 else "0.50"
    if at[1] == 2:
        return {"unit": str(unit), "value": short(h), "slope": short(1 - h**2), "rho": rho}
    return {"slope": whole_way(run, "pointwise_gain"), "weight": whole_way(run, "weight_gain"), "rho": rho}


def whole_way(run: Run, gain: str) -> str:
    """The product of a gain over all steps back: to two digits, or as a power of ten where it is far from 1."""
    log10 = sum(math.log10(step[gain]) for step in run["steps"][1:])
    return f"{float(f'{10**log10:.2g}'):g}" if abs(log10) < 3 else power(log10)


def fading(run: Run, at: tuple[int, int], lang: str, other: Callable[..., Run]) -> dict[str, str]:
    T = len(run["tokens"])
    felt = sum(log(run, t) - log(run, -1) >= -2 for t in range(T))
    said = {"steps": str(T - 1), "factor": f"{10 ** (way(run) / (T - 1)):.3f}", "power": power(way(run))}
    words = other(tokenizer="word")
    said |= {"words": str(len(words["tokens"])), "before": ratio(words, lang)}
    return {**said, "tenth": f"{-(T - 1) / way(run):.1f}", "felt": str(felt)}


def gates(run: Run, at: tuple[int, int], lang: str, other: Callable[..., Run]) -> dict[str, str]:
    steps = run["steps"]
    if at[1] < 4:
        here = steps[1]["gates"]
        said = {name: percent(here[name][0]) for name in "fiz" if name in here}
        said |= {name: short(here[name][0]) for name in "gn" if name in here}
        return {**said, **{f"c{t}": short(steps[t]["c"][0]) for t in (0, 1) if "c" in steps[t]}}
    if at[1] == 5:
        shut = other(forget_bias=None)
        said = {"before": kept(shut), "was": exact(shut, lang), "f": kept(run)}
        return {**said, "bias": "3"}
    return {cell: ratio(other(cell=cell), lang) for cell in ("rnn", "gru", "lstm")}


def kept(run: Run) -> str:
    """What the forget gates keep on an average, in percent."""
    values = [f for step in run["steps"][1:] for f in step["gates"]["f"]]
    return percent(sum(values) / len(values))


def torch(run: Run, *_: Any) -> dict[str, str]:
    H, I = run["hidden_size"], run["input_size"]
    one, two = H * I + H * H + H, H * I + H * H + 2 * H
    said = {"one": str(one), "n": str(two), "each": str(two * len(run["tokens"]))}
    return {**said, "wx": str(H * I), "wh": str(H * H)}


OF = {1: nothing, 2: alone, 3: inside, 4: back, 5: ledger, 6: fading, 7: gates, 8: torch}


CURVE = ".panel.squash .function"
CHART = "section.gradient .chart"
PANELS = {
    (3, 3): ".panel.pinned .chart",
    (3, 4): CURVE,
    (3, 5): CURVE,
    **dict.fromkeys([(5, 1), (5, 2), (5, 4), (5, 5), (6, 3), (6, 6), (7, 5), (7, 6)], CHART),
    (8, 1): ".module .line",
    (8, 4): ".panel.trust .heading",
}
"""The panel, or the part of one, that a stop speaks of."""


def must(at: tuple[int, int], *, narrow: bool, answered: bool = False) -> list[str]:
    """What a stop speaks of, as selectors: all of it has to be in the window when the page has come to rest there.

    On a phone the chain scrolls with the playhead: it is the word there. Elsewhere it is the whole sentence. On a phone
    the stage makes room for the curve that a question asks about, and the panel of a sum is below its text.
    """
    fields, view, before, after = STOPS[at]
    asks = after is not None
    u = after if answered and after is not None else before
    said = ["#caption .text", ".passage.here .text"]
    said += [".passage.here .options", f".passage.here .{'verdict' if answered else 'commit'}"] if asks else []
    panel = PANELS.get(at) or (CHART if at == (5, 3) and answered else None)
    shown = [] if panel is None or (narrow and at == (3, 3)) else [panel]
    view = "unrolled" if answered and at == (1, 3) else view
    return [*said, *shown, *([] if narrow and panel == CURVE else staged(fields, view, u, narrow=narrow))]


def staged(fields: dict[str, Any], view: str, u: float, *, narrow: bool) -> list[str]:
    """What of the stage has to be in sight."""
    if view == "cell":
        return ["#stage .opened .panel" if narrow else "#stage .opened"]
    if view == "sentence":
        return [".text-view .token.now" if u else ".text-view .token"]
    if view == "rolled":
        return ["#stage .cell .A", "#stage .remembered"]
    if fields.get("sentence") == "long":
        return ["#stage .A.active", "#stage .chip.active"]
    here = max(math.ceil(u) - 1, 0) if u <= 4 else max(3 - math.floor(u - 4), 0)
    # at the end of the way forward the eye is at the answer
    end = ["#stage .loss"] if (u >= 4 and not narrow) or 4 <= u < 5 else []
    chain = range(4) if not narrow else [] if 3 < u < 5 else [here]
    return [*end, *(f'#stage .chip[data-t="{t}"]' for t in chain)]
