"""The gradient's one chart: a layer comes by its tab, or by its panel, and shows what the server says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, every_language, every_scheme, viewport
from tests.browser.probe import look
from tests.browser.seeing import address, answer, come_to, power, ready, settled, visit

CHART = "section.gradient .chart"
LAYERS = ("ledger", "dial", "seeds", "cells", "whatif")


def show(page: Page, layer: str) -> Page:
    """Choose a layer at the chart, and wait until it is there and stands still."""
    page.locator(f"[data-layer={layer}]").click()
    if layer != "ledger" or page.locator(f"{CHART} > .layer").count():
        expect(page.locator(f"{CHART} > .layer")).to_have_count(1)
        expect(page.locator(f"{CHART} > .layer-{layer}")).to_be_visible()
    return settled(page)


def test_the_levels_are_under_the_links_of_the_chain(page: Page, server: str) -> None:
    visit(page, address(8))
    for t in range(3):
        level = page.locator(f"{CHART} .column[data-t='{t}'] .level").bounding_box()
        chips = [page.locator(f"#stage .chip[data-t='{i}']").bounding_box() for i in (t, t + 1)]
        assert level
        assert chips[0]
        assert chips[1]
        assert chips[0]["x"] + chips[0]["width"] < level["x"]
        assert level["x"] + level["width"] < chips[1]["x"]
    assert {"1", "1/10", "1/100"} <= set(page.locator(f"{CHART} .tick").all_text_contents())


def test_every_layer_is_shown_by_its_tab_with_the_server_s_numbers(page: Page, server: str) -> None:
    visit(page, address(2, seed=1390))
    run = answer(server, seed=1390)
    first, last = (run["steps"][t]["log10_grad_norm"] for t in (0, -1))
    for layer in LAYERS:
        show(page, layer)
        expect(page.locator("section.gradient .tabs-of-chart [aria-pressed=true]")).to_have_attribute(
            "data-layer", layer
        )
        expect(page.locator("#gradient-say")).not_to_be_empty()
        if layer == "dial":
            ends = page.locator(f"{CHART} .gradient-curve .end-name").all_text_contents()
            assert {power(first), power(last)} <= set(ends)
        if layer == "cells":
            expect(page.locator(f"{CHART} .line.cell")).to_have_count(5)
            expect(page.locator("#gradient-say")).to_contain_text("24 words")
    show(page, "ledger")
    expect(page.locator(f"{CHART} .level")).to_have_count(4)


def test_what_if_has_an_example_before_anything_is_edited_for_one_question(page: Page) -> None:
    visit(page, address(2))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or "") if "/what-if" in request.url else None)
    show(page, "whatif")
    expect(page.locator("#gradient-say")).to_contain_text("For example “i” → “boy”")
    expect(page.locator(f"{CHART} .tip-of")).to_have_count(2)
    expect(page.locator(f"{CHART} .step-word")).to_have_text(["boy", "am", "a", "boy"])
    assert sum('"token"' in body for body in asked) == 1
    expect(page.locator(".whatif .edits li")).to_have_count(0)


@pytest.mark.parametrize("sentence", ["boy boy boy", "hello"])
def test_a_text_without_another_word_has_a_unit_switched_off_or_nothing(page: Page, sentence: str) -> None:
    visit(page, address(2, sentence=sentence))
    show(page, "whatif")
    if sentence == "hello":
        expect(page.locator(f"{CHART} .delta-wave .way")).to_have_attribute("d", "")
    else:
        expect(page.locator("#gradient-say")).to_contain_text("For example h₀, unit")
        expect(page.locator(f"{CHART} .tip-of.delta")).to_have_count(1)


def test_a_panel_that_is_read_or_used_shows_its_layer_and_keeps_the_chart_in_sight(page: Page) -> None:
    visit(page, address(2))
    for panel, layer in ((".dial", "dial"), (".memory", "seeds"), (".compare", "cells"), (".whatif", "whatif")):
        come_to(page, panel)
        page.locator(panel).evaluate("panel => panel.scrollIntoView({block: 'center'})")
        expect(page.locator(f"[data-layer={layer}]")).to_have_attribute("aria-pressed", "true")
        chart = page.locator(CHART).bounding_box()
        assert chart
        assert 0 <= chart["y"] < 100, panel
    page.locator("#dial").focus()
    expect(page.locator("[data-layer=dial]")).to_have_attribute("aria-pressed", "true")
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("section.gradient.followed")).to_have_count(0)


def test_pointing_is_the_page_s_in_each_layer_on_the_page_s_text(page: Page) -> None:
    visit(page, address(2))
    chart = page.locator(CHART)
    for layer in ("ledger", "dial", "seeds", "whatif"):
        show(page, layer)
        chart.focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.locator("#stage .chip.pointed")).to_have_attribute("data-t", "1")
        expect(page.locator(f"{CHART} .pointed-at")).to_have_count(1)
        expect(page.locator("#gradient-say")).to_contain_text("h₁" if layer != "seeds" else "2 back")
        page.keyboard.press("Escape")
        expect(page.locator("#stage .chip.pointed")).to_have_count(0)


def test_a_name_in_the_chart_makes_its_cell_the_page_s_and_leaves_time_alone(page: Page) -> None:
    visit(page, address(2))
    show(page, "cells")
    page.locator(f"{CHART} .line-name.gru text").click()
    expect(page.locator('[name="cell"][value="gru"]')).to_be_checked()
    expect(page.locator("#timeline")).to_have_attribute("aria-valuenow", "2")


def test_pointing_at_another_text_reads_it_and_leaves_the_page_alone(page: Page) -> None:
    visit(page, address(2))
    show(page, "cells")
    box = page.locator(CHART).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 90, box["y"] + 100)
    expect(page.locator("#gradient-say")).to_contain_text("“fall”")
    expect(page.locator("#stage .chip.pointed")).to_have_count(0)


@every_language
def test_nothing_is_clipped_or_over_another(open_page: Callable[..., Page], lang: str) -> None:
    page = ready(open_page(address(6.4), lang=lang, motion="reduce"))
    found: dict[str, Any] = {}
    for layer in LAYERS:
        show(page, layer)
        for name, size in SIZES.items():
            page.set_viewport_size(viewport(size))
            page.evaluate("scrollTo(0, 0)")
            wrong = [
                finding for finding in look(settled(page)) if finding.startswith(("clipped", "overlap", "outside"))
            ]
            if wrong:
                found[f"{layer} {name}"] = wrong
    assert found == {}


@every_scheme
def test_axe_finds_nothing(open_page: Callable[..., Page], axe: Callable[[Page], list[str]], scheme: Any) -> None:
    page = ready(open_page(address(6.4), scheme=scheme, motion="reduce"))
    for layer in LAYERS:
        show(page, layer)
        assert axe(page) == [], layer
