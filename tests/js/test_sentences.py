"""What the panels and tips say of numbers is true: the answer, clipping, forecasts, edits, cuts, many seeds, edges.

Each sentence is chosen by the page's own code (in Node) and held against NumPy. A number is right where it is the exact
one to its last written figure.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app.engine import flow, reader, remembering
from app.engine.errors import EngineError
from app.engine.whatif import Edit, Unit, Word, whatif
from app.exports import analyses
from app.exports import json as as_json
from tests.js.drawn import OF_EVERY_STEP, SENTENCE, Array, Drawn, answered, chosen, draw, finite, losses, says
from tests.quick import examples

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
NUMBER = re.compile(r"([+−]?\d[\d,]*(?:\.\d+)?)(?:·10(?:\^\{(−?\d+)\}|([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?$")
ABOVE = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "만": 4, "억": 8, "조": 12}


def reading(text: str) -> tuple[float, float]:
    """A written number, and the size of half of its last figure: `−0.31`, `2.4·10⁻⁷`, `1,234`."""
    found = NUMBER.match(text)
    assert found, text
    figures, *orders = found.groups()
    order = next((int(each.translate(RAISED)) for each in orders if each), 0)
    decimals = len(figures.partition(".")[2])
    return float(figures.replace(",", "").replace("−", "-")) * 10.0**order, 0.5 * 10.0 ** (order - decimals)


def right(text: str, exact: float) -> bool:
    number, half = reading(text)
    return abs(number - exact) <= half * 1.001 + 1e-9 * abs(exact)


def of_power(text: str, log10: float) -> bool:
    """Whether a number of any magnitude is right, given log10 of it."""
    if text.startswith("10^{"):
        return right(text[4:-1], log10)
    figures, _, order = text.partition("·10^{")
    if not order:
        return right(text, 10**log10)
    assert 1 <= float(figures) < 10, text
    return right(figures, 10 ** (log10 - int(order.rstrip("}").translate(RAISED))))


def counted(text: str) -> tuple[float, float]:
    """A large number with its word, and half of its second figure: `200 million`, `2.1억`, `63`."""
    found = re.fullmatch(r"([\d.,]+) ?(\D*)", text)
    assert found, text
    number = float(found[1].replace(",", "")) * 10.0 ** (ABOVE[found[2]] if found[2] else 0)
    return number, 0.5 * 10.0 ** (math.floor(math.log10(number)) - 1) if found[2] else reading(found[1])[1]


def factor(text: str) -> tuple[float, float]:
    """`1/63`, `1 in 200 million`, `2억분의 1` → 63, 2e8 and below it; `×7.4`, `7.4배` → above."""
    for pattern in (r"1/(.+)", r"1 in (.+)", r"(.+)분의 1"):
        if found := re.fullmatch(pattern, text):
            return counted(found[1])
    return counted(re.sub("^×|배$", "", text))


def test_factors_in_words_are_rounded_truly_in_both_languages() -> None:
    random = np.random.default_rng(1)
    near = [math.log10(n) for n in (0.9951, 9.949, 9.951, 62.51, 99.5, 999.6, 9999.6, 99_600, 9.96e7, 2e8, 9.949e11)]
    powers = [0.0, *near, *(-level for level in near), *random.uniform(-16, 16, examples(2000)).tolist()]
    gains = [0.0, 1.0, 0.0995, 0.09949, *(10.0 ** random.uniform(-4, 4, examples(800))).tolist()]
    seen = set()
    [(words, shares, korean, shares_in_korean)] = chosen([{"powers": powers, "gains": gains}], "sentences")
    for said in (words, korean):
        for level, text in zip(powers, said, strict=True):
            if text is None:
                assert abs(level) > 15
                continue
            number, half = factor(text)
            assert abs(number - 10 ** abs(level)) <= 1.001 * half, (text, level)
            grows = text.startswith("×") or text.endswith("배")
            assert grows == (level >= 0), (text, level)
            seen.add(re.sub(r"[\d.,]+", "#", text))
    for said in (shares, shares_in_korean):
        for gain, text in zip(gains, said, strict=True):
            if text is None:
                assert 0 < gain < 0.001
            elif "%" in text:
                assert right(text.rstrip("%").strip(), 100 * gain), (text, gain)
            else:
                assert gain >= 10
                assert abs(factor(text)[0] - gain) <= 1.001 * factor(text)[1], (text, gain)
    assert seen >= {"#/#", "# in # million", "×#", "×# million", "#억분의 #", "#배", "#만배"}


Told = list[tuple[Drawn, dict[str, Any], float]]


@pytest.fixture(scope="module")
def told() -> Told:
    """Runs, what the page says of each, and log10 of the threshold that clips it."""
    random = np.random.default_rng(21)
    all_drawn = [drawn for _ in range(examples(480)) if (drawn := draw(random))]
    totals = [float(flow.total_norm(drawn.run).log10[0]) for drawn in all_drawn]
    # some just above the norm, where clip_grad_norm_ shrinks it all the same
    c = [
        max(total, -12) + 1e-9 if k % 5 == 0 else float(random.normal(max(total, -12), 2))
        for k, total in enumerate(totals)
    ]
    asked = [{**answered(drawn), "threshold": level} for drawn, level in zip(all_drawn, c, strict=True)]
    return list(zip(all_drawn, chosen(asked, "sentences"), c, strict=True))


def of_run(drawn: Drawn, error: AssertionError) -> AssertionError:
    return AssertionError(f"{drawn.asked}: {error}")


def share(text: str, exact: float) -> bool:
    """`44%`, `<0.1%`, `>99.9%`."""
    number = text.rstrip("%")
    if number[0] in "<>":
        return exact < 0.001 if number[0] == "<" else exact > 0.999
    return right(number, 100 * exact)


def logits(drawn: Drawn) -> Array:
    """W h + b, (T, C), in the order of reading."""
    head = drawn.run.network.head
    found: Array = drawn.read(drawn.run.output @ head.weight.T + head.bias)
    return found


def bar(text: str, z: Array, index: int, *, summed: bool) -> None:
    """A tip at a bar: the sum, its share, and what it costs."""
    exact = float(np.exp(z[index] - z.max()) / np.exp(z - z.max()).sum())
    if not summed:
        assert share(text.split(" gets ")[1].split(" after ", maxsplit=1)[0], exact), text
        return
    first, second, *cost = text.split("\n")
    assert right(first.rpartition(" = ")[2], z[index]), text
    found = re.fullmatch(r"softmax: e\^\{(.+)\} = (.+), of (.+) for all: (.+)", second)
    assert found, text
    assert right(found[1], z[index]), text
    log10_total = (math.log(np.exp(z - z.max()).sum()) + z.max()) / math.log(10)
    assert of_power(found[2], z[index] / math.log(10)), text
    assert of_power(found[3], log10_total), text
    assert share(found[4], exact), text
    for line in cost:
        assert right(line.rpartition(" = ")[2], math.log(np.exp(z - z.max()).sum()) + z.max() - z[index]), text


def written_sum(text: str, z: float) -> None:
    """The products as they are written add up to what is written behind them, as far as two decimals go."""
    products = re.sub(r"\s", "", text.partition(": ")[2].rpartition(" = ")[0])
    total, doubt = 0.0, 0.01
    for sign, term in re.findall(r"([+−]?)([\d.·]+)", products):
        factors = [float(each) for each in term.split("·")]
        total += math.prod(factors) * (-1 if sign == "−" else 1)
        doubt += 0.006 * sum(factors) + 0.006
    assert abs(total - z) <= doubt, text


def test_the_answer_is_what_linear_and_softmax_make_of_h(told: Told) -> None:
    seen = set()
    for drawn, said, _ in told:
        if drawn.below or not said["bars"]:
            continue
        z = logits(drawn)
        try:
            asks = {"recall": "Which word was first?", "next-token": "Which word comes next?"}
            assert said["question"] in {asks.get(drawn.run.objective, "Which class is it?"), ""}
            for k, bars in enumerate(said["bars"]):
                for each in bars:
                    seen.add((each["summed"], each["right"], "costs" in each["text"]))
                    bar(each["text"], z[k], each["index"], summed=each["summed"])
                    if each["summed"] and np.abs(z).max() < 9 and np.abs(drawn.run.h).max() < 9:
                        written_sum(each["text"].split("\n")[0], z[k][each["index"]])
        except AssertionError as error:
            raise of_run(drawn, error) from error
    assert seen >= {(True, True, True), (True, True, False), (True, False, False), (False, False, False)}


def bent(drawn: Drawn, name: str) -> Array:
    """The slopes of all that goes through a function."""
    if drawn.run.cell == "rnn":
        return drawn.slopes
    if name == "σ":
        values = np.stack([rows for key, rows in drawn.run.gates.items() if key not in {"n", "g"}])
        return values * (1 - values)
    slopes = [1 - drawn.run.gates["n" if drawn.run.cell == "gru" else "g"] ** 2]
    if drawn.run.c is not None:
        slopes.append(1 - np.tanh(drawn.run.c) ** 2)
    return np.stack(slopes)


AT_EDGE = {"tanh": 1 - math.tanh(2) ** 2, "σ": 1 / (2 + 2 * math.cosh(4)), "relu": 0.5, "ReLU": 0.5}
"""The slope at a function's edge: past it there is less."""


