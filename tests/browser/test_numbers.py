"""The numbers shown are /step's."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import address, answer, go, moment, power, ready, short, strip, texts, visit, written

FIELDS: list[dict[str, Any]] = [
    {"tokenizer": "char"},
    {"tokenizer": "jamo"},
    {"nonlinearity": "relu"},
    {"spectral_radius": 0.3},
    {"objective": "sum"},
    {"input_size": 2},
    {"seed": 4294967295},
]


def at_its_link(run: dict[str, Any], t: int) -> str:
    """How the stage writes the norm of ∂L/∂h_t: with its name at a link, alone where the gradient sets out."""
    norm = power(run["steps"][t]["log10_grad_norm"])
    return norm if t == len(run["steps"]) - 1 else f"‖∂L/∂h{chr(0x2080 + t)}‖ = {norm}"


every_cell = pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])


@every_cell
def test_h_x_the_norms_and_the_loss(page: Page, server: str, cell: str) -> None:
    run = answer(server, cell=cell, seed=7)
    visit(page, address(8, cell=cell, seed=7))
    shown = texts(page, "#stage .scene")
    for step in run["steps"]:
        assert strip(page, "h", step["t"]) in written(step["h"]), step["t"]
        assert strip(page, "x", step["t"]) in written(step["x"]), step["t"]
        assert at_its_link(run, step["t"]) in shown
    assert f"L = {short(run['loss'])}" in shown


@every_cell
def test_the_loss_in_the_caption(page: Page, server: str, cell: str) -> None:
    run = answer(server, cell=cell, objective="next-token")
    visit(page, address(4.1, cell=cell, objective="next-token"))
    assert "No loss looks at h₃" in page.locator("#caption").inner_text()
    assert short(run["loss"]) in texts(page, "#stage .scene")
    visit(page, address(5.1, cell=cell, objective="next-token"))
    assert f"L = {short(run['loss'])}" in page.locator("#caption").inner_text()


@every_cell
def test_the_ledger(page: Page, server: str, cell: str) -> None:
    run = answer(server, cell=cell)
    visit(page, address(8, cell=cell))
    shown = texts(page, "section.gradient .chart")
    for step, later in zip(run["steps"], [*run["steps"][1:], None], strict=True):
        # in the lanes of a cell with two states: what step t + 1 sends to both
        both = later and math.hypot(later["direct_norm"], later["recurrent_norm"])
        level = math.log10(both) if both and cell == "lstm" else step["log10_grad_norm"]
        assert power(level) in shown
    change = run["steps"][0]["log10_grad_norm"] - run["steps"][3]["log10_grad_norm"]
    assert power(change) in page.locator("#gradient-say").inner_text()


def test_the_ledger_adds_up(page: Page, server: str) -> None:
    """log10 of the change = log10(pointwise gain) + log10(weight gain), as the words under the chart say it."""
    visit(page, address(8))
    total, slope, weight = (
        float(page.locator(f"#gradient-{part} sup").inner_text().replace("−", "-"))
        for part in ("say", "slope", "weight")
    )
    assert total == pytest.approx(slope + weight, abs=0.011)


def test_the_why_sentence_has_the_step_s_numbers(page: Page, server: str) -> None:
    run = answer(server)
    visit(page, address(3, unit=2))
    text = page.locator("#pinned-say").inner_text()
    before, after = run["steps"][1]["h"][2], run["steps"][2]["h"][2]
    assert short(before) in text
    assert short(after) in text
    weights = run["parameters"]["rnn.weight_hh_l0"][2]
    memory = sum(w * h for w, h in zip(weights, run["steps"][1]["h"], strict=True))
    assert short(memory) in text


def test_every_field_reaches_the_picture(open_page: Callable[..., Page], server: str) -> None:
    page = ready(open_page(address(0)))
    for fields in FIELDS:
        sentence = "나는 hi" if "tokenizer" in fields else "hi you"
        run = answer(server, sentence=sentence, **fields)
        go(page, address(2 * len(run["tokens"]), sentence=sentence, **fields))
        first = run["steps"][0]
        assert strip(page, "h", 0) in written(first["h"]), fields
        assert at_its_link(run, 0) in texts(page, "#stage .scene"), fields


def test_the_link_to_the_numbers_is_step_of_the_same_fields(page: Page, server: str) -> None:
    visit(page, address(8, cell="gru", seed=3))
    href = page.locator("#as-json").get_attribute("href") or ""
    response = page.request.get(href)
    assert response.ok
    assert response.json()["loss"] == answer(server, cell="gru", seed=3)["loss"]


def test_any_size_is_drawn(open_page: Callable[..., Page], server: str) -> None:
    page = ready(open_page(address(0)))
    for hidden_size in (1, 2, 64, 256):
        run = answer(server, hidden_size=hidden_size)
        go(page, address(8, hidden_size=hidden_size))
        shown = texts(page, "#stage .scene")
        for step in run["steps"]:
            assert at_its_link(run, step["t"]) in shown, hidden_size
        if hidden_size <= 2:
            assert strip(page, "h", 3) in written(run["steps"][3]["h"])


@pytest.mark.parametrize(
    ("fields", "element", "of"),
    [
        ({"u": 2}, "[data-vector='h:1']", lambda run: run["steps"][1]["h"]),
        ({"u": 2, "hidden_size": 64}, "[data-vector='h:1']", lambda run: run["steps"][1]["h"]),
        ({"u": 1.8, "view": "cell", "cell": "lstm"}, "[data-vector='f:1']", lambda run: run["steps"][1]["gates"]["f"]),
        ({"u": 1.8, "view": "cell"}, "[data-matrix='h']", lambda run: run["parameters"]["rnn.weight_hh_l0"]),
    ],
)
def test_any_number_on_the_stage_is_told_and_looked_at_inside(
    page: Page, server: str, fields: dict[str, Any], element: str, of: Callable[[dict[str, Any]], list[Any]]
) -> None:
    asked = {name: value for name, value in fields.items() if name not in {"u", "view"}}
    values = of(answer(server, **asked))
    visit(page, address(**fields))
    page.wait_for_timeout(900)
    box = page.locator(f"#stage {element}").last.bounding_box()
    assert box is not None
    H = len(values)
    j = H // 2 + 1
    page.mouse.move(box["x"] + box["width"] * (j + 0.5) / H, box["y"] + box["height"] * 0.5 / H)
    tip = page.locator(".sights .tip")
    expect(tip).to_be_visible()
    # W_h is weight_hh transposed: row 0 of what is drawn is what h's element 0 sends to each unit
    value = values[j][0] if isinstance(values[j], list) else values[j]
    assert float(tip.inner_text().split("= ")[1].replace("−", "-")) == pytest.approx(value, rel=1e-5)
    assert f"[{0}, {j}]" in tip.inner_text() or f"[{j}]" in tip.inner_text()
    page.mouse.down()
    page.mouse.up()
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()
    expect(page).to_have_url(re.compile(rf"unit={j}\b"))
    assert str(j) in page.locator("#pinned-say").inner_text()


def test_a_word_on_the_stage_takes_its_step(page: Page) -> None:
    visit(page, address(0))
    page.locator(".chip[data-t='2']").click()
    assert moment(page) == 3
