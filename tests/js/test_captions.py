"""What the page says of a run at each of its phases, at each step, of the whole way, and of a unit, is true of it.

Runs of every kind are drawn, with words of every length. The page's own code captions all their phases in English and
Korean, and every caption is held against the matrices and the states.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.js.drawn import (
    ROUNDING,
    RUNS,
    Array,
    Drawn,
    answered,
    change,
    chosen,
    draw,
    gains,
    losses,
    power,
    says,
)

MOST = 70
"""Characters of a caption."""
LONG = [
    "나는",
    "아버지가방에들어가신다아버지가방에들어가신다",
    "supercalifragilistic",
    "👨‍👩‍👧" * 6,
    " ",
    "1234567890123",
    "a",
    "x" * 400,
]
NUMBER = re.compile(r"10\^\{[^}]*\}|[\d.]+%|1/\d+|[\d.]+(?= times|배)|\d·10\S*?(?= times|배)")
COUNTED = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
ABOUT = -200
"""Below this power of ten the squares of a gradient's parts are 0 as doubles: it cannot be followed by hand."""


def worded(question: dict[str, Any], random: np.random.Generator) -> dict[str, Any]:
    """The same answer with other words: what is computed does not depend on how a token is written."""
    for step, token in zip(question["answer"]["steps"], question["answer"]["tokens"], strict=True):
        step["token"] = LONG[random.integers(len(LONG))] + token
    question["answer"]["tokens"] = [step["token"] for step in question["answer"]["steps"]]
    return question


def shown(text: str) -> str:
    """As a reader sees it: an exponent is raised, not written with a caret."""
    return re.sub(r"\^\{([^}]*)\}", r"\1", text)


def share(text: str) -> float:
    """`94%` → log10 0.94, `1/63`, `2.40 times`, `10^{−6.20}`."""
    if text.startswith("10^"):
        return power(text)
    if text.endswith("%"):
        return math.log10(float(text[:-1]) / 100)
    if text.startswith("1 in "):
        count, word = text.removeprefix("1 in ").split()
        return -math.log10(float(count)) - COUNTED[word]
    if text.startswith("1/"):
        return -math.log10(float(text[2:]))
    figure, _, exponent = text.removesuffix(" times").partition("·10")
    return math.log10(float(figure)) + (int(exponent.translate(RAISED)) if exponent else 0)


def about(text: str, exact: float) -> bool:
    """Whether a share is right to its last written figure."""
    if text.startswith("10^"):
        return says(text.removesuffix(" times"), exact)
    return abs(share(text) - exact) < (0.25 if "·" in text else 0.025)


def through(drawn: Drawn, t: int) -> tuple[float, float] | None:
    """log10 of what the slopes leave at step t, and what then W_h leaves, by hand; None where it cannot be followed."""
    grad = drawn.read(drawn.run.grad)[t]
    level = drawn.levels[t]
    if level is None or level < ABOUT or not np.isfinite(grad).all():
        return None
    delta = grad / np.linalg.norm(grad)
    sloped = drawn.slopes[t] * delta
    back = drawn.w @ sloped
    with np.errstate(divide="ignore"):
        return float(np.log10(np.linalg.norm(sloped))), float(np.log10(np.linalg.norm(back)))


def sloped(drawn: Drawn, t: int, kind: str, said: str) -> None:
    assert drawn.run.cell == "rnn"
    _left(through(drawn, t), 0, kind, said)


def matrixed(drawn: Drawn, t: int, kind: str, said: str) -> None:
    assert drawn.run.cell == "rnn"
    _left(through(drawn, t), 1, kind, said)


def _left(exact: tuple[float, float] | None, which: int, kind: str, said: str) -> None:
    if exact is None:
        return
    if kind == "nothing":
        assert exact[which] == -math.inf
        return
    assert about(said, exact[which])
    assert (kind == "grows") == (exact[which] > 0 and said != "100%")


def together(drawn: Drawn, t: int, kind: str, said: str) -> None:
    """What a gated cell's h gets of a gradient: where one loss is all, it is the next one's size."""
    assert drawn.run.cell != "rnn"
    before, here = drawn.levels[t - 1] if t else None, drawn.levels[t]
    assert here is not None
    if t == 0 or losses(drawn) > 1:
        return
    if before is None:
        assert kind == "nothing"
        return
    assert about(said, before - here)
    assert (kind == "grows") == (before > here and said != "100%")


def arrives(drawn: Drawn, t: int) -> None:
    assert t < drawn.set_out
    assert drawn.levels[t] is not None
    assert drawn.levels[t + 1] is not None


def sized(drawn: Drawn, t: int, said: str) -> None:
    level = drawn.levels[t - 1]
    assert level is not None
    assert says(said, level)


def joins(drawn: Drawn, t: int) -> None:
    assert losses(drawn) > 1
    assert t < drawn.set_out


def starts(drawn: Drawn, t: int) -> None:
    assert losses(drawn) > 1
    assert drawn.levels[t] is not None


def whole(drawn: Drawn, t: int, said: str) -> None:
    assert t == 0
    assert losses(drawn) == 1
    assert about(said, change(drawn))