def test_what_the_squashing_functions_did_is_counted_right(told: Told) -> None:
    seen = set()
    for drawn, said, _ in told:
        for key, args, _text in said["squashes"]:
            seen.add(key)
            slopes = bent(drawn, args["f"])
            assert args["n"] == f"{slopes.size:,}", drawn.asked
            assert right(args["mean"], float(slopes.mean())), drawn.asked
            if args["f"] in AT_EDGE:
                assert args["k"] == f"{np.count_nonzero(slopes < AT_EDGE[args['f']]):,}", drawn.asked
    assert seen == {"squash-tells", "squash-tells-relu", "squash-tells-identity"}


def test_clipping_does_what_clip_grad_norm_would(told: Told) -> None:
    seen = set()
    for drawn, said, level in told:
        total = float(flow.total_norm(drawn.run).log10[0])
        by_name = {name: float(norms.log10[0]) for name, norms in flow.parameter_norms(drawn.run).items()}
        if total == -math.inf:
            assert said["clipping"][0][0] == "clipping-zero"
            continue
        whole, acts = said["clipping"]
        try:
            assert says(whole[1]["total"], total)
            assert by_name[whole[1]["name"]] == max(by_name.values())
            assert int(whole[1]["share"][:-1]) == pytest.approx(
                100 * 10 ** (2 * (max(by_name.values()) - total)), abs=0.51
            )
            assert float(acts[1]["c"]) == pytest.approx(10**level, rel=6e-3)
            coefficient = level - math.log10(10**total + 1e-6)
            seen.add(acts[0])
            assert (acts[0] == "clipping-rests") == (coefficient >= 0)
            assert (acts[0] == "clipping-acts") == (total > level)
            assert ("is above c" in acts[2]) == (total > level)
            if coefficient < 0:
                assert right(acts[1]["factor"], 10**coefficient)
        except AssertionError as error:
            raise of_run(drawn, error) from error
    assert seen == {"clipping-rests", "clipping-acts", "clipping-acts-below"}


