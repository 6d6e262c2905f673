"""The textbook exercise: weights of one's own, typed, pasted and dragged; and a reader who computes."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import every_language, every_scheme
from tests.browser.seeing import address, come_to, moment, settled, strip, until, visit, written

SQUARE = "tensor([[0.1, 0.2, 0.3],\n        [0.4, 0.5, 0.6],\n        [0.7, 0.8, 0.9]])"


def bench(page: Page, **fields: object) -> Page:
    """Open the page and go down to the panel."""
    visit(page, address(1, **fields))
    come_to(page, "#exercise")
    expect(page.locator("#exercise .grid.Wh input").first).to_be_visible()
    return page


def example(page: Page) -> Page:
    """The ready exercise of two units."""
    bench(page)
    page.locator("#exercise-example").click()
    expect(page.locator("#exercise .grid.Wh input")).to_have_count(4)
    return page


def cell(page: Page, grid: str, i: int, j: int) -> Any:
    """The field of row i and column j."""
    return page.locator(f"#exercise .grid.{grid} [data-cell='{i} {j}']")


def asked(page: Page) -> str:
    """The query of the page's address."""
    return str(page.evaluate("location.search"))


def states(server: str, **body: object) -> list[list[float]]:
    """h of each step, from /step."""
    request = Request(f"{server}/step", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urlopen(request) as response:
        return [step["h"] for step in json.load(response)["steps"]]


def paste(page: Page, text: str) -> None:
    """Paste into the field that has the focus."""
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def test_the_weights_of_a_network_are_taken_over_to_the_bit(page: Page) -> None:
    bench(page)
    before = strip(page, "h", 0)
    page.locator("#exercise-own").click()
    until(page, lambda: "rnn.weight_hh_l0=" in asked(page))
    settled(page)
    assert strip(page, "h", 0) == before
    own = page.request.get(f"/step{asked(page)}").json()
    drawn = page.request.get("/step?sentence=i+am+a+boy").json()
    assert [step["h"] for step in own["steps"]] == [step["h"] for step in drawn["steps"]]
    page.go_back()
    expect(page.locator(".own-weights")).to_be_hidden()


def test_numbers_are_typed_and_the_arrows_go_from_cell_to_cell(page: Page) -> None:
    example(page)
    cell(page, "Wh", 0, 0).click()
    page.keyboard.type("0.9")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("−1/4")
    page.keyboard.press("ArrowUp")
    expect(cell(page, "Wh", 0, 0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cell(page, "Wh", 0, 1)).to_be_focused()
    until(page, lambda: "rnn.weight_hh_l0=0.9,-0.25;0.6,0.2" in asked(page))
    page.keyboard.type("x")
    expect(cell(page, "Wh", 0, 1)).to_have_attribute("aria-invalid", "true")
    # the next stop of the keyboard is the button that puts it back
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(cell(page, "Wh", 0, 1)).to_have_value("0.6")
    expect(cell(page, "Wh", 0, 1)).to_be_focused()
    expect(page.locator(".grid.Wh .refusal")).to_be_hidden()


def test_a_pasted_tensor_fills_the_grid_and_the_sizes_follow(page: Page) -> None:
    example(page)
    cell(page, "Wh", 0, 0).focus()
    paste(page, SQUARE)
    expect(page.locator("#exercise .grid.Wh input")).to_have_count(9)
    expect(page.locator("#exercise-H")).to_have_value("3")
    expect(page.locator("#exercise-say")).to_contain_text("3 × 3")
    until(page, lambda: "rnn.weight_hh_l0=0.1,0.4,0.7;" in asked(page))
    paste(page, "[[1, 2], [3]]")
    refusal = page.locator(".grid.Wh .refusal")
    expect(refusal).to_contain_text("Row 2 has 1 numbers")
    refusal.get_by_role("button", name="OK").click()
    expect(refusal).to_be_hidden()
    cell(page, "x", 0, 0).focus()
    paste(page, "1\t0\n0\t1\n1\t1\n0,5\t0\n")
    expect(page.locator("#exercise-T")).to_have_value("4")
    until(page, lambda: "inputs=1,0;0,1;1,1;0.5,0" in asked(page))


def test_the_state_to_begin_with_is_read_and_stays_in_the_link(page: Page, server: str) -> None:
    example(page)
    cell(page, "h", 0, 0).click()
    page.keyboard.type("0.5")
    until(page, lambda: page.evaluate("location.hash") == "#h=0.5,0")
    body = {"inputs": [[1, 0], [0, 1], [1, 1]], "state": {"h": [0.5, 0]}, "objective": "sum"}
    weights = {
        "rnn.weight_ih_l0": [[0.5, 0.1], [-0.2, 0.4]],
        "rnn.weight_hh_l0": [[0.3, -0.5], [0.6, 0.2]],
        "rnn.bias_ih_l0": [0.1, -0.1],
    }
    first, *_ = states(server, **body, parameters=weights)
    until(page, lambda: strip(page, "h", 0) in written(first))
    page.reload()
    expect(page.locator("#stage .scene [data-vector]").first).to_be_visible()
    until(page, lambda: strip(page, "h", 0) in written(first))


def test_a_number_in_the_opened_a_is_typed_stepped_and_put_back(page: Page) -> None:
    visit(page, address(1))
    chart = page.locator(".panel.pinned .chart")
    chart.dblclick(position={"x": 40, "y": 22})
    editor = page.locator(".panel.pinned .number-editor")
    expect(editor).to_be_focused()
    before = strip(page, "h", 3)
    page.keyboard.type("0.9")
    expect(page.locator(".own-weights")).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(editor).to_have_value("1")
    page.keyboard.press("Shift+ArrowDown")
    expect(editor).to_have_value("0.99")
    page.keyboard.press("Escape")
    expect(editor).to_be_hidden()
    expect(page.locator(".own-weights")).to_be_hidden()
    settled(page)
    assert strip(page, "h", 3) == before
    chart.focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    expect(editor).to_be_focused()
    page.keyboard.press("Enter")
    expect(chart).to_be_focused()


def test_a_number_is_dragged_and_the_link_follows(page: Page) -> None:
    visit(page, address(1))
    come_to(page, ".panel.pinned")
    box = page.locator(".panel.pinned .chart").bounding_box()
    assert box
    x, y = box["x"] + 40, box["y"] + 22
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=4)
    page.mouse.up()
    until(page, lambda: "rnn.weight_hh_l0=" in asked(page))
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    settled(page)
    page.keyboard.press("Escape")
    page.mouse.up()


def test_what_is_computed_is_hidden_until_it_is_found(page: Page) -> None:
    example(page)
    page.locator("#compute-begin").click()
    page.keyboard.press("End")
    assert moment(page) == pytest.approx(0.36)
    assert strip(page, "h", 0) == []
    answers, told = page.locator("#exercise .answers input"), page.locator("#compute-say")
    answers.nth(0).fill("0.6")
    answers.nth(1).fill("-0.29")
    answers.nth(1).press("Enter")
    expect(told).to_contain_text("before tanh")
    expect(answers.nth(0)).to_be_focused()
    expect(page.locator("#compute-verdict-1")).to_have_text("right, but rounded")
    answers.nth(0).fill(f"{math.tanh(0.6):.4f}")
    answers.nth(0).press("Enter")
    expect(told).to_contain_text("0.5370")
    expect(page.locator("#compute-task")).to_contain_text("Step 2 of 3")
    until(page, lambda: len(strip(page, "h", 0)) == 2)
    expect(answers.nth(0)).to_be_focused()
    a = 0.1 + 0.1 + 0.3 * math.tanh(0.6) - 0.5 * math.tanh(-0.3)
    answers.nth(0).fill(f"{math.tanh(a - 0.1):.4f}")
    answers.nth(0).press("Enter")
    expect(told).to_contain_text("missing")


def test_products_are_tried_one_by_one(page: Page) -> None:
    example(page)
    page.locator("#compute-begin").click()
    page.locator("#compute-terms summary").click()
    products = page.locator("#exercise .terms input")
    expect(products).to_have_count(5)
    products.nth(2).fill("0.5")
    products.nth(3).fill("0.3")
    expect(products.nth(3)).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#compute-say")).to_contain_text("x₀[1] · Wₓ[1, 0]")


@every_scheme
@every_language
def test_nothing_bars_the_way(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], scheme: str, lang: str
) -> None:
    page = open_page(address(1), scheme=scheme, lang=lang, bypass_csp=True)
    come_to(page, "#exercise")
    page.locator("#exercise-example").click()
    page.locator("#compute-begin").click()
    page.locator("#compute-terms summary").click()
    expect(page.locator("#exercise .terms input")).to_have_count(5)
    assert axe(page) == []


