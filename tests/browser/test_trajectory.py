"""The path of h and the squashing function: the numbers are /step's, and what is pointed at is shown everywhere."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import every_language
from tests.browser.seeing import address, answer, come_to, moment, settled, short, texts, visit

every_cell = pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])


def places(page: Page) -> dict[int, tuple[float, float]]:
    """Where each state is on the screen, in px."""
    found: list[list[float]] = page.locator("#trajectory .state[data-t]").evaluate_all(
        """all => all.map(point => {
          const box = point.getBoundingClientRect();
          return [Number(point.dataset.t), box.x + box.width / 2, box.y + box.height / 2];
        })"""
    )
    return {int(t): (x, y) for t, x, y in found}


def hover(page: Page, t: int) -> Page:
    """Put the pointer on the state of step t."""
    came_to(page)
    page.mouse.move(*places(settled(page))[t])
    return settled(page)


def came_to(page: Page) -> Locator:
    """The path, in view and listening: its panel is bound when it comes near, and those beside it grow then."""
    path = page.locator("#trajectory")
    come_to(page, "#trajectory")
    expect(path.locator(".state").first).to_be_attached()
    before = None
    while before != (before := path.bounding_box()):
        come_to(page, "#trajectory")
        page.wait_for_timeout(100)
    return path


def opened(page: Page, path: str) -> Page:
    """Open a page and both panels."""
    visit(page, path)
    come_to(page, ".panel.squash")
    came_to(page)
    return settled(page)


def said(page: Page) -> str:
    return page.locator("#trajectory-say").inner_text()


@every_cell
def test_the_points_are_the_answer_s_in_one_scale(page: Page, server: str, cell: str) -> None:
    points = answer(server, cell=cell)["projection"]["points"]
    seen = places(opened(page, address(4, cell=cell)))
    assert sorted(seen) == list(range(len(points)))
    scale = (seen[1][0] - seen[0][0]) / (points[1][0] - points[0][0])
    for t, (x, y) in enumerate(points):
        assert seen[t][0] - seen[0][0] == pytest.approx(scale * (x - points[0][0]), abs=0.1)
        assert seen[t][1] - seen[0][1] == pytest.approx(-scale * (y - points[0][1]), abs=0.1)


@every_cell
def test_the_shares_of_the_variance(page: Page, server: str, cell: str) -> None:
    first, second = answer(server, cell=cell)["projection"]["explained_variance_ratio"]
    opened(page, address(1, cell=cell))
    shown = texts(page, "#trajectory")
    assert f"1st direction ({round(100 * first)}%)" in shown
    assert f"2nd direction ({round(100 * second)}%)" in shown
    assert page.locator("#trajectory-shown").inner_text().startswith(f"{round(100 * (first + second))}%")


def test_pointing_at_a_state_shows_its_word_everywhere_and_says_where_it_lies(page: Page, server: str) -> None:
    run = answer(server)
    hover(opened(page, address(4)), 1)
    for place in ("#trajectory .state.pointed", "#stage .chip.pointed"):
        expect(page.locator(place)).to_have_attribute("data-t", "1")
    expect(page.locator("#timeline text.pointed")).to_have_text(["am", "am"])
    projection = run["projection"]
    x, y = projection["points"][1]
    assert f"({short(x)}, {short(y)})" in said(page)
    assert "“am”" in said(page)
    moved = math.dist(run["steps"][1]["h"], run["steps"][0]["h"])
    shown = math.dist(projection["points"][1], projection["points"][0])
    assert f"moved {short(moved)} from" in said(page)
    assert f"{short(shown)} of that" in said(page)
    page.mouse.move(2, 2)
    expect(page.locator(".pointed")).to_have_count(0)


def test_a_word_of_the_chain_points_at_its_state(page: Page) -> None:
    opened(page, address(4))
    page.locator("#stage .chip[data-t='2']").hover()
    expect(page.locator("#trajectory .state.pointed")).to_have_attribute("data-t", "2")


@pytest.mark.parametrize(("u", "goes_to"), [(0.5, 3), (6.5, 6)])
def test_a_click_goes_to_the_step_in_the_direction_that_is_played(page: Page, u: float, goes_to: float) -> None:
    hover(opened(page, address(u)), 2)
    page.mouse.click(*places(page)[2])
    assert moment(settled(page)) == goes_to


def test_the_keys_walk_along_the_path_and_enter_goes_there(page: Page) -> None:
    opened(page, address(1))
    path = came_to(page)
    path.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(path).to_have_attribute("aria-valuenow", "2")
    assert path.get_attribute("aria-valuetext") == said(page)
    page.keyboard.press("ArrowDown")
    expect(path).to_have_attribute("aria-valuenow", "1")
    page.keyboard.press("Enter")
    assert moment(settled(page)) == 2
    page.keyboard.press("Escape")
    expect(page.locator(".pointed")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    assert moment(settled(page)) == 2.5


@every_language
def test_one_word_has_no_direction(page: Page, lang: str) -> None:
    opened(page, address(1, sentence="hello", lang=lang))
    assert texts(page, "#trajectory") == ["hello"]
    expect(page.locator(".directions")).to_be_hidden()


SQUASHED: list[tuple[dict[str, Any], str]] = [
    ({}, "tanh"),
    ({"spectral_radius": 2.5, "hidden_size": 16}, "tanh"),
    ({"nonlinearity": "relu"}, "relu"),
]


@pytest.mark.parametrize(("fields", "f"), SQUASHED)
def test_how_many_are_saturated_and_the_mean_slope(page: Page, server: str, fields: dict[str, Any], f: str) -> None:
    run = answer(server, **fields)
    pushed = [a for step in run["steps"] for a in step["gates"]["a"]]
    past = sum(abs(a) > 2 if f == "tanh" else a <= 0 for a in pushed)
    slopes = [1 - math.tanh(a) ** 2 if f == "tanh" else float(a > 0) for a in pushed]
    opened(page, address(4, **fields))
    text = page.locator("#squash-say").inner_text()
    assert text.startswith(f"{f}: {past} of {len(pushed)} activations")
    assert f"mean slope is {short(sum(slopes) / len(slopes))}" in text


@pytest.mark.parametrize("cell", ["gru", "lstm"])
def test_a_gated_cell_has_both_functions(page: Page, server: str, cell: str) -> None:
    run = answer(server, cell=cell)
    gates = [v for step in run["steps"] for name, row in step["gates"].items() if name not in "ng" for v in row]
    opened(page, address(4, cell=cell))
    text = page.locator("#squash-say").inner_text()
    assert re.match(rf"σ: \d+ of {len(gates)} activations are past \|a\| > 4", text)
    assert f"mean slope is {short(sum(v * (1 - v) for v in gates) / len(gates))}, at most 0.25" in text
    assert {"σ", "σ′", "tanh", "tanh′"} <= set(texts(page, "#squash"))


def test_a_run_without_gates_says_so(page: Page) -> None:
    def bare(route: Any) -> None:
        body = route.fetch().json()
        for step in body["steps"]:
            step.pop("gates", None)
        route.fulfill(json=body)

    page.route(re.compile(r"/step\?"), bare)
    opened(page, address(2))
    expect(page.locator("#squash")).to_be_hidden()
    assert "too long" in page.locator("#squash-say").inner_text()