def row_of(text: str, exact: Array) -> None:
    for written, value in zip(text.strip("()").split(", "), exact, strict=True):
        assert right(written, float(value)), (text, exact)


def test_a_forecast_is_what_the_head_says_and_its_error_what_came(told: Told) -> None:
    seen = set()
    for drawn, said, _ in told:
        if not said["forecasts"] or drawn.below:
            continue
        x = drawn.run.traces[0].x
        head = drawn.run.network.head
        forecasts = drawn.run.output @ head.weight.T + head.bias
        errors = ((forecasts[:-1] - x[1:]) ** 2).sum(1) / 2
        (_, args, _), *each = said["forecasts"]
        assert args["steps"] == len(errors)
        assert right(args["mean"], errors.mean()), drawn.asked
        assert right(args["naive"], (np.diff(x, axis=0) ** 2).sum(1).mean() / 2)
        for t, (key, told_of, text) in enumerate(each):
            seen.add(key)
            row_of(told_of["said"], forecasts[t])
            assert (key == "forecast-step-last") == (t == len(x) - 1)
            # a mean has only a part of it, and a loss elsewhere nothing
            assert "into the loss" not in text
            if key != "forecast-step-last":
                assert right(told_of["error"], errors[t])
                off = forecasts[t] - x[t + 1]
                row_of(told_of["off"], off if key == "forecast-step" else np.array([np.linalg.norm(off)]))
    assert seen == {"forecast-step", "forecast-step-row", "forecast-step-last"}