def reached(drawn: Drawn, t: int, said: str, exact: str) -> None:
    whole(drawn, t, said)
    assert says(exact, change(drawn))


def all_together(drawn: Drawn, t: int, said: str) -> None:
    assert t == 0
    assert losses(drawn) > 1
    level = drawn.levels[0]
    assert level is not None
    assert says(said, level)


def gone(drawn: Drawn, t: int) -> None:
    assert t < drawn.set_out
    assert drawn.levels[t] is None


def is_cut(drawn: Drawn, t: int) -> None:
    assert drawn.asked["truncate"]
    assert losses(drawn) > 1 or drawn.levels[t - 1] is None
    assert t in drawn.run.question.cuts or drawn.below


def beyond_the_cut(drawn: Drawn, t: int) -> None:
    gone(drawn, t)
    assert drawn.asked["truncate"]


def dies_here(drawn: Drawn, t: int) -> None:
    assert losses(drawn) > 1 or drawn.levels[t - 1] is None


def not_yet(drawn: Drawn, t: int) -> None:
    assert t > drawn.set_out


def at_the_source(drawn: Drawn, t: int) -> None:
    assert t == drawn.set_out


def nothing_but(drawn: Drawn, t: int) -> None:
    assert t == drawn.set_out == 0


def gated(drawn: Drawn, _: int) -> None:
    assert drawn.run.cell != "rnn"


LEFT = r"(?P<{}>nothing) is left\.|{}it grows to (?P<grows>[^ ]+?)\.|{}(?P<less>\S+) is left\."
NORM = r"(10\^\{[^}]*\})"
RATIO = r"(10\^\{[^}]*\}(?: times)?|[\d.]+%|1/\d+|[\d.]+ times|\d·10\S+ times|1 in [\d.]+ \w+)"

BACKWARD: list[tuple[str, Callable[..., None]]] = [
    (r"× \S+′: (nothing is left|it grows to \S+|\S+ is left)\.", sloped),
    (r"× Wₕᵀ: (?:in all, )?(nothing is left|it grows to \S+|\S+ is left)\.", matrixed),
    (r"× Wₕᵀ, and the parts meet: (nothing is left|it grows to \S+|\S+ is left)\.", together),
    (r"× Wₕᵀ: on h (nothing is left|it grows to \S+|\S+ is left)\.", together),
    (r"× Wₕᵀ, and the parts meet\.|× Wₕᵀ: each unit hands its share to all\.", gated),
    (r"× the gates’ slopes; .*", gated),
    (r"The gradient arrives at (?:“.*”|[^“”]+)\.", arrives),
    (RATIO + r" (?:of )?what set out arrives at (?:“.*”|[^“”]+)\.", whole),
    (r"The gradient arrives at (?:“.*”|[^“”]+), and the loss at h\S* joins it\.", joins),
    (r"It arrives at (?:“.*”|[^“”]+); a gradient from layer \d joins it\.", joins),
    (r"Nothing comes to (?:“.*”|[^“”]+), but .*", starts),
    (r"It leaves for (?:“.*”|[^“”]+), its size " + NORM + r"\.", sized),
    (r"It leaves for (?:“.*”|[^“”]+), where (?:the loss at|layer) .*", lambda drawn, t: joins(drawn, t - 1)),
    (r"Nothing leaves for (?:“.*”|[^“”]+): the gradient has died out\.", dies_here),
    (r"Here it is cut: the gradient goes no further back\.", is_cut),
    (r"No gradient comes to (?:“.*”|[^“”]+): it was cut before\.", beyond_the_cut),
    (r"Nothing arrives at (?:“.*”|[^“”]+): the gradient has died out\.", gone),
    (r"Nothing of the gradient has reached (?:“.*”|[^“”]+), the beginning\.", gone),
    (RATIO + r" (?:of )?what set out at h\S* reached (?:“.*”|[^“”]+) \(" + NORM + r"\)\.", reached),
    (RATIO + r" (?:of )?what set out at h\S* reached (?:“.*”|[^“”]+)\.", whole),
    (RATIO + r" of what set out reached (?:“.*”|[^“”]+) \(" + NORM + r"\)\.", reached),
    (r"All the losses together leave ‖∂L/∂h\S*‖ = " + NORM + r" here\.", all_together),
    (r"All that came down together is ‖∂L/∂h\S*‖ = " + NORM + r" here\.", all_together),
    (r"No loss looks at h\S*\. The gradient sets out at h\S*\.", not_yet),
    (r"No gradient comes down to h\S* from layer \d\.", not_yet),
    (r"From layer \d a gradient comes down to h\S*\.", at_the_source),
    (r"The loss (?:asks|is the sum of) .*", at_the_source),
    (r"The gradient of h\S* is all there is: no step comes before it\.", nothing_but),
]
"""What the captions of the way back look like, and what fails where the run refutes one."""


