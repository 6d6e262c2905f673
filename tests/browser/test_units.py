"""The units of a larger network: sorted on the whole page at once, and read through the lens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import address, answer, come_to, short, visit

H = 24


def sizes(server: str) -> list[float]:
    """Σ over the steps of |h|, by the network's own number of a unit."""
    steps = answer(server, hidden_size=H)["steps"]
    return [sum(abs(step["h"][j]) for step in steps) for j in range(H)]


def test_few_units_have_neither_order_nor_lens(page: Page) -> None:
    visit(page, address(4))
    expect(page.locator("#order")).to_be_hidden()
    expect(page.locator("#lens")).to_be_hidden()


def test_the_order_is_one_for_stage_and_panel_and_in_the_address(page: Page, server: str) -> None:
    visit(page, address(4, hidden_size=H))
    page.locator("#order").select_option("size")
    expect(page).to_have_url(re.compile("order=size"))
    page.reload()
    expect(page.locator("#order")).to_have_value("size")
    most = sizes(server)
    largest = most.index(max(most))
    # the first unit of the stage, and the first column of the panel
    page.locator('[data-vector="h:3"]').hover(position={"x": 4, "y": 10})
    expect(page.locator("#stage .tip")).to_contain_text(f"h₃[{largest}]")
    expect(page.locator(".lens .unit.meant")).to_have_text(str(largest))
    page.locator("#order").select_option("index")
    expect(page).not_to_have_url(re.compile("order="))


def test_a_link_to_a_unit_means_the_same_unit_in_any_order(page: Page, server: str) -> None:
    most = sizes(server)
    smallest = most.index(min(most))
    visit(page, address(4, hidden_size=H, unit=smallest, order="size"))
    expect(page).to_have_url(re.compile(rf"unit={smallest}\b"))
    page.locator("#order").select_option("index")
    expect(page).to_have_url(re.compile(rf"unit={smallest}\b"))


def test_the_lens_follows_the_keys(page: Page, server: str) -> None:
    visit(page, address(8, hidden_size=H))
    step = answer(server, hidden_size=H)["steps"][0]
    page.locator("#lens").focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".lens .unit.meant")).to_have_text("9")
    expect(page.locator(".lens .number:not(.violet)")).to_have_text([short(v) for v in step["h"][6:14]])
    expect(page.locator(".lens .gradient-bars [data-unit]")).to_have_count(8)
    told = page.locator("#lens").get_attribute("aria-valuetext") or ""
    assert f"h₀[9] = {short(step['h'][9])}" in told
    assert "∂L/∂h₀[9]" in told
    page.keyboard.press("Escape")
    expect(page.locator(".lens")).to_have_count(0)


def test_the_sheet_keeps_the_networks_own_order(page: Page, server: str) -> None:
    """W_h of the sheet has an input's weights in a row: column j is unit j, whatever the stage shows."""
    visit(page, address(4, hidden_size=12, input_size=2, order="size"))
    weights = answer(server, hidden_size=12, input_size=2)["parameters"]["rnn.weight_hh_l0"]
    come_to(page, "#exercise")
    cell = page.locator("#exercise .grid.Wh [data-cell='3 5']")
    expect(cell).to_be_visible()
    assert float(cell.input_value()) == pytest.approx(weights[5][3], abs=1e-4)