def edges(drawn: Drawn, said: dict[str, Any]) -> Iterator[tuple[str, int, str, str, dict[str, str]]]:
    """The edges that are drawn: name, step, key, way, args. The gradient has only those behind its source."""
    for which, (key, args) in said["edges"]:
        name, t, goes = which["name"], which["t"], which["goes"]
        first = t == drawn.set_out == len(drawn.run.tokens) - 1
        if goes != "back" or (first and name == "h") or (t < drawn.set_out and drawn.levels[t] is not None):
            yield name, t, key, goes, args


def comes_back(drawn: Drawn, name: str, t: int) -> float | None:
    """log10 of what step t + 1 sends to h_t, or to c_t along c, by hand; None where it is not followed here."""
    grad = drawn.read(drawn.run.grad)[t + 1]
    if name == "c":
        cell = drawn.run.cell_grad
        assert cell is not None
        with np.errstate(divide="ignore"):
            return float(np.log10(np.linalg.norm(drawn.read(drawn.run.gates["f"])[t + 1] * drawn.read(cell)[t + 1])))
    if drawn.run.cell != "rnn":
        return None
    with np.errstate(divide="ignore"):
        return float(np.log10(np.linalg.norm(drawn.w @ (drawn.slopes[t + 1] * grad))))


def edge(drawn: Drawn, name: str, t: int, key: str, goes: str, args: dict[str, str]) -> None:
    last = t == len(drawn.run.tokens) - 1
    if goes != "back":
        vectors = {"h": drawn.run.h, "c": drawn.run.c, "x": drawn.run.by_step(drawn.run.trace.x)}
        vector = drawn.read(np.asarray(vectors[name]))[t]
        assert right(args["norm"], float(np.linalg.norm(vector)))
        to_the_loss = name == "h" and not drawn.below and losses_at(drawn) == t
        if goes == "on":
            assert (key == "tip-edge-on") == (not last)
            assert to_the_loss or key != "tip-edge-last"
            assert not to_the_loss or key != "tip-edge-end" or drawn.run.objective in OF_EVERY_STEP
        return
    whole, way = drawn.levels[t], comes_back(drawn, name, t) if not last else None
    if key in {"tip-edge-back", "tip-edge-first"}:
        assert name == "h"
        assert args["norm"] == "0" if whole is None else says(args["norm"], whole)
        assert (key == "tip-edge-first") == last
        assert not (drawn.below and last)
        if way is not None and whole is not None and whole > -300:
            assert says(args["norm"], way)
    elif key == "tip-edge-first-above":
        assert drawn.below
        assert last
    else:
        assert key == "tip-edge-back-part"
        if t + 1 in drawn.run.question.cuts:
            assert args["norm"] == "0"
        elif way is not None and way > -300:
            assert says(args["norm"], way)


def losses_at(drawn: Drawn) -> int | None:
    """The step, in the order of reading, of the one loss; None where there are many."""
    if losses(drawn) > 1:
        return None
    scored = drawn.run.question.scored
    T = len(drawn.run.tokens)
    return (T - 1 - scored[0] if drawn.run.direction else scored[0]) if len(scored) == 1 else None


def test_the_tip_of_an_edge_says_what_it_carries(told: Told) -> None:
    seen = set()
    for drawn, said, _ in told:
        for name, t, key, goes, args in edges(drawn, said):
            seen.add(key)
            try:
                edge(drawn, name, t, key, goes, args)
            except AssertionError as error:
                raise AssertionError(f"{key} {args} {name}{t} of {drawn.asked}: {error}") from error
    assert seen == {
        f"tip-edge-{key}" for key in ("on", "last", "end", "up", "in", "back", "back-part", "first", "first-above")
    }


def edits(random: np.random.Generator, drawn: Drawn) -> list[Edit]:
    """One or two edits, some too small to see and some that change nothing."""
    found: list[Edit] = []
    for _ in range(int(random.integers(1, 3))):
        t, unit = int(random.integers(len(drawn.run.tokens))), int(random.integers(drawn.run.h.shape[1]))
        if random.random() < 0.3:
            found.append(Word(t, drawn.run.traces[0].x[random.integers(len(drawn.run.tokens))]))
        else:
            by = float(random.choice([0, 1e-9, 1e-3, 0.1, 2]))
            found.append(Unit(t, unit, float(drawn.run.h[t, unit]) + by, onward=bool(random.random() < 0.2)))
    return found