def test_a_weight_is_typed_over_in_the_opened_cell_of_the_stage(page: Page) -> None:
    visit(
        page,
        "/?inputs=1,0;0,1&objective=sum&rnn.weight_ih_l0=0.5,0.1;-0.2,0.4&rnn.weight_hh_l0=0,0;0,0&u=0.6&view=cell",
    )
    image = page.locator("#stage [data-matrix=x]")
    box = image.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + 0.25 * box["width"], box["y"] + 0.25 * box["height"])
    field = page.locator("#stage .number-editor")
    expect(field).to_have_value("0.5")
    field.fill("0.5x")
    refusal = page.locator("#stage .number-refusal")
    expect(refusal).to_contain_text("must be a number")
    expect(field).to_have_attribute("aria-invalid", "true")
    refusal.get_by_role("button", name="Put it back").click()
    expect(refusal).to_be_hidden()
    expect(field).to_have_value("0.5")
    expect(field).to_be_focused()
    assert "rnn.weight_ih_l0=0.5,0.1;-0.2,0.4" in asked(page), "what was refused leaves no trace"
    field.fill("0.9")
    field.press("Enter")
    until(page, lambda: "rnn.weight_ih_l0=0.9,0.1;-0.2,0.4" in asked(page))
    expect(field).to_be_hidden()
    expect(page.locator("#stage .opened")).to_be_visible()


