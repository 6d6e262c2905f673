"""Parameter gradients: their norms, and the threshold by hand, key and number."""

from __future__ import annotations

import json
import re
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, expect

from tests.browser.seeing import address, come_to, visit


def bench(page: Page) -> Locator:
    visit(page, address(4))
    come_to(page, ".clipping")
    expect(page.locator("#clipping .parameter").first).to_be_visible()
    return page.locator(".clipping")


def total(server: str) -> float:
    with urlopen(f"{server}/step?sentence=i+am+a+boy&include=gradients") as response:
        return float(json.load(response)["total_grad_norm"])


def test_a_typed_threshold_scales_every_gradient(page: Page, server: str) -> None:
    panel = bench(page)
    panel.locator("#clipping-threshold").fill("0.5")
    expect(panel.locator("#clipping-say")).to_contain_text(f"by {0.5 / total(server):.2f}")
    rows = panel.locator("#clipping .parameter").count()
    expect(panel.locator("#clipping .after")).to_have_count(rows)
    panel.locator("#clipping-threshold").fill("50")
    expect(panel.locator("#clipping-say")).to_contain_text("changes nothing")
    expect(panel.locator("#clipping .after")).to_have_count(0)


def test_the_line_is_moved_by_keys_and_by_hand(page: Page) -> None:
    panel = bench(page)
    line, number = panel.locator("#clipping"), panel.locator("#clipping-threshold")
    line.press("PageDown")
    expect(number).to_have_value("0.1")
    expect(line).to_have_attribute("aria-valuenow", "0.1")
    line.press("ArrowRight")
    expect(number).to_have_value("0.112")
    grip, box = panel.locator(".grip").bounding_box(), line.bounding_box()
    assert grip
    assert box
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 80, grip["y"] + 8, steps=3)
    page.mouse.up()
    assert float(number.input_value()) > 50


def test_the_threshold_is_in_the_link(page: Page, server: str) -> None:
    panel = bench(page)
    panel.locator("#clipping-threshold").fill("0.25")
    expect(page).to_have_url(re.compile("clip_at=0.25"))
    page.reload()
    come_to(page, ".clipping")
    expect(panel.locator("#clipping-threshold")).to_have_value("0.25")
    with urlopen(f"{server}/step{page.evaluate('location.search')}") as response:
        assert json.load(response)["tokens"] == ["i", "am", "a", "boy"]