def test_what_an_edit_did_is_told_from_its_own_numbers() -> None:
    random = np.random.default_rng(4)
    asked = []
    for _ in range(examples(600)):
        drawn = draw(random)
        try:
            found = whatif(drawn.run, edits(random, drawn)) if drawn else None
        except EngineError:
            continue
        if not drawn or not found:
            continue
        answer = json.loads(b"".join(as_json.whole(analyses.what_if(drawn.run, found, drawn.run.tokens, None))))
        direction = "backward" if drawn.run.direction else "forward"
        # as the page has it: in the order of reading
        answer["steps"] = [
            {**step, "t": k} for k, step in enumerate(drawn.read(np.array(answer["steps"], dtype=object)))
        ]
        asked.append({"edited": answer, "run": {"direction": direction, "tokens": drawn.run.tokens}})
    seen = set()
    for question, (way, *both) in zip(asked, chosen(asked, "sentences"), strict=True):
        told, T = question["edited"], len(question["run"]["tokens"])
        apart = [np.linalg.norm(np.subtract(step["edited_h"], step["h"])) for step in told["steps"]]
        first = next((k for k, size in enumerate(apart) if size > 0), None)
        seen.add(way[0])
        if first is None:
            assert way[0] == "whatif-say-nothing"
            continue
        places = list(range(T))[:: -1 if question["run"]["direction"] == "backward" else 1]
        assert way[1]["from"].translate(LOWERED) == f"h{places[first]}"
        assert way[1]["to"].translate(LOWERED) == f"h{places[-1]}"
        assert way[1]["start"] == "0" or right(way[1]["start"], float(apart[first]))
        assert right(way[1]["end"], float(apart[-1]))
        for _, args, text in both:
            near, least = args["near"], 1e-13 * max(1, abs(told["loss"]))
            seen.add(near)
            assert right(args["predicted"], told["predicted"])
            assert right(args["change"], told["change"])
            nothing = max(abs(told["predicted"]), abs(told["change"])) < least
            agrees = abs(told["predicted"] - told["change"]) <= 0.1 * abs(told["change"])
            assert near == ("nothing" if nothing else "yes" if agrees else "no")
            # that they agree does not say that the change is small
            assert ("small" in text) == (near == "no")
    assert seen == {"whatif-say-nothing", "whatif-say-here", "whatif-say-way", "nothing", "yes", "no"}


LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def test_what_cuts_of_a_text_bring_back_is_told_from_their_runs() -> None:
    random = np.random.default_rng(11)
    groups: list[list[Drawn]] = []
    asked = []
    while len(groups) < examples(200):
        group = [drawn for _ in range(3) if (drawn := draw(random)) and drawn.run.objective != "forecast"]
        if len(group) > 1:
            groups.append(group)
            asked.append({"cuts": [answered(drawn) for drawn in group]})
    seen = set()
    for group, (_, args, text) in zip(groups, chosen(asked, "sentences"), strict=True):
        for drawn, level in zip(group, args["levels"].split(" → "), strict=True):
            assert level == "0" if drawn.levels[0] is None else says(level, drawn.levels[0])
        rates = [rate(drawn) for drawn in group]
        known = [each for each in rates if each is not None]
        seen.add(args["known"])
        assert (args["known"] == "no") == (len(known) < len(rates))
        if args["known"] == "no":
            continue
        assert (args["known"] == "alike") == (max(known) - min(known) <= math.log10(1.1))
        assert "On average" in text
        for written, exact in zip(args["each"].split(", "), known, strict=True):
            assert right(written, 10**exact)
    assert seen >= {"no", "apart"}


def rate(drawn: Drawn) -> float | None:
    """log10 of the factor of a step, where the one gradient goes from the end to the beginning."""
    start, end, steps = drawn.levels[-1], drawn.levels[0], len(drawn.run.tokens) - 1
    single = losses(drawn) == 1
    return (end - start) / steps if single and steps and start is not None and end is not None else None