def test_a_hundred_numbers_scroll_in_their_own_box(page: Page) -> None:
    visit(page, "/?objective=forecast&u=1&inputs=" + ";".join(str(-t / 1000 - 0.2) for t in range(100)))
    # its code comes when the panel is near
    come_to(page, "#exercise")
    frame = page.locator("#exercise .grid.x .frame")
    frame.scroll_into_view_if_needed()
    expect(page.locator("#exercise .grid.x input")).to_have_count(100)
    box = frame.bounding_box()
    assert box
    assert box["height"] <= 320
    cut = "inputs => inputs.filter(each => each.scrollWidth > each.clientWidth).length"
    assert page.locator("#exercise td input").evaluate_all(cut) == 0


OPENED = "/?inputs=1,0;0,1&objective=sum&rnn.weight_ih_l0=0.5,0.1;-0.2,0.4&rnn.weight_hh_l0=0.25,0;0,0&u=1.6&view=cell"


def weight(page: Page, i: int, j: int, *, of: str = "h") -> tuple[float, float]:
    """The middle of a weight of two units in the opened A."""
    box = page.locator(f"#stage [data-matrix={of}]").bounding_box()
    assert box
    return box["x"] + (j + 0.5) / 2 * box["width"], box["y"] + (i + 0.5) / 2 * box["height"]


def test_a_weight_is_dragged_in_the_opened_cell_and_time_stands(page: Page) -> None:
    visit(page, OPENED)
    x, y = weight(page, 0, 0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 25, y, steps=5)
    page.mouse.up()
    until(page, lambda: "rnn.weight_hh_l0=0.5,0;0,0" in asked(page))
    assert moment(page) == 1.6
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    until(page, lambda: "rnn.weight_hh_l0=0.5,0;0,0" in asked(page))
    expect(page.locator("#stage .opened")).to_be_visible()


def test_a_weight_is_changed_in_the_opened_cell_by_keys_alone(page: Page) -> None:
    visit(page, OPENED)
    scene = page.locator("#stage .scene")
    scene.focus()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".sights .tip")).to_contain_text("Wₕ[0, 0] = 0.25")
    page.keyboard.press("Enter")
    field = page.locator("#stage .number-editor")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(scene).to_be_focused()
    until(page, lambda: "rnn.weight_hh_l0=0.35,0;0,0" in asked(page))
    page.keyboard.press("ArrowDown")
    page.keyboard.type("-0.5")
    expect(field).to_have_value("-0.5")
    page.keyboard.press("Enter")
    until(page, lambda: "rnn.weight_hh_l0=0.35,0;-0.5,0" in asked(page))