def parts(groups: tuple[str, ...]) -> list[str]:
    """`43% is left` → less, 43%; other groups as they are."""
    found = []
    for group in groups:
        if group == "nothing is left":
            found += ["nothing", ""]
        elif group.startswith("it grows to "):
            found += ["grows", group.removeprefix("it grows to ")]
        elif group.endswith(" is left"):
            found += ["less", group.removesuffix(" is left")]
        else:
            found.append(group)
    return found


def hold(drawn: Drawn, caption: dict[str, Any], seen: set[str]) -> None:
    for pattern, check in BACKWARD:
        if match := re.fullmatch(pattern, caption["text"]):
            seen.add(pattern)
            check(drawn, caption["t"], *parts(match.groups()))
            return
    raise AssertionError("no check for it")


@pytest.fixture(scope="module")
def told() -> list[tuple[Drawn, dict[str, Any]]]:
    """Runs, and all that the page says of each: some two hundred captions a run."""
    random = np.random.default_rng(9)
    all_drawn = [drawn for _ in range(RUNS // 5) if (drawn := draw(random))]
    return list(zip(all_drawn, chosen([worded(answered(drawn), random) for drawn in all_drawn]), strict=True))


def test_every_caption_is_short_and_true_in_both_languages(told: list[tuple[Drawn, dict[str, Any]]]) -> None:
    seen: set[str] = set()
    for drawn, said in told:
        for english, korean in zip(said["captions"]["en"], said["captions"]["ko"], strict=True):
            where = f"{english} {korean['text']} of {drawn.asked}"
            assert all(len(shown(each["text"])) <= MOST for each in (english, korean)), where
            assert NUMBER.findall(english["text"]) == NUMBER.findall(korean["text"]), where
            try:
                if english["backward"]:
                    hold(drawn, english, seen)
                else:
                    assert not NUMBER.search(re.sub("“.*?”", "", english["text"]))
            except AssertionError as error:
                raise AssertionError(f"{where}: {error}") from error
    assert seen == {pattern for pattern, _ in BACKWARD}


def account(drawn: Drawn, saying: list[Any], t: int) -> None:
    """Hold what is said of a step."""
    key, args = saying
    level, before = drawn.levels[t], drawn.levels[t - 1] if t else None
    assert args["norm"] == "0" if level is None else says(args["norm"], level)
    if key == "ledger-step-only":
        return
    assert args["left"] == "0" if before is None else says(args["left"], before)
    assert (key == "ledger-step") == (drawn.run.cell == "rnn")
    if key == "ledger-step" and (exact := through(drawn, t)) and exact[1] > -math.inf:
        assert says(args["slope"], exact[0])
        assert says(args["weight"], exact[1] - exact[0])
    if key == "ledger-step-past-c" and losses(drawn) == 1 and before is not None:
        assert says(args["through"], before)


def of_the_whole_way(drawn: Drawn, said: dict[str, Any]) -> None:
    key, args = said["whole"]
    way = change(drawn) if drawn.set_out else None
    assert (key == "ledger-one") == (drawn.set_out == 0)
    assert (key == "ledger-total") == (drawn.set_out > 0 and losses(drawn) == 1)
    if way is None:
        assert said["fate"] == ""
        return
    assert says(args["change"], way)
    if said["fate"] == "cut":
        assert drawn.asked["truncate"] < drawn.run.question.scored.stop
        return
    wanted = "fades" if way < -math.log10(2) else "grows" if way > math.log10(2) else "holds"
    assert said["fate"] == wanted or abs(abs(way) - math.log10(2)) < 1e-9
    if said["stairs"]:
        assert drawn.run.cell == "rnn"
        assert losses(drawn) == 1
        if way > -math.inf:
            slopes, weights = gains(drawn)
            (_, slope), (_, weight) = said["stairs"]
            assert says(slope["gain"], slopes.sum())
            assert says(weight["gain"], weights.sum())


def told_of_units(drawn: Drawn, said: dict[str, Any]) -> None:
    """Unit 0 rose, fell or stayed as its state did."""
    h: Array = drawn.read(drawn.run.h)[:, 0]
    for t, text in enumerate(said["why"]):
        before = h[t - 1] if t else 0.0
        if "rose" in text:
            assert h[t] > before, text
        elif "fell" in text:
            assert h[t] < before, text
        elif "stayed" in text:
            # one figure of a large number, two decimals of a small one
            assert abs(h[t] - before) <= (0.4 if abs(before) >= 1e4 else 2 * ROUNDING) * max(1, abs(before)), text


def test_every_account_title_and_reason_is_true(told: list[tuple[Drawn, dict[str, Any]]]) -> None:
    fates, keys = set(), set()
    for drawn, said in told:
        try:
            of_the_whole_way(drawn, said)
            told_of_units(drawn, said)
            for t, saying in enumerate(said["steps"]):
                account(drawn, saying, t)
                keys.add(saying[0])
        except AssertionError as error:
            raise AssertionError(
                f"{said['whole']} {said['fate']} {said['stairs']} of {drawn.asked}: {error}"
            ) from error
        fates.add(said["fate"])
    assert fates == {"", "cut", "fades", "grows", "holds"}
    assert keys == {"ledger-step", "ledger-step-only", "ledger-step-past-h", "ledger-step-past-c"}