def test_what_is_said_of_many_seeds_counts_them_all() -> None:
    random = np.random.default_rng(6)
    all_lives, asked = [], []
    for _ in range(examples(240)):
        words = SENTENCE[: int(random.integers(2, len(SENTENCE) + 1))]
        cell = str(random.choice(["rnn", "gru", "lstm"]))
        fields: dict[str, Any] = {
            "cell": cell,
            "nonlinearity": "relu" if cell == "rnn" and random.random() < 0.5 else "tanh",
            "hidden_size": int(random.choice([1, 2, 8])),
            "spectral_radius": [None, 0.0, 1.0, 2.5][random.integers(4)],
        }
        count = int(random.integers(2, 21))
        networks = [reader.seeded(vocabulary=words, seed=seed, headless=True, **fields) for seed in range(count)]
        try:
            norms = remembering.log10_norms(networks, networks[0].ids(words))
        except EngineError:
            continue
        all_lives.append([finite(remembering.half_life(own)) for own in norms])
        answer = analyses.memory(cell, words, 0, norms, None)
        asked.append({"many": json.loads(b"".join(as_json.whole(answer)))})
        # of those that have no rate at all: something is exactly gone within the first four
        all_lives[-1].append(float(any(math.isnan(remembering.half_life(own)) for own in norms)))
    seen = set()
    for (*lives, unknown), question, said in zip(all_lives, asked, chosen(asked, "sentences"), strict=True):
        T = len(question["many"]["distances"])
        if said is None:
            assert unknown or T < 4
            continue
        key, args, _ = said
        seen.add(key)
        assert not unknown
        assert int(args["seeds"]) == len(lives)
        sizes = np.array([math.inf if life is None else life for life in lives])
        if key == "memory-many-never":
            assert np.count_nonzero(sizes >= T) * 2 >= len(sizes)
            continue
        low, n, high = (math.inf if args[k] == "beyond" else float(args[k]) for k in ("low", "n", "high"))
        assert np.count_nonzero(sizes <= n + 0.051) * 2 >= len(sizes)
        assert np.count_nonzero(sizes >= n - 0.051) * 2 >= len(sizes)
        assert np.count_nonzero((sizes >= low - 0.051) & (sizes <= high + 0.051)) * 2 >= len(sizes)
    assert seen == {"memory-many", "memory-many-never"}


CELLS: list[tuple[str, str, float | None]] = [
    ("rnn", "tanh", None),
    ("rnn", "relu", None),
    ("gru", "tanh", None),
    ("lstm", "tanh", None),
    ("lstm", "tanh", 1.0),
]
"""What is compared: cell, nonlinearity, forget_bias."""


def gradients_of_cells(random: np.random.Generator) -> list[float | None]:
    """log10 of the gradient at the beginning of a text, for each of CELLS; None is exactly zero."""
    words = SENTENCE[: int(random.integers(1, len(SENTENCE) + 1))]
    common: dict[str, Any] = {
        "vocabulary": sorted(set(SENTENCE)),
        "seed": int(random.integers(1 << 32)),
        "hidden_size": int(random.choice([1, 2, 8])),
        "spectral_radius": [None, 0.3, 1.5, 3.0][random.integers(4)],
    }
    networks = [reader.seeded(cell=cell, nonlinearity=f, forget_bias=bias, **common) for cell, f, bias in CELLS]
    return [finite(reader.run(each, words, objective="recall").grad_norms.log10[0]) for each in networks]


def ranked(levels: dict[str, float], key: str, args: dict[str, str]) -> None:
    """Hold what is said of the cells, the first two of them plain."""
    each = list(levels.values())
    most, least = max(each), min(each)
    match key:
        case "compare-alike":
            assert most - least < 0.005
        case "compare-say" | "compare-say-zero":
            assert levels[args["best"]] == most
            assert levels[args["worst"]] == least
            assert says(args["most"], most)
            assert (key == "compare-say-zero") == (least == -math.inf)
            if key == "compare-say" and not args["times"].startswith("10^"):
                assert right(args["times"], 10 ** (most - least))
        case "compare-counter":
            assert levels[args["best"]] == max(each[:2]) > max(each[2:]) + 0.005
        case "compare-counter-worst":
            assert levels[args["worst"]] == min(each[2:]) < min(each[:2]) - 0.005
        case other:
            assert other == "ledger-none"
            assert most == -math.inf


def test_the_ranking_of_the_cells_is_that_of_their_gradients() -> None:
    random = np.random.default_rng(8)
    asked = [{"levels": gradients_of_cells(random)} for _ in range(examples(240))]
    seen: set[str] = set()
    for question, (symbols, sayings) in zip(asked, chosen(asked, "sentences"), strict=True):
        levels = [-math.inf if level is None else level for level in question["levels"]]
        for key, args, _ in sayings:
            seen.add(key)
            ranked(dict(zip(symbols, levels, strict=True)), key, args)
    assert seen >= {"compare-say", "compare-say-zero", "compare-counter", "compare-counter-worst"}
